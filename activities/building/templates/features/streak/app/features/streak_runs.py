"""Days in a row. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKS = 4


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the small calendar."""

    day: date
    done: bool
    ahead: bool
    """Whether it is still to come."""


@dataclass(frozen=True, slots=True)
class Runs:
    """How many days in a row something was done."""

    current: int
    """Up to today; a day that is not over yet does not end it."""
    longest: int
    today: bool
    """Whether it was done today."""
    days: Sequence[Day]
    """The last weeks, from a Monday on."""


def runs(days: Collection[date], today: date) -> Runs:
    """Work out the runs of the days on which something was done."""
    there = {day.toordinal() for day in days if day <= today}
    longest = length = 0
    for ordinal in sorted(there):
        length = length + 1 if ordinal - 1 in there else 1
        longest = max(longest, length)
    last = today.toordinal()
    last -= 0 if last in there else 1
    current = 0
    while last - current in there:
        current += 1
    return Runs(current, longest, today.toordinal() in there, _calendar(there, today))


def _calendar(there: Collection[int], today: date) -> list[Day]:
    monday = today - timedelta(days=today.weekday() + 7 * (_WEEKS - 1))
    shown = (monday + timedelta(days=number) for number in range(7 * _WEEKS))
    return [Day(day, day.toordinal() in there, day > today) for day in shown]
