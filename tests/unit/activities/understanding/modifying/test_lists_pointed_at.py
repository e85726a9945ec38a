"""Tests of lists that changes point at."""

import pytest

from activities.understanding.modifying.lists_pointed_at import with_lists_named
from models.specification import Entity, FieldSpecification, FieldType


def _named(name: str) -> Entity:
    field = FieldSpecification(name="name", label="Name", type=FieldType.TEXT, required=True)
    label = name.capitalize()
    return Entity(
        name=name, label=label, plural_label=f"{label}s", title_field="name", fields=(field,)
    )


_BOTH = (_named("boat"), _named("trip"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("in the other list, the one with the trips, add a fee", "add a fee to trips"),
        ("in the second list add a fee", "add a fee to trips"),
        ("the first one doesn't need the colour", "the boats doesn't need the colour"),
        ("to the trips please add a fee", "add a fee to trips"),
    ],
)
def test_lists_get_their_names(said: str, told: str) -> None:
    assert with_lists_named(said, _BOTH) == told


@pytest.mark.parametrize(
    "said",
    ["sort by the first name", "in the evening add a walk", "add a list of crews", "the last trip"],
)
def test_what_points_at_no_list_stays(said: str) -> None:
    assert with_lists_named(said, _BOTH) == said


def test_one_list_alone_is_no_other() -> None:
    assert with_lists_named("the other list", _BOTH[:1]) == "the other list"
