"""Draws what periods add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app import plot
from app.features.chart_figures import Cell, Figure, Latest
from app.features.chart_periods import Step, periods
from app.features.chart_reading import Sums
from app.measure import Measure
from app.plot import Plot, Value
from app.sums import Sum


@dataclass(frozen=True, slots=True)
class Periods:
    """Numbers by period: totals as columns, averages as lines.

    Args:
        title: What is shown.
        measure: What the numbers mean.
        step: How long a period is.
        sums: The numbers, by group and period.
        totals: Whether they are added up; else they are averages.
    """

    title: str
    measure: Measure
    step: Step
    sums: Sums
    totals: bool

    def figure(self) -> Figure:
        """Return the picture and its table."""
        named = {name or self.measure.label: found for name, found in self.sums.items()}
        begins = periods(self.step, [begin for found in named.values() for begin in found])
        drawn = self._columns(begins, named) if self.totals else self._lines(named)
        rows = [
            [
                Cell(self.step.words(begin)),
                *(Cell(self._cell(f.get(begin))) for f in named.values()),
            ]
            for begin in reversed(begins)
        ]
        return Figure(drawn, [self.step.capitalize(), *named], rows)

    def latest(self, today: date) -> Latest | None:
        """Return the last period up to now against the one before."""
        now = self.step.of(today)
        begins = [b for found in self.sums.values() for b in found if b <= now]
        begins = periods(self.step, begins)
        if not begins:
            return None
        last, before = self._whole(begins[-1]), begins[-2:-1]
        change = ""
        if before:
            difference = self._number(last) - self._number(self._whole(before[0]))
            change = f"{self.measure.change(difference)} since {self.step.label(before[0])}"
        so_far = ", so far" if begins[-1] == now else ""
        when = self.step.words(begins[-1]) + so_far
        return Latest(self.measure.label, self._text(last), when, change)

    def _columns(self, begins: Sequence[date], named: Mapping[str, Mapping[date, Sum]]) -> Plot:
        series = {
            name: [(self._number(s), self._said(name, b, s)) for b, s in _filled(begins, found)]
            for name, found in named.items()
        }
        labels = [self.step.label(begin) for begin in begins]
        return plot.columns(
            self.title, labels, series, self.measure.short, whole=self.measure.whole
        )

    def _lines(self, named: Mapping[str, Mapping[date, Sum]]) -> Plot:
        series = {
            name: [
                Value(begin, self._number(total), self._said(name, begin, total))
                for begin, total in sorted(found.items())
            ]
            for name, found in named.items()
        }
        return plot.lines(self.title, series, self.measure.short)

    def _whole(self, begin: date) -> Sum:
        return sum((found.get(begin, Sum()) for found in self.sums.values()), Sum())

    def _number(self, total: Sum) -> Decimal:
        if not self.totals:
            return self.measure.mean(total)
        return self.measure.exact(total.stored if self.measure.field else total.count)

    def _text(self, total: Sum) -> str:
        if not self.totals:
            return self.measure.rounded(self.measure.mean(total))
        return self.measure.shown(total.stored if self.measure.field else total.count)

    def _said(self, name: str, begin: date, total: Sum) -> str:
        return f"{name}: {self._text(total)}, {self.step.words(begin)}"

    def _cell(self, total: Sum | None) -> str:
        return self._text(total) if total is not None else ""


def _filled(begins: Sequence[date], found: Mapping[date, Sum]) -> list[tuple[date, Sum]]:
    return [(begin, found.get(begin, Sum())) for begin in begins]
