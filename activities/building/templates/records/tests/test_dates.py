"""Days are spoken of as people do."""

import time
from collections.abc import Iterator
from datetime import date

import pytest

from app.dates import away, day_here, day_of, due, tone
from app.site import Site
from tests.conftest import Visitor

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 2), "3 days ago"),
        (date(2026, 3, 4), "yesterday"),
        (date(2026, 3, 5), "today"),
        (date(2026, 3, 6), "tomorrow"),
        (date(2026, 3, 8), "in 3 days"),
        (date(2027, 3, 8), "on 8 Mar 2027"),
        (date(1926, 3, 5), "36,525 days ago"),
    ],
)
def test_days_are_so_far_away(day: date, words: str) -> None:
    assert away(day, TODAY) == words


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Go by the days of a place where it is thirteen hours later than in Greenwich."""
    monkeypatch.setenv("TZ", "FAR-13")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("far_east")
def test_moments_have_the_day_that_it_is_here() -> None:
    assert day_here("2026-03-05T10:59:59.123+00:00") == "2026-03-05"
    assert day_here("2026-03-05T11:00:00+00:00") == "2026-03-06"
    assert day_here("2026-03-05") == "2026-03-05"
    assert (day_here(""), day_here("some day soon")) == ("", "some day soon")


@pytest.mark.usefixtures("far_east")
def test_pages_show_the_day_that_it_was_here(guest: Visitor, site: Site) -> None:
    key = guest.add(guest.schema.entity("thing"), due="2026-03-05")
    with site.database.writing() as connection:
        connection.execute("UPDATE thing SET created_at = '2026-03-07T23:30:00.000+00:00'")
    page = guest.get(f"/thing/{key}")
    assert "8 Mar 2026</time> · changed" in page
    assert "5 Mar 2026" in page


def test_what_is_due_is_told_with_its_tone() -> None:
    said = {
        day: (due(date(2026, 3, day), TODAY), tone(date(2026, 3, day), TODAY))
        for day in (3, 4, 5, 12, 13)
    }
    assert said == {
        3: ("2 days overdue", "bad"),
        4: ("1 day overdue", "bad"),
        5: ("due today", "warn"),
        12: ("due in 7 days", "warn"),
        13: ("due in 8 days", "plain"),
    }


def test_what_is_no_date_is_none() -> None:
    assert [day_of(stored) for stored in (None, "", "soon", 7)] == [None] * 4
    assert day_of("2026-03-05") == TODAY
