"""Those whose presence is kept are a list, with what is told of them."""

import pytest

from activities.understanding.analysis import analyse
from models.conversation import Understanding


def _lists(understood: Understanding) -> dict[str, list[str]]:
    return {one.plural_label: [f.label for f in one.fields] for one in understood.entities}


@pytest.mark.parametrize(
    ("text", "people", "fields"),
    [
        (
            "entreno a un equipo de balonmano: asistencia a los entrenamientos, teléfono de los "
            "padres y partidos con resultado",
            "Jugadores",
            ["Nombre", "Teléfono de los padres"],
        ),
        (
            "Ik train een volleybalteam: aanwezigheid op trainingen, telefoon van de ouders, en "
            "de wedstrijden met uitslag",
            "Spelers",
            ["Naam", "Telefoon van de ouders"],
        ),
        (
            "I coach an under 10s rugby team. attendance at training, parents phone, and matches "
            "with result",
            "Players",
            ["Name", "Parents phone"],
        ),
        (
            "Je dirige une chorale, présences aux répétitions et téléphone de chacun",
            "Membres",
            ["Nom", "Téléphone"],
        ),
    ],
)
def test_what_is_told_beside_a_presence_is_somebodys(
    text: str, people: str, fields: list[str]
) -> None:
    lists = _lists(analyse(text))
    assert lists[people] == fields


def test_who_was_there_is_ticked_for_those_who_are_spoken_of() -> None:
    understood = analyse(
        "Ruderverein: Fahrten mit Datum, Ziel und Kilometer. Wer von uns dabei war, soll man "
        "anhaken. Am Jahresende die Summe der Kilometer pro Mitglied."
    )
    assert "Mitglieder" in _lists(understood)
    assert [one.kind.value for one in understood.relations] == ["many_to_many"]


@pytest.mark.parametrize(
    "text",
    [
        "Anwesenheitsliste: Datum, Name, Grund",
        "Attendance log: date, who, reason",
        "gite del gruppo: data, meta, dislivello e chi c'era",
    ],
)
def test_a_single_list_of_who_was_there_stays_one(text: str) -> None:
    assert len(analyse(text).entities) == 1
