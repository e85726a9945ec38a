"""Reads what a chart shows: single records while they are few, else sums of periods."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.features.chart_periods import Range, Step
from app.groups import Grouping
from app.records import Records
from app.sql import Condition, quoted, select, where
from app.sums import Row, Sum, added_up, between, filled
from app.values import Stored

MOST_RECORDS = 60
"""More records than these are added up by periods."""
MOST_GROUPS = 6
_FAR = "9999-12-31"
_EVER = "0001-01-01"

Sums = dict[str, dict[date, Sum]]
"""What was added up, by the name of the group and the first day of the period."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with its number."""

    id: int
    title: str
    day: date
    stored: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the numbers of a chart come from.

    Args:
        records: The records.
        day: Name of the field with the day.
        group: What they are grouped by, if they are.
    """

    records: Records
    day: str
    group: Grouping | None = None

    def count(self, amount: str, first: date | None, today: date) -> int:
        """Return how many records there are with a number, from a day on."""
        rows = added_up(self.records, "", (), *self._within(amount, first, today))
        return rows[0].sum.count

    def entries(self, amount: str, first: date | None, today: date) -> list[Entry]:
        """Return the records with a number, in the order of their days."""
        condition, values = where(self._within(amount, first, today))
        day, key = quoted(self.day), self.group.key if self.group else "NULL"
        order = " ".join(["ORDER BY", day, ', "id" LIMIT ?'])
        text = select(
            ['"id"', day, quoted(amount), key], self.records.entity.table, condition, order
        )
        rows = self.records.connection.execute(text, [*values, MOST_RECORDS]).fetchall()
        titles = self.records.titles(row[0] for row in rows)
        groups = self.group.names(row[3] for row in rows) if self.group else {}
        return [
            Entry(row[0], titles[row[0]], begin, row[2], groups.get(row[3], ""))
            for row in rows
            if (begin := Step.DAY.begin(row[1]))
        ]

    def latest(self, amount: str, today: date) -> list[Entry]:
        """Return the two latest records with a number up to today, the later one first."""
        condition, values = where([between(self.day, _EVER, today.isoformat()), filled(amount)])
        day = quoted(self.day)
        order = " ".join(["ORDER BY", day, 'DESC, "id" DESC LIMIT 2'])
        text = select(['"id"', day, quoted(amount)], self.records.entity.table, condition, order)
        rows = self.records.connection.execute(text, values).fetchall()
        return [Entry(r[0], "", begin, r[2]) for r in rows if (begin := Step.DAY.begin(r[1]))]

    def step(self, amount: str, chosen: Range, today: date) -> Step:
        """Return how long the periods should be."""
        column = quoted(self.day)
        condition, values = where(self._within(amount, chosen.first(today), today))
        ends = ["".join([end, "(", column, ")"]) for end in ("min", "max")]
        text = select(ends, self.records.entity.table, condition)
        found = self.records.connection.execute(text, values).fetchone()
        begin, end = (Step.DAY.begin(text or "") or today for text in found)
        return chosen.step(begin, end)

    def sums(self, amount: str, step: Step, first: date | None, today: date) -> Sums:
        """Return the sums of each period and group, those of the smallest groups together."""
        keys = [step.key(self.day), *([self.group.key] if self.group else [])]
        rows = added_up(self.records, amount, keys, *self._within(amount, first, today))
        if self.group is None:
            return {"": _by_period(step, rows)}
        grouped: dict[Stored, list[Row]] = defaultdict(list)
        for row in rows:
            grouped[row.keys[1]].append(row)
        names = self.group.names(grouped)
        return _largest({names[key]: _by_period(step, found) for key, found in grouped.items()})

    def _within(self, amount: str, first: date | None, today: date) -> list[Condition]:
        begin = first.isoformat() if first else _EVER
        end = today.isoformat() if first else _FAR
        return [between(self.day, begin, end), *([filled(amount)] if amount else [])]


def grouped(entries: Iterable[Entry]) -> tuple[dict[str, list[Entry]], int]:
    """Return the records of the largest groups, and how many groups are left out."""
    found: Mapping[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.group].append(entry)
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return dict(ordered[:MOST_GROUPS]), len(ordered[MOST_GROUPS:])


def _by_period(step: Step, rows: Sequence[Row]) -> dict[date, Sum]:
    found = {step.begin(str(row.keys[0])): row.sum for row in rows}
    return {begin: total for begin, total in found.items() if begin is not None}


def _largest(sums: Sums) -> Sums:
    ordered = sorted(sums.items(), key=lambda item: (-_weight(item[1]), item[0]))
    if len(ordered) <= MOST_GROUPS:
        return dict(ordered)
    kept = dict(ordered[: MOST_GROUPS - 1])
    others: dict[date, Sum] = defaultdict(Sum)
    for _, periods in ordered[MOST_GROUPS - 1 :]:
        for begin, total in periods.items():
            others[begin] += total
    return kept | {f"Others ({len(ordered) - len(kept)})": dict(others)}


def _weight(periods: Mapping[date, Sum]) -> int:
    return sum(abs(total.stored) or total.count for total in periods.values())
