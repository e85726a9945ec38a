"""Days are spoken of as people do."""

from datetime import date

import pytest

from app.dates import away, day_of, due, tone

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
