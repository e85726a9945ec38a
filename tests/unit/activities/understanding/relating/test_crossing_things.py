"""How many of one thing there are for each of another is a list between both."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.relating.crossing_things import cross_things
from models.conversation import Understanding
from tests.unit.activities.understanding.drafts import draft_of


def _fields(understood: Understanding, entity: str) -> dict[str, str]:
    found = next((one for one in understood.entities if one.name == entity), None)
    return {field.label: field.type.value for field in found.fields} if found else {}


def _links(understood: Understanding, source: str) -> set[str]:
    return {one.target for one in understood.relations if one.source == source}


@pytest.mark.parametrize(
    ("request_text", "entity", "fields", "targets"),
    [
        (
            "soaps (scent, weight, price, how many in stock), markets (place, date, stall fee) and "
            "how many of which soap I sold at which market",
            "sale",
            {"Quantity": "integer"},
            {"soap", "market"},
        ),
        (
            "Workshop with parts: name, price, how many in stock. Jobs: date, customer, and how "
            "many of each part we used on each job",
            "usage",
            {"Quantity": "integer"},
            {"part", "job"},
        ),
        (
            "Parish: families (name, street), collections (date, cause). How much each family gave "
            "at each collection",
            "contribution",
            {"Amount": "money"},
            {"family", "collection"},
        ),
        (
            "Volunteers with phone; events with date and place; which volunteer worked how many "
            "hours at which event.",
            "hour",
            {"Hours": "decimal"},
            {"volunteer", "event"},
        ),
    ],
)
def test_a_quantity_is_of_both(
    request_text: str, entity: str, fields: dict[str, str], targets: set[str]
) -> None:
    understood = analyse(request_text)
    assert _fields(understood, entity) == fields
    assert _links(understood, entity) == targets
    assert not any(targets == {one.source, one.target} for one in understood.relations)


@pytest.mark.parametrize(
    "request_text",
    [
        "Breads (name, price), shops (name, address). How many breads are left?",
        "Plots (name, area), harvests with date and crates. How many crates per plot and year?",
    ],
)
def test_a_sum_makes_no_list(request_text: str) -> None:
    assert len(analyse(request_text).entities) == 2


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("For every dive then the fish seen and how many of each.", "Quantity"),
        ("For each dive the fish and how many specimens", "Specimens"),
        ("For each dive the fish and how many hours it took", ""),
        ("Each dive has many fish", ""),
    ],
)
def test_how_many_of_each_are_told_between_both(text: str, label: str) -> None:
    draft = draft_of({"dives": "day, depth", "fish": "name, colour"})
    cross_things(draft, text)
    made = draft.entities.get("dive_fish")
    assert [one.specification.label for one in made.fields] == [label] if made else not label


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "who has got which copy of what novel, and has it been returned",
            ["Copy", "Returned"],
        ),
        ("who has which volume number of which novel", ["Volume number"]),
        ("who wrote which part of what novel", []),
    ],
)
def test_who_has_which_copy_is_a_loan(text: str, labels: list[str]) -> None:
    draft = draft_of({"novels": "title, shelf", "readers": "name, phone"})
    cross_things(draft, text)
    made = draft.entities.get("loan")
    assert [one.specification.label for one in made.fields] == labels if made else not labels
