"""Those that are there by name can be chosen from."""

import pytest

from activities.understanding.analysis import analyse


def _choices(request_text: str) -> dict[str, tuple[str, ...]]:
    fields = [field for e in analyse(request_text).entities for field in e.fields]
    return {field.label: field.choices for field in fields if field.choices}


@pytest.mark.parametrize(
    ("request_text", "label", "choices"),
    [
        (
            "Room bookings. We've three rooms: Hall, Studio and Kitchen. Who hires it, date, price",
            "Room",
            ("Hall", "Studio", "Kitchen"),
        ),
        (
            "We have two vans: Ford and Sprinter. Trips with date, driver, km",
            "Van",
            ("Ford", "Sprinter"),
        ),
        (
            "We are three siblings: Anna, Ben and Mia. Visits to mum: who went, when, how she was",
            "Visitor",
            ("Anna", "Ben", "Mia"),
        ),
        (
            "Cleaning rota for three flatmates: Tom, Ali and Jo. Task, week, done",
            "Flatmate",
            ("Tom", "Ali", "Jo"),
        ),
    ],
)
def test_those_that_are_named_can_be_chosen(
    request_text: str, label: str, choices: tuple[str, ...]
) -> None:
    assert _choices(request_text)[label] == choices


@pytest.mark.parametrize(
    "request_text",
    [
        "I have three lists: books with title and author, films and games",
        "We keep two things: members and their fees",
        "Three columns: name, date and price",
        "My three cats: food, vet visits with date and cost",
        "Two dogs: name and breed",
    ],
)
def test_what_is_told_of_them_is_no_choice(request_text: str) -> None:
    assert not any(label in _choices(request_text) for label in ("List", "Thing", "Cat", "Dog"))
