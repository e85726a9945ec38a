"""How many of one thing there are for each of another is a list between both."""

import pytest

from activities.understanding.analysis import analyse
from models.conversation import Understanding


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
