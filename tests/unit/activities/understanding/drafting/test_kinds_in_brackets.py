"""Kinds in brackets behind what is kept are what each of it is one of."""

import pytest

from activities.understanding.analysis import analyse


def _choices(request_text: str) -> dict[str, tuple[str, ...]]:
    fields = [field for one in analyse(request_text).entities for field in one.fields]
    return {field.label: field.choices for field in fields if field.choices}


@pytest.mark.parametrize(
    ("request_text", "choices"),
    [
        (
            "Our choir has about 40 singers (soprano, alto, tenor, bass) and rehearsals every "
            "tuesday. I want to tick who was there.",
            {"Voice": ("soprano", "alto", "tenor", "bass")},
        ),
        (
            "Volunteers for the festival: shifts at the stands (beer, cake, grill, entrance) with "
            "day, from, to. Helpers with name and phone.",
            {"Stand": ("beer", "cake", "grill", "entrance")},
        ),
        (
            "Our shop has customers (regular, walk-in, online) with name and phone and orders with "
            "date and total",
            {"Kind": ("regular", "walk-in", "online")},
        ),
    ],
)
def test_kinds_are_chosen_from(request_text: str, choices: dict[str, tuple[str, ...]]) -> None:
    assert _choices(request_text) == choices


@pytest.mark.parametrize(
    "request_text",
    [
        "My boats (draft, beam, berths) and trips with date",
        "Museums with kids (name, age), entrance, how much it cost",
        "Tools (drills, saws etc) with place and who has it",
    ],
)
def test_fields_and_examples_are_no_kinds(request_text: str) -> None:
    assert _choices(request_text) == {}
