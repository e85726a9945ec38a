"""Wishes in half a sentence: who of a few, a link to a page, what goes and what comes."""

from functools import cache

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.modification import Outcome, modify
from activities.understanding.modifying.dividing import steps_of
from models.errors import RequestRefused
from models.specification import ApplicationSpecification, FieldType

HIVES = (
    "For every hive a name, colour and whether it is sold. For every yard a number and a place. "
    "Every hive stands in one yard."
)


@cache
def _written() -> ApplicationSpecification:
    return write_specification(analyse(HIVES))


def _changed(wish: str) -> Outcome:
    return modify(_written(), wish, live=False)


def _fields(outcome: Outcome, name: str) -> dict[str, tuple[FieldType, tuple[str, ...]]]:
    entity = outcome.specification.data_model.entity(name)
    return {field.label: (field.type, field.choices) for field in entity.fields}


def test_one_of_a_few_people_is_chosen() -> None:
    outcome = _changed("we need to know which of us looked after it, only Ann, Bob or Cy")
    added = set(_fields(outcome, "hive").values())
    assert (FieldType.CHOICE, ("Ann", "Bob", "Cy")) in added


def test_a_link_to_its_page_is_an_address() -> None:
    outcome = _changed("the breeder should link to their website")
    labels = [label for label, (kind, _) in _fields(outcome, "hive").items() if kind == "url"]
    assert len(labels) == 1
    assert not any("services" in sentence for sentence in outcome.impact)


def test_a_list_goes_and_words_come() -> None:
    outcome = _changed("forget about the yards, I only want to write down where the hive stands")
    assert [entity.name for entity in outcome.specification.data_model.entities] == ["hive"]
    assert _fields(outcome, "hive")["Where the hive stands"] == (FieldType.TEXT, ())
    assert not outcome.undone


def test_the_order_behind_what_can_not_be_had_is_done() -> None:
    outcome = _changed("show only hives that aren't sold, sorted by colour")
    assert outcome.specification.data_model.entity("hive").order == "colour"
    assert outcome.undone


def test_several_are_demanded_together() -> None:
    outcome = _changed("the colour and the place should be required")
    required = {
        field.label
        for entity in outcome.specification.data_model.entities
        for field in entity.fields
        if field.required
    }
    assert {"Colour", "Place"} <= required
    assert len(outcome.specification.data_model.entities) == len(_written().data_model.entities)


@pytest.mark.parametrize(
    "wish",
    ["don't forget it", "add a note, just in case", "the title must be filled in"],
)
def test_other_words_take_nothing_away(wish: str) -> None:
    assert all(step.kind not in ("remove", "title") for step in steps_of(wish))


def test_a_demand_is_no_title() -> None:
    with pytest.raises(RequestRefused):
        _changed("the title must be filled in")
