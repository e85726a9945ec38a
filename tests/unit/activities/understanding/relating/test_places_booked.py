"""What has places, and who booked one, are two lists."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "event", "booking"),
    [
        ("Sourdough class bookings - dates, 8 places each, who's coming, have they paid",
         "Sourdough class", "Booking"),
        ("Pottery workshop sign-ups: date, 6 places, who's coming, paid or not",
         "Pottery workshop", "Signup"),
        ("Dance workshop registrations - date, 20 spots, who's coming, paid", "Dance workshop",
         "Registration"),
    ],
)  # fmt: skip
def test_they_are_parted(text: str, event: str, booking: str) -> None:
    understood = analyse(text)
    fields = {one.label: {f.label for f in one.fields} for one in understood.entities}
    assert {"Date", "Places"} <= fields[event]
    assert fields[booking] == {"Name", "Paid"}
    assert len(understood.relations) == 1


def test_seats_of_a_booking_are_its_own() -> None:
    assert len(analyse("Bookings: guest, date, 4 seats, notes").entities) == 1
