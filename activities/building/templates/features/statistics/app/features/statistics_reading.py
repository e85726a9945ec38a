"""Works out what the statistics show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.groups import Grouping
from app.measure import Measure, shares
from app.months import Month
from app.records import Records
from app.sql import Condition, quoted, select, where
from app.sums import Sum, added_up, between, filled, month_of
from app.values import Stored

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
    count: int
    """How many records there are, those without a number too."""
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
        whole, count = self.whole(month), self.count(month)
        more = f"{whole.count:,} with {self.measure.label.lower()}" if whole.count < count else ""
        more = more if self.amount else self._against(month)
        facts = [Fact(self.records.entity.plural, f"{count:,}", more)]
        if not self.amount or not whole.count:
            return facts
        if self.measure.adds_up:
            total = _unbroken(self.measure.shown(whole.stored))
            facts.append(Fact("Total", total, self._against(month)))
        average = self.measure.rounded(self.measure.mean(whole))
        facts.append(Fact("Average", _unbroken(average)))
        ends = " to ".join(_unbroken(self.measure.shown(end)) for end in self._range(month))
        return [*facts, Fact("Lowest to highest", ends)]

    def count(self, month: Month | None) -> int:
        """Return how many records there are in a month, or of all time."""
        return added_up(self.records, "", (), *self._within(month))[0].sum.count

    def whole(self, month: Month | None) -> Sum:
        """Return the sum of a month, or of all time."""
        return added_up(self.records, self.amount, (), *self._within(month))[0].sum

    def groups(self, group: Grouping, month: Month | None) -> list[Part]:
        """Return the groups, the largest first; small ones are put together."""
        found = self._sums(group.key, *self._within(month))
        counts = self._counts(group.key, *self._within(month))
        kept = self._ranked(found, group.names(found))
        sums = [sum((found[key] for key in keys), Sum()) for _, keys in kept]
        weights = [self._weight(total) for total in sums]
        percents = shares(weights) if min(weights, default=0) >= 0 else [None] * len(weights)
        return [
            Part(
                name,
                total,
                sum(counts[key] for key in keys),
                self._bar(total, weights),
                share if any(weights) else None,
                group.link(keys[0]) if len(keys) == 1 else "",
            )
            for (name, keys), total, share in zip(kept, sums, percents, strict=True)
        ]

    def _ranked(
        self, found: Mapping[Stored, Sum], names: Mapping[Stored, str]
    ) -> list[tuple[str, list[Stored]]]:
        """Return names and keys in their order: what belongs to no group comes after all groups."""
        ranked = sorted(found.keys() - {None}, key=lambda k: (-self._weight(found[k]), names[k]))
        rest = ranked[_MOST_GROUPS:]
        kept: list[tuple[str, list[Stored]]] = [(names[k], [k]) for k in ranked[:_MOST_GROUPS]]
        kept += [(f"Others ({len(rest)})", rest)] if rest else []
        return kept + ([(names[None], [None])] if None in found else [])

    def months(self) -> list[Part]:
        """Return the months that have records, the latest first."""
        if not self.date:
            return []
        sums = self._sums(month_of(self.date), filled(self.date))
        counts = self._counts(month_of(self.date), filled(self.date))
        keys = {month: key for key in sums if (month := Month.read(str(key)))}
        ordered = sorted(keys, reverse=True)[:_MOST_MONTHS]
        found = {month: sums[keys[month]] for month in ordered}
        weights = [self._weight(total) for total in found.values()]
        return [
            Part(m.name, total, counts[keys[m]], self._bar(total, weights), month=m)
            for m, total in found.items()
        ]

    def _sums(self, key: str, *conditions: Condition) -> dict[Stored, Sum]:
        """Return the sums by a key, as far as there are numbers."""
        rows = added_up(self.records, self.amount, [key], *conditions)
        return {row.keys[0]: row.sum for row in rows if row.sum.count}

    def _counts(self, key: str, *conditions: Condition) -> dict[Stored, int]:
        """Return how many records there are by a key, with a number or without."""
        rows = added_up(self.records, "", [key], *conditions)
        return {row.keys[0]: row.sum.count for row in rows}

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


def _unbroken(number: str) -> str:
    """Return a number that stays on one line."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")
