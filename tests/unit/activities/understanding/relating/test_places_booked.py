"""What has places, and who booked one, are two lists."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import STATED, Draft, DraftEntity
from activities.understanding.knowledge.inference import Hint
from activities.understanding.knowledge.lexicon import load
from activities.understanding.relating.places_booked import part_places_booked
from models.fields import FieldType


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


@pytest.mark.parametrize(
    ("hint", "labels"),
    [
        (Hint("Paid on", FieldType.DATE), ["Name", "Paid on"]),
        (Hint("Signed up on", FieldType.DATE), ["Name", "Signed up on"]),
        (Hint("Name", FieldType.TEXT), ["Name"]),
    ],
)
def test_a_booking_keeps_its_own_day_and_one_name(hint: Hint, labels: list[str]) -> None:
    booking = DraftEntity("booking", "Booking", "Bookings", None, "bookings", STATED)
    told = (
        Hint("Date", FieldType.DATE),
        Hint("Places", FieldType.INTEGER),
        Hint("Participant", FieldType.TEXT),
        hint,
    )
    for one in told:
        booking.put(one, one.label.lower())
    draft = Draft(load(), {"booking": booking})
    part_places_booked(draft, "Yoga retreat bookings: date, places, participant, and more")
    assert [one.specification.label for one in booking.fields] == labels
    assert len(draft.entities) == 2
