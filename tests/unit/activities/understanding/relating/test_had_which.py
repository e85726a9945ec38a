"""Which of some had which of something and when is a list of its own."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import STATED, Draft, DraftEntity
from activities.understanding.knowledge.lexicon import load
from activities.understanding.relating.had_which import keep_had_which
from models.fields import FieldType


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("tracking which kid had which medicine and when", {"Kid", "Medication", "Dose"}),
        ("which child took which pill and at what time", {"Child", "Pill", "Dose"}),
        ("which child had which toy and when", {"Child", "Toy", "Toy record"}),
        ("which scout got which badge and when", {"Scout", "Badge", "Badge award"}),
        ("welches Kind welches Medikament bekommen hat und wann", {"Kind", "Medikament"}),
        ("qué niño tomó qué medicamento y cuándo", {"Niño", "Medicamento"}),
        ("quale bambino ha preso quale medicina e quando", {"Bambino", "Medicina"}),
        ("które dziecko dostało jakie lekarstwo i kiedy", {"Dziecko", "Lekarstwo"}),
        ("qual criança tomou qual remédio e quando", {"Criança", "Remédio"}),
    ],
)
def test_no_list_is_called_by_a_verb(text: str, labels: set[str]) -> None:
    understood = analyse(text)
    assert {one.label for one in understood.entities} == labels
    assert understood.relations
    dated = [f for one in understood.entities for f in one.fields if f.label in ("Date", "Data")]
    assert dated or any(f.type is FieldType.DATE for one in understood.entities for f in one.fields)


def test_what_is_told_of_what_somebody_had_stays_with_it() -> None:
    understood = analyse("which cow got which antibiotic, when and how much")
    fields = {one.label: {f.label for f in one.fields} for one in understood.entities}
    assert {"Date", "Amount"} <= fields["Antibiotic"]
    assert "Dose" not in fields


def test_where_something_is_makes_no_record() -> None:
    understood = analyse("Which room has which key and where")
    assert "Key record" not in {one.label for one in understood.entities}


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("welcher Schüler in welcher Gruppe übt und wann die Proben sind", "de", "Gruppe"),
        ("qué alumno usa qué taller y cuándo abre la escuela", "es", "Taller"),
    ],
)
def test_when_something_else_is_dates_nothing(text: str, language: str, label: str) -> None:
    kept = DraftEntity("group", label, f"{label}s", None, label, STATED)
    draft = Draft(load(), {"group": kept})
    keep_had_which(draft, text, language)
    assert not kept.fields
    assert not draft.links
