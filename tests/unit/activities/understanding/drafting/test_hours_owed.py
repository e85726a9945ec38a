"""Hours of somebody who is paid by the hour are entries with what is owed."""

import pytest

from activities.understanding.analysis import analyse
from models.fields import FieldType

_KINDS = [
    FieldType.DATE,
    FieldType.DECIMAL,
    FieldType.MONEY,
    FieldType.MONEY,
    FieldType.YES_NO,
]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Stunden meiner Haushaltshilfe notieren und wie viel ich ihr noch schulde",
         "Arbeitsstunden"),
        ("Je veux noter les heures du jardinier et ce que je lui dois", "Heures travaillées"),
        ("Apuntar las horas de mi jardinero y cuánto le debo", "Horas trabajadas"),
        ("Segnare le ore della badante e quanto le devo", "Ore lavorate"),
        ("de uren van onze oppas bijhouden en wat we haar nog moeten betalen", "Gewerkte uren"),
        ("An app to write down the gardener's hours and what we owe him", "Hours worked"),
    ],
)  # fmt: skip
def test_hours_are_kept_with_what_is_owed(text: str, title: str) -> None:
    understood = analyse(text)
    (entity,) = understood.entities
    assert understood.title == title
    assert [field.type for field in entity.fields] == _KINDS


def test_those_who_work_stay_where_more_is_told_of_them() -> None:
    understood = analyse(
        "J'ai trois employés. Pour chacun nom, téléphone. Je note les heures de mes employés par "
        "jour et ce que je leur dois."
    )
    found = {one.label: [field.label for field in one.fields] for one in understood.entities}
    assert found["Employé"] == ["Nom", "Téléphone"]
    assert [one.target for one in understood.relations] == ["employee"]


@pytest.mark.parametrize(
    "text",
    [
        "Mitarbeiter mit Name und Stundenlohn, Arbeitszeiten mit Datum, Beginn, Ende, Pause",
        "Öffnungszeiten unserer Läden: Laden, Wochentag, von, bis",
    ],
)
def test_other_hours_are_told_as_they_are(text: str) -> None:
    assert "time_entry" not in {one.name for one in analyse(text).entities}


@pytest.mark.parametrize(
    "text",
    [
        "Sites: address, start date, hours. And the hours of my apprentice and what I owe him.",
        "Baustellen: Adresse, Beginn, Stunden. Und die Stunden meiner Putzfrau und was ich ihr "
        "schulde.",
    ],
)
def test_a_list_that_has_hours_as_well_stays(text: str) -> None:
    labels = {one.plural_label: len(one.fields) for one in analyse(text).entities}
    assert labels.get("Sites", labels.get("Baustellen", 0)) >= 2
