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


@pytest.mark.parametrize(
    ("request_text", "title", "names"),
    [
        ('Please build me an app called "Bookworm" for my books', "Bookworm", {"book"}),
        ("an app called Spinny for my vinyl singles", "Spinny", {"single"}),
        ("I want an app called Recipe Box", "Recipe Box", {"recipe"}),
    ],
)
def test_what_an_application_is_called_may_say_what_it_is_for(
    request_text: str, title: str, names: set[str]
) -> None:
    assert analyse(request_text).title == title
    assert _names(request_text) == names


def test_tables_that_are_called_something_keep_it() -> None:
    words = (
        'A table called "Customers" with name and phone, and a table called "Orders" with total.'
    )
    assert _names(words) == {"customer", "order"}


@pytest.mark.parametrize(
    ("request_text", "title"),
    [
        (
            "10,000 users should be able to use it at once: a quiz with questions and answers",
            "Quizzes",
        ),
        ("Hello, can you help me?", "Notes"),
        ("I want no ratings. Books with title, author and rating.", "Books"),
    ],
)
def test_numbers_pronouns_and_what_is_not_wanted_are_no_titles(
    request_text: str, title: str
) -> None:
    assert analyse(request_text).title == title


def test_what_is_listed_beside_what_is_described_is_kept() -> None:
    words = (
        "Wedding planner with guests, tables and tasks. Tasks have a due date and someone "
        "responsible."
    )
    assert {"guest", "task"} <= _names(words)
    assert len(_names(words)) == 3
