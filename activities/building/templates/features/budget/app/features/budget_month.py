"""Works out what was spent of each limit in a month."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.groups import Grouping
from app.model import Entity
from app.months import Month
from app.records import Records
from app.sql import quoted, select
from app.sums import Sum, added_up, between
from app.values import Stored

_MOST = 500
_NEAR = 90
"""Percent of a limit from which on it is said to be nearly spent."""


@dataclass(frozen=True, slots=True)
class Line:
    """What was spent of one limit."""

    name: str
    spent: int
    limit: int | None = None
    path: str = ""
    records_path: str = ""

    @property
    def left(self) -> int:
        """What may still be spent; negative when it is over."""
        return (self.limit or 0) - self.spent

    @property
    def is_over(self) -> bool:
        """Whether more was spent than the limit."""
        return self.limit is not None and self.left < 0

    @property
    def is_near(self) -> bool:
        """Whether the limit is spent, or nearly so, and not more."""
        spent = self.limit is not None and self.spent * 100 >= self.limit * _NEAR
        return spent and self.spent > 0 and not self.is_over

    @property
    def percent(self) -> int:
        """How much of the limit is spent."""
        if not self.limit:
            return 100 if self.is_over else 0
        return max(self.spent, 0) * 100 // self.limit

    @property
    def tone(self) -> str:
        """How its bar is coloured."""
        return "bad" if self.is_over else "warn" if self.is_near else ""


@dataclass(frozen=True, slots=True)
class BudgetMonth:
    """All the limits of a month."""

    month: Month
    lines: Sequence[Line]
    """Those with a limit, the most spent first."""
    free: Sequence[Line]
    """What was spent where there is no limit."""

    @property
    def total(self) -> Line:
        """All the limits together."""
        limits = sum(line.limit or 0 for line in self.lines)
        return Line("All limits together", sum(line.spent for line in self.lines), limits)


@dataclass(frozen=True, slots=True)
class BudgetReading:
    """Reads the spending of an entity.

    Args:
        records: What was spent.
        amount: Name of the field with the amount.
        date: Name of the field with the day.
        group: What it was spent on.
        limit: Name of the field of the group with its limit.
    """

    records: Records
    amount: str
    date: str
    group: Grouping
    limit: str

    def of(self, month: Month) -> BudgetMonth:
        """Return what was spent in a month."""
        spent = self._spent(month)
        limits = self._limits()
        names = self.group.names([*limits, *spent])
        lines = [self._line(key, names[key], spent, limit) for key, limit in limits.items()]
        free = [
            self._line(key, names[key], spent, None)
            for key, total in spent.items()
            if key not in limits and total.stored
        ]
        lines.sort(key=lambda line: (-line.percent, line.name.casefold()))
        free.sort(key=lambda line: (-line.spent, line.name.casefold()))
        return BudgetMonth(month, lines, free)

    def one(self, key: int, month: Month) -> Line | None:
        """Return what was spent of the limit of one group, if it has one."""
        limit = self._limits(key).get(key)
        if limit is None:
            return None
        return self._line(key, self.group.names([key])[key], self._spent(month), limit)

    def _line(self, key: Stored, name: str, spent: dict[Stored, Sum], limit: int | None) -> Line:
        target = self._target
        path = f"/{target.name}/{key}" if key is not None else ""
        return Line(name, spent.get(key, Sum()).stored, limit, path, self.group.link(key))

    def _spent(self, month: Month) -> dict[Stored, Sum]:
        within = between(self.date, *month.days)
        rows = added_up(self.records, self.amount, [self.group.key], within)
        return {row.keys[0]: row.sum for row in rows}

    def _limits(self, key: int | None = None) -> dict[Stored, int]:
        column = quoted(self.limit)
        condition = ["WHERE", column, 'IS NOT NULL AND (? IS NULL OR "id" = ?) LIMIT ?']
        text = select(['"id"', column], self._target.table, " ".join(condition))
        return dict(self.records.connection.execute(text, (key, key, _MOST)).fetchall())

    @property
    def _target(self) -> Entity:
        target = self.group.target
        if target is None:
            raise TypeError(self.group.name)
        return target
