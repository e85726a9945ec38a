"""An order of the list and a comparison are no fields; pictures go with what was told last."""

import pytest

from activities.understanding.analysis import analyse


def _fields(text: str) -> dict[str, list[str]]:
    return {e.plural_label: [f.label for f in e.fields] for e in analyse(text).entities}


@pytest.mark.parametrize(
    "text",
    [
        "Members: name, email. There's also a waiting list with name, phone and the date they "
        "asked, oldest first please.",
        "Jobs: customer, address, date, price, newest first.",
    ],
)
def test_an_order_is_no_field(text: str) -> None:
    labels = [label.lower() for labels in _fields(text).values() for label in labels]
    assert not any("first" in label for label in labels)


def test_a_first_name_stays() -> None:
    assert "First name" in _fields("Members: first name, last name, email.")["Members"]


def test_the_order_is_of_the_list_that_is_told_there() -> None:
    understood = analyse(
        "Boats: name, length. Members: name, email. There's also a waiting list with name, phone "
        "and the date they asked, oldest first please."
    )
    orders = {one.name: one.order for one in understood.entities if one.order}
    assert list(orders) == ["applicant"]


def test_two_lists_under_one_heading_have_the_same_fields() -> None:
    fields = _fields("Rehearsals and concerts: date, start time, place. Singers: name, voice.")
    assert fields["Rehearsals"] == fields["Concerts"] == ["Date", "Start time", "Place"]


def test_a_list_of_photos_holds_photos() -> None:
    fields = _fields(
        "A hike has a date, a meeting place and a leader. Members have names and phone numbers. "
        "Also photographs from each hike with a few words about it."
    )
    assert "Photo" in fields["Photographs"]
    assert "Photo" not in fields["Hikes"]
