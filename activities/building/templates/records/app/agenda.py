"""Records in the order of their days: what is overdue, what comes today, this week and later."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.dates import day_of
from app.feature import Notice
from app.records import Record, Records
from app.sql import Condition, select, where

PAGE_SIZE = 50
_MOST_NOTICES = 4
_DAY = '"day_"'
"""Name of the worked out day; no field can have it."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record and its day."""

    record: Record
    title: str
    day: date


@dataclass(frozen=True, slots=True)
class Span:
    """Days that stand together."""

    title: str
    last: int | None
    """How many days from today the last of them is; None for all that follow."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items that stand together."""

    title: str
    entries: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of an agenda."""

    groups: Sequence[Group]
    number: int
    pages: int


DUE = (Span("Overdue", -1), Span("Today", 0), Span("Next 7 days", 7), Span("Later", None))


class Agenda:
    """The records of an entity that have their day, in its order.

    Args:
        records: The records.
        day: Expression of the day; text as dates are stored, or nothing.
        conditions: What the records must fulfil besides.
    """

    def __init__(
        self, records: Records, day: Condition, conditions: Iterable[Condition] = ()
    ) -> None:
        self.records = records
        self._day = day
        self._conditions = list(conditions)

    def between(self, first: date, last: date, limit: int) -> list[Item]:
        """Return the first items from one day to another."""
        return self._items([_between(first, last)], limit, 0)

    def count(self, first: date, last: date) -> int:
        """Return how many items there are from one day to another."""
        return self._count([_between(first, last)])

    def sheet(self, spans: Sequence[Span], today: date, page: str) -> Sheet:
        """Return a page of all items, in the spans that are not empty."""
        number, pages = turned(page, self._count([]))
        items = self._items([], PAGE_SIZE, (number - 1) * PAGE_SIZE)
        return Sheet(grouped(items, lambda item: _span(spans, item.day, today)), number, pages)

    def notices(
        self,
        first: date,
        last: date,
        tell: Callable[[Item], Notice],
        more: Callable[[int], Notice],
    ) -> list[Notice]:
        """Return what to say of the days from one to another; many are counted instead."""
        items = self.between(first, last, _MOST_NOTICES + 1)
        if len(items) <= _MOST_NOTICES:
            return [tell(item) for item in items]
        rest = self.count(first, last) - _MOST_NOTICES
        return [*(tell(item) for item in items[:_MOST_NOTICES]), more(rest)]

    def _items(self, conditions: list[Condition], limit: int, offset: int) -> list[Item]:
        condition, values = where([*self._conditions, _dated(), *conditions])
        columns = ['"id"', " AS ".join([self._day.text, _DAY])]
        order = f'ORDER BY {_DAY}, "id" LIMIT ? OFFSET ?'
        text = select(columns, self.records.entity.table, condition, order)
        values = [*self._day.values, *values, limit, offset]
        rows = self.records.connection.execute(text, values).fetchall()
        days = {row[0]: day for row in rows if (day := day_of(row[1])) is not None}
        return [
            Item(record, self.records.named(record).title, days[record.id])
            for record in self.records.several(days)
        ]

    def _count(self, conditions: list[Condition]) -> int:
        condition, values = where([*self._conditions, _dated(), *conditions])
        columns = [" AS ".join([self._day.text, _DAY]), "count(*)"]
        text = select(columns, self.records.entity.table, condition)
        values = [*self._day.values, *values]
        return int(self.records.connection.execute(text, values).fetchone()[1])


def grouped(items: Iterable[Item], title: Callable[[Item], str]) -> list[Group]:
    """Return items that follow each other under the same title together."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(title(item), []).append(item)
    return [Group(title, entries) for title, entries in groups.items()]


def turned(page: str, total: int) -> tuple[int, int]:
    """Return the number of the page that an address asks for, and of how many."""
    pages = max(1, -(-total // PAGE_SIZE))
    wanted = int(page) if page.isascii() and page.isdigit() and len(page) < 10 else 1
    return min(max(1, wanted), pages), pages


def _span(spans: Sequence[Span], day: date, today: date) -> str:
    days = (day - today).days
    return next(span.title for span in spans if span.last is None or days <= span.last)


def _between(first: date, last: date) -> Condition:
    return Condition(f"{_DAY} BETWEEN ? AND ?", (first.isoformat(), last.isoformat()))


def _dated() -> Condition:
    return Condition(f"{_DAY} IS NOT NULL")
