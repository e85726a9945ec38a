"""Draws lines through single records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app import plot
from app.features.chart_figures import Cell, Figure, Latest
from app.features.chart_reading import Entry
from app.measure import Measure
from app.plot import Value
from app.values import show_date

_COMPARABLE = 5
"""Two numbers share a scale unless one is more times larger than this."""


@dataclass(frozen=True, slots=True)
class Line:
    """The records of one line."""

    name: str
    measure: Measure
    entries: Sequence[Entry]

    @property
    def values(self) -> list[Value]:
        """What the line goes through."""
        return [Value(e.day, self.measure.exact(e.stored), self._text(e)) for e in self.entries]

    def _text(self, entry: Entry) -> str:
        return f"{self.measure.shown(entry.stored)}, {show_date(entry.day.isoformat())}"

    def latest(self, today: date) -> Latest | None:
        """Return the last of its records up to today against the one before.

        One amount of money has nothing to do with the one before.
        """
        there = [entry for entry in self.entries if entry.day <= today]
        if not there:
            return None
        last, before = there[-1], there[-2:-1]
        change = ""
        if before and not self.measure.is_money:
            difference = self.measure.exact(last.stored - before[0].stored)
            since = show_date(before[0].day.isoformat())
            change = f"{self.measure.change(difference)} since {since}"
        text = self.measure.shown(last.stored)
        return Latest(self.name, text, show_date(last.day.isoformat()), change)


def comparable(lines: Sequence[Line]) -> bool:
    """Return whether lines can share a scale."""
    sizes = [
        max((abs(value.number) for value in line.values), default=Decimal(0)) for line in lines
    ]
    kinds = {line.measure.field.kind for line in lines if line.measure.field}
    return len(kinds) == 1 and max(sizes) <= _COMPARABLE * min(sizes)


def of_records(title: str, lines: Sequence[Line], entity: str, label: str) -> Figure:
    """Return lines through single records.

    Args:
        title: What is shown.
        lines: The lines; they have the same kind of numbers.
        entity: Name of the entity in addresses.
        label: What a record is called.
    """
    drawn = plot.lines(
        title,
        {line.name: line.values for line in lines},
        lines[0].measure.short,
        whole=lines[0].measure.whole,
    )
    known = {entry.id: entry for line in lines for entry in line.entries}
    numbers = [{e.id: line.measure.shown(e.stored) for e in line.entries} for line in lines]
    ordered = sorted(known.values(), key=lambda entry: (entry.day, entry.id), reverse=True)
    rows = [
        [
            Cell(show_date(entry.day.isoformat())),
            Cell(entry.title, f"/{entity}/{entry.id}"),
            *(Cell(texts.get(entry.id, "")) for texts in numbers),
        ]
        for entry in ordered
    ]
    return Figure(drawn, ["Date", label, *(line.name for line in lines)], rows)
