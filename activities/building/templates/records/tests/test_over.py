"""What is over, or tells of the past, does not come up any more."""

from datetime import timedelta

import pytest

from app.model import Entity, Field, Kind
from app.over import ending, tells_of_the_past
from app.records import Record
from app.site import today
from tests.conftest import Visitor
from tests.everything import EVERYTHING

CHORE = EVERYTHING.entity("chore")
SOON = (today() + timedelta(days=2)).isoformat()
NOTHING = {"due": SOON, "state": "Open", "done": "", "finished": ""}


@pytest.mark.parametrize(
    ("label", "past"),
    [
        *[(text, True) for text in ("Lent on", "Returned on", "Last watered", "Member since")],
        *[(text, False) for text in ("Due", "To be returned by", "Last day", "Lasts until", "Day")],
    ],
)
def test_labels_tell_of_the_past(label: str, past: bool) -> None:
    assert tells_of_the_past(Field(name="day", label=label, kind=Kind.DATE)) is past


def test_only_what_is_still_open_comes_up(guest: Visitor) -> None:
    today_ = today().isoformat()
    guest.add(CHORE, name="Sweeping", **NOTHING)
    for name, change in (
        ("Shut", {"state": "Done"}),
        ("Ticked", {"done": "yes"}),
        ("Ended", {"finished": today_}),
    ):
        guest.add(CHORE, name=name, **NOTHING | change)
    guest.add(CHORE, name="Planned", **NOTHING | {"due": "", "finished": SOON})
    coming = guest.get("/").partition("Coming up")[2].partition("Changed last")[0]
    assert "Sweeping" in coming
    for name in ("Shut", "Ticked", "Ended", "Planned"):
        assert name not in coming


def test_a_state_says_how_it_ended() -> None:
    choices = ["Planned", "Not done", "Cancelled"]
    state = Field(name="state", label="State", kind=Kind.CHOICE, choices=choices)
    gone = Field(name="gone", label="Returned?", kind=Kind.YES_NO)
    trip = Entity(name="trip", label="Trip", plural="Trips", title="state", fields=[state, gone])
    words = {
        ending(trip, Record(1, "", "", {"state": state_, "gone": gone_}), today())
        for state_, gone_ in (("Planned", 0), ("Not done", None), ("Cancelled", 0), (None, 1))
    }
    assert words == {"", "Cancelled", "Returned"}


def test_a_day_says_that_it_ended_once_it_is_there() -> None:
    back = Field(name="back", label="Returned on", kind=Kind.DATE)
    loan = Entity(name="loan", label="Loan", plural="Loans", title="back", fields=[back])
    words = [
        ending(loan, Record(1, "", "", {"back": day}), today())
        for day in (today().isoformat(), SOON, None)
    ]
    assert words == ["Returned on", "", ""]
