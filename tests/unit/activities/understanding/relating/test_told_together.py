"""What is told of two things in one breath is known of both; of what differs it is not."""

import pytest

from activities.understanding.analysis import analyse


def _fields(request_text: str) -> dict[str, set[str]]:
    found = analyse(request_text).entities
    return {one.name: {field.name for field in one.fields} for one in found}


@pytest.mark.parametrize(
    ("request_text", "one", "other"),
    [
        (
            "club with players and coaches with name, phone, email, and trainings with date, place",
            "player",
            "coach",
        ),
        (
            "i breed sheep. need ewes & rams with ear tag no, date of birth, breed, and lambings "
            "with date, the ewe, number of lambs, weight.",
            "ewe",
            "ram",
        ),
    ],
)
def test_both_have_what_is_told_of_both(request_text: str, one: str, other: str) -> None:
    fields = _fields(request_text)
    assert len(fields[one]) >= 3
    assert fields[one] == fields[other]


@pytest.mark.parametrize(
    ("request_text", "name", "missing"),
    [
        ("Customers and orders with date, amount and status", "customer", "amount"),
        ("Rooms and bookings with date, from, to, name", "room", "date"),
    ],
)
def test_people_have_not_what_is_told_of_their_orders(
    request_text: str, name: str, missing: str
) -> None:
    assert missing not in _fields(request_text).get(name, set())
