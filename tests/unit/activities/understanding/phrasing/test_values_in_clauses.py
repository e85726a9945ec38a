"""Values that a clause tells behind the name of a field are its choices."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.values_in_clauses import tell_values_in_clauses
from models.specification import FieldType


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Parcels: from, state which is new, packed or sent.",
         "Parcels: from, state (new, packed, sent)."),
        ("pots with a size that can be small, medium or large, and a photo",
         "pots with a size (small, medium, large), and a photo"),
        ("phase, which must be one of planned, running or over", "phase (planned, running, over)"),
        ("a kind which is a dog, a cat or a bird", "a kind (dog, cat, bird)"),
    ],
)  # fmt: skip
def test_values_in_a_clause_stand_in_brackets(text: str, told: str) -> None:
    assert tell_values_in_clauses(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "a boat which is rented or free",
        "a status which is shown or not",
        "a type that is chosen by the teacher or the parent",
        "a colour that is a text or a photo",
        "a level that is required",
        "sizes which are small or large when we order",
    ],
)
def test_other_clauses_stay(text: str) -> None:
    assert tell_values_in_clauses(text) == text


def test_a_status_told_in_a_clause_is_one_field() -> None:
    (entity, *_) = analyse(
        "Loans of tools: tool, who, and status which is out, late or back"
    ).entities
    chosen = [field for field in entity.fields if field.type is FieldType.CHOICE]
    assert [field.choices for field in chosen] == [("out", "late", "back")]


def test_hostile_texts_take_no_time() -> None:
    text = "status which is " + "a b, " * 1_600
    assert tell_values_in_clauses(text) == text
