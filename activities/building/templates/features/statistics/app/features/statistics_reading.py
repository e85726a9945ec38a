"""Works out what the statistics show."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.groups import Grouping
from app.measure import Measure, shares
from app.months import Month
from app.records import Records
from app.sql import Condition, quoted, select, where
from app.sums import Sum, added_up, between, filled, month_of

_MOST_GROUPS = 20
_MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Fact:
    """A number in large."""

    label: str
    text: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A group or a month."""

    name: str
    sum: Sum
    percent: int
    """Share of the longest bar."""
    share: int | None = None
    """Percent of the whole; None where that says nothing."""
    path: str = ""
    month: Month | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads the numbers of an entity.

    Args:
        records: The records.
        measure: What their numbers mean.
        amount: Name of the field with the numbers; empty to count records.
        date: Name of the field with the day; empty if there is none.
    """

    records: Records
    measure: Measure
    amount: str
    date: str

    def facts(self, month: Month | None) -> list[Fact]:
        """Return count, total, average and range, of a month or of all time."""
        whole = self.whole(month)
        plural = self.records.entity.plural
        facts = [Fact(plural, f"{whole.count:,}", self._against(month) if not self.amount else "")]
        if not self.amount or not whole.count:
            return facts
        if self.measure.adds_up:
            facts.append(Fact("Total", self.measure.shown(whole.stored), self._against(month)))
        facts.append(Fact("Average", self.measure.rounded(self.measure.mean(whole))))
        low, high = self._range(month)
        ends = f"{self.measure.shown(low)} to {self.measure.shown(high)}"
        return [*facts, Fact("Lowest to highest", ends)]

    def whole(self, month: Month | None) -> Sum:
        """Return the sum of a month, or of all time."""
        return added_up(self.records, self.amount, (), *self._within(month))[0].sum

    def groups(self, group: Grouping, month: Month | None) -> list[Part]:
        """Return the groups, the largest first; small ones are put together.

        What belongs to none stands last, however much it is: it is not one of them.
        """
        rows = added_up(self.records, self.amount, [group.key], *self._within(month))
        found = {row.keys[0]: row.sum for row in rows if row.sum.count}
        names = group.names(found)
        order = {key: (key is None, -self._weight(found[key]), names[key]) for key in found}
        ordered = sorted(found, key=order.__getitem__)
        named = [(names[key], found[key], group.link(key)) for key in ordered[:_MOST_GROUPS]]
        if rest := ordered[_MOST_GROUPS:]:
            others = sum((found[key] for key in rest), Sum())
            named.append((f"Others ({len(rest)})", others, ""))
        weights = [self._weight(total) for _, total, _ in named]
        percents = shares(weights) if min(weights, default=0) >= 0 else [None] * len(weights)
        return [
            Part(name, total, self._bar(total, weights), share if any(weights) else None, path)
            for (name, total, path), share in zip(named, percents, strict=True)
        ]

    def months(self) -> list[Part]:
        """Return the months that have records, the latest first."""
        if not self.date:
            return []
        rows = added_up(self.records, self.amount, [month_of(self.date)], filled(self.date))
        found = {Month.read(str(row.keys[0])): row.sum for row in rows if row.sum.count}
        ordered = sorted((month for month in found if month), reverse=True)[:_MOST_MONTHS]
        weights = [self._weight(found[month]) for month in ordered]
        return [
            Part(month.name, found[month], self._bar(found[month], weights), month=month)
            for month in ordered
        ]

    def _weight(self, total: Sum) -> int:
        return total.stored if self.amount and self.measure.adds_up else total.count

    def _bar(self, total: Sum, weights: Sequence[int]) -> int:
        longest = max(abs(weight) for weight in weights) or 1
        return abs(self._weight(total)) * 100 // longest

    def _against(self, month: Month | None) -> str:
        if month is None:
            return ""
        now, before = (self._weight(self.whole(m)) for m in (month, month.before))
        change = self.measure.change(self.measure.exact(now - before))
        return f"{change} since {month.before.name}"

    def _range(self, month: Month | None) -> tuple[int, int]:
        column = quoted(self.amount)
        ends = ["".join([end, "(", column, ")"]) for end in ("min", "max")]
        condition, values = where(self._within(month))
        text = select(ends, self.records.entity.table, condition)
        low, high = self.records.connection.execute(text, values).fetchone()
        return low, high

    def _within(self, month: Month | None) -> list[Condition]:
        return [between(self.date, *month.days)] if month and self.date else []
