"""What is told of each who comes is between those people and what they come to."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "label", "fields"),
    [
        (
            "gruppo in bici: gite con data, ritrovo, lunghezza in km, e chi viene con la macchina "
            "e quanti posti ha liberi. soci: nome, cognome, cellulare",
            "Partecipazione",
            ["Con la macchina", "Quanti posti"],
        ),
        (
            "Wandergruppe: Touren mit Datum, Treffpunkt, Länge in km, und wer kommt mit dem Auto "
            "und wie viele Plätze frei sind. Mitglieder: Name, Handy",
            "Teilnahme",
            ["Mit dem Auto", "Wie viele Plätze frei"],
        ),
    ],
)
def test_who_comes_is_a_list_between_both(text: str, label: str, fields: list[str]) -> None:
    understood = analyse(text)
    made = next(one for one in understood.entities if one.label == label)
    assert [field.label for field in made.fields][-2:] == fields
    assert len([one for one in understood.relations if one.source == made.name]) == 2


def test_who_comes_and_nothing_else_makes_no_list() -> None:
    text = "Chor: Proben mit Datum und Ort. Mitglieder: Name, Stimme. Wer kommt zu welcher Probe"
    assert "Teilnahme" not in [one.label for one in analyse(text).entities]
