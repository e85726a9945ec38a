"""Stretches of time that a chart shows, and the periods that it is divided into."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from app.sql import quoted

_MOST_PERIODS = 72
_LONG = timedelta(days=366 * 6)


class Step(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    def key(self, column: str) -> str:
        """Return the expression for the period of a field; :meth:`begin` reads it."""
        name = quoted(column)
        if self is Step.WEEK:
            return "".join(["date(", name, ", '-6 days', 'weekday 1')"])
        length = {Step.DAY: "10", Step.MONTH: "7", Step.YEAR: "4"}[self]
        return "".join(["substr(", name, ", 1, ", length, ")"])

    def begin(self, key: str) -> date | None:
        """Return the first day of a period; None for what is no date."""
        try:
            return date.fromisoformat(f"{key}-01-01"[:10])
        except ValueError:
            return None

    def label(self, begin: date) -> str:
        """Return what people call a period, in short."""
        if self is Step.YEAR:
            return str(begin.year)
        return f"{begin:%b} {begin.year}" if self is Step.MONTH else f"{begin.day} {begin:%b}"

    def words(self, begin: date) -> str:
        """Return what people call a period."""
        if self is Step.YEAR:
            return str(begin.year)
        if self is Step.MONTH:
            return f"{begin:%B} {begin.year}"
        day = f"{begin.day} {begin:%b} {begin.year}"
        return f"Week of {day}" if self is Step.WEEK else day

    def of(self, day: date) -> date:
        """Return the first day of the period that a day is in."""
        if self is Step.WEEK:
            return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
        if self is Step.DAY:
            return day
        return day.replace(day=1) if self is Step.MONTH else day.replace(month=1, day=1)

    def next(self, begin: date) -> date:
        """Return the first day of the period after one."""
        days = {Step.DAY: 1, Step.WEEK: 7, Step.MONTH: 31, Step.YEAR: 366}[self]
        return self.of(begin + timedelta(days=days))


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of time up to today; without days, it is all that there is."""

    key: str
    label: str
    days: int = 0

    def first(self, today: date) -> date | None:
        """Return its first day, if it has one."""
        return today - timedelta(days=self.days - 1) if self.days else None

    def step(self, begin: date, end: date) -> Step:
        """Return how long the periods are into which it is divided."""
        if self.days:
            return Step.DAY if self.days <= 31 else Step.WEEK if self.days < 200 else Step.MONTH
        return Step.YEAR if end - begin > _LONG else Step.MONTH


RANGES = [
    Range("30-days", "30 days", 30),
    Range("3-months", "3 months", 91),
    Range("year", "Year", 365),
    Range("all", "All"),
]


def periods(step: Step, known: Sequence[date]) -> list[date]:
    """Return the periods from the first known one to the last, as far as a chart has room."""
    if not known:
        return []
    found, last = [min(known)], max(known)
    while found[-1] < last and len(found) <= _MOST_PERIODS:
        found.append(step.next(found[-1]))
    return found if len(found) <= _MOST_PERIODS else sorted(set(known))[-_MOST_PERIODS:]
