"""What can be entered or chosen in a field is changed, and what is wrong with it is told."""

from functools import cache

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import Outcome, modify
from activities.understanding.modifying.complaining import retold
from activities.understanding.modifying.retyping import kinds_told
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, FieldType

CLUBS = (
    "Our clubs: name, town, founded as a date, members as a number, played yes/no, "
    "rating from 1 to 5 stars, status (active, dormant, closed)"
)


@cache
def _written() -> ApplicationSpecification:
    return write_specification(analyse(CLUBS))


def _changed(wish: str, *, live: bool = False) -> Outcome:
    return modify(_written(), wish, live=live)


def _fields(outcome: Outcome) -> dict[str, tuple[FieldType, tuple[str, ...]]]:
    (entity,) = outcome.specification.data_model.entities
    return {field.label: (field.type, field.choices) for field in entity.fields}


@pytest.mark.parametrize(
    ("wish", "label", "kind"),
    [
        ("the rating should be a number", "Rating", FieldType.INTEGER),
        ("make the status a text", "Status", FieldType.TEXT),
        ("turn the town into a link", "Town", FieldType.URL),
        ("played should be text instead of yes/no", "Played", FieldType.TEXT),
        ("the rating isn't always a number, it can be like B12", "Rating", FieldType.TEXT),
        ("the rating is not a number. it can be B-1 or B-2", "Rating", FieldType.TEXT),
        ("the rating can contain letters too", "Rating", FieldType.TEXT),
        ("der Status soll ein Text sein", "Status", FieldType.TEXT),
    ],
)
def test_something_else_is_entered_into_a_field(wish: str, label: str, kind: FieldType) -> None:
    before = {field.label for field in _written().data_model.entities[0].fields}
    found = _fields(_changed(wish))
    assert set(found) == before
    assert found[label] == (kind, ())


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("the town should be text", "text already"),
        ("the name should be a date", "names a club"),
        ("the budget should be text", "there is no “budget”"),
    ],
)
def test_what_can_not_be_entered_otherwise_is_told(wish: str, told: str) -> None:
    with pytest.raises(RequestRefused) as refusal:
        _changed(wish)
    assert told in refusal.value.message


def test_what_was_entered_stays_what_it_is() -> None:
    with pytest.raises(RequestRefused) as refusal:
        _changed("the rating should be text", live=True)
    assert "what was entered stays so" in refusal.value.message


@pytest.mark.parametrize(
    ("wish", "label", "choices"),
    [
        ("played isn't enough as yes or no, it should be never, once or often", "Played",
         "never once often"),
        ("rating with stars is silly, make it great, fine, poor", "Rating", "great fine poor"),
        ("the status is not good. It should be open, shut or sold", "Status", "open shut sold"),
        ("the status isn't active or dormant but open, shut or sold", "Status", "open shut sold"),
        ("instead of dormant say 'asleep'", "Status", "active asleep closed"),
        ('instead of dormant write "asleep"', "Status", "active asleep closed"),
        ("statt dormant lieber asleep", "Status", "active asleep closed"),
    ],
)  # fmt: skip
def test_something_else_is_chosen(wish: str, label: str, choices: str) -> None:
    before = {field.label for field in _written().data_model.entities[0].fields}
    found = _fields(_changed(wish))
    assert set(found) == before
    assert found[label] == (FieldType.CHOICE, tuple(choices.split()))


@pytest.mark.parametrize(
    "wish",
    [
        "instead of played yes/no I'd want a result: won, lost, drawn",
        "instead of played I want a result (won, lost, drawn)",
        "invece di played vorrei un result: won, lost, drawn",
        "statt played lieber ein Result: won, lost, drawn",
    ],
)
def test_a_choice_comes_in_place_of_a_tick(wish: str) -> None:
    found = _fields(_changed(wish))
    assert "Played" not in found
    assert found["Result"] == (FieldType.CHOICE, ("won", "lost", "drawn"))
    assert len(found) == len(_written().data_model.entities[0].fields)


def test_a_field_is_called_otherwise() -> None:
    found = _fields(_changed("instead of played say competed"))
    assert "Played" not in found
    assert found["Competed"] == (FieldType.YES_NO, ())


@pytest.mark.parametrize(
    "text",
    [
        "the app is great, make it simple, fast or nice and green",
        "the fee is too high, make it 10 or 12",
        "it is nice, it should be bigger",
        "the name is short. add a note, a date and a photo",
        "make the name required",
    ],
)
def test_what_says_something_else_is_not_told_otherwise(text: str) -> None:
    assert retold(text) in (text, text.replace("app is great, make it", "app should be"))


@pytest.mark.parametrize(
    "text",
    ["the date should be first", "make it a rainbow", "the name should be a name", "add a text"],
)
def test_what_names_no_type_changes_none(text: str) -> None:
    assert kinds_told(text) == []


def test_hostile_complaints_take_no_time() -> None:
    assert retold("the a is b, " * 90)
    assert kinds_told("make " + "a " * 70) == []
