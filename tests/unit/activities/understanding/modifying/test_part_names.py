"""Tests of fields that are named by a part of what they are called."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import modify
from activities.understanding.modifying.naming import is_part
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, FieldSpecification

_TRUCKS = (
    "Track trucks: plate, next service date, insurance date, monthly rent in dollars, notes. "
    "And drivers with first name, last name and birthday."
)


@pytest.fixture(scope="module")
def trucks() -> ApplicationSpecification:
    return write_specification(analyse(_TRUCKS), {})


def _fields(specification: ApplicationSpecification) -> dict[str, FieldSpecification]:
    entities = specification.data_model.entities
    return {field.label: field for one in entities for field in one.fields}


@pytest.mark.parametrize(
    "said", ["the rent is required", "make the rent required", "the rent must not be left empty"]
)
def test_a_part_that_only_one_has_names_it(trucks: ApplicationSpecification, said: str) -> None:
    after = _fields(modify(trucks, said, live=False).specification)
    assert after["Monthly rent"].required
    assert len(after) == len(_fields(trucks))


def test_what_is_done_is_told_with_the_whole_name(trucks: ApplicationSpecification) -> None:
    assert "“Monthly rent” is left out." in modify(trucks, "drop the rent", live=False).changes
    renamed = modify(trucks, "rename the rent to lease", live=False)
    assert "“Monthly rent” is shown as “Lease”." in renamed.changes


@pytest.mark.parametrize("said", ["drop the date", "make the name required", "drop the ent"])
def test_a_part_that_several_have_names_none(trucks: ApplicationSpecification, said: str) -> None:
    with pytest.raises(RequestRefused):
        modify(trucks, said, live=False)


def test_something_new_may_be_called_like_a_part(trucks: ApplicationSpecification) -> None:
    after = modify(trucks, "add a service to trucks", live=False).specification
    assert "Service" in _fields(after)


def test_a_part_in_another_language() -> None:
    made = write_specification(
        analyse("Meine Geräte: Bezeichnung, Kaufdatum, Garantie bis, Preis pro Stück."), {}
    )
    after = _fields(modify(made, "Der Preis muss ausgefüllt werden", live=False).specification)
    assert after["Preis pro Stück"].required
    gone = _fields(modify(made, "Das Datum brauche ich nicht", live=False).specification)
    assert "Kaufdatum" not in gone


@pytest.mark.parametrize(
    ("words", "label", "expected"),
    [
        ("the fee", "Yearly fee", True),
        ("weight", "Honey weight (kg)", True),
        ("inspection date", "Next inspection date", True),
        ("age", "Mileage", False),
        ("rent", "Current state", False),
        ("fee", "Fee", False),
        ("list", "Guest list", False),
    ],
)
def test_parts_of_names(words: str, label: str, *, expected: bool) -> None:
    assert is_part(words, label) is expected


def test_a_name_that_is_split_is_gone(trucks: ApplicationSpecification) -> None:
    made = write_specification(analyse("Keep guests with name, phone and notes."), {})
    model = modify(made, "split the name into given name and family name", live=False)
    (guest,) = model.specification.data_model.entities
    labels = [field.label for field in guest.fields]
    assert labels[:2] == ["Given name", "Family name"]
    assert "Name" not in labels
    assert guest.title_field == guest.fields[0].name
    assert guest.fields[0].required


def test_a_name_that_is_split_stays_beside_what_was_entered() -> None:
    made = write_specification(analyse("Keep guests with name, phone and notes."), {})
    model = modify(made, "split the name into given name and family name", live=True)
    (guest,) = model.specification.data_model.entities
    assert "Name" in [field.label for field in guest.fields]
