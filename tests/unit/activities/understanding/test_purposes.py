"""Whoever names purposes and no fields gets what each of them is about."""

import pytest

from activities.understanding.analysis import analyse


def _names(request: str) -> set[str]:
    return {entity.name for entity in analyse(request).entities}


@pytest.mark.parametrize(
    ("request_text", "names"),
    [
        (
            "My menu planner with recipes and a shopping list",
            {"recipe", "meal", "shopping_item"},
        ),
        ("a waiting list for our allotment", {"applicant"}),
        ("packing list and travel planner", {"packing_item", "trip"}),
    ],
)
def test_each_purpose_is_kept(request_text: str, names: set[str]) -> None:
    assert _names(request_text) == names


def test_a_purpose_that_names_itself_is_kept_once() -> None:
    assert len(_names("cleaning plan for our flat")) == 1


def test_where_fields_are_told_nothing_is_added() -> None:
    text = "a shopping list for our trip: item, quantity and shop"
    assert len(_names(text)) == 1


def test_a_waiting_list_keeps_no_waitings() -> None:
    text = "waiting list of the kindergarten with name of the child, date of birth, since when"
    assert "waiting" not in _names(text)
