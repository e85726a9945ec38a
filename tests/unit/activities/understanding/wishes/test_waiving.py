"""Nothing is asked about wishes that are waived in the same breath; they are told as limits."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.questions import questions_for

_KEPT = "Rooms (name, seats); bookings (room, booked by, date, start, end). "


@pytest.mark.parametrize(
    "wish",
    [
        "Google calendar sync would be a dream but not essential.",
        "Guests pay online by card - could it do that? If not, fine.",
        "A barcode scan with the phone would be nice too.",
        "Card payment in the app if possible.",
        "Import of the bookings from Airbnb would be cool but typing them in is fine.",
        "It could send text messages, no problem if not.",
    ],
)
def test_a_waived_wish_is_told_and_not_asked_about(wish: str) -> None:
    understood = analyse(_KEPT + wish)
    assert understood.beyond
    assert not [one for one in questions_for(understood) if one.id.startswith("beyond")]


@pytest.mark.parametrize(
    "wish",
    [
        "Guests must pay online by card.",
        "It would be great if guests could pay online by card.",
        "Guests pay online by card. The phone is optional.",
        "Photos are not essential, but guests must pay online by card.",
    ],
)
def test_a_plain_wish_is_asked_about(wish: str) -> None:
    understood = analyse(_KEPT + wish)
    assert [one for one in questions_for(understood) if one.id.startswith("beyond")]
