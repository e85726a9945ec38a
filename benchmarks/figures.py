"""What a measurement gives, and how it is shown."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Sample:
    """Values of one quantity, in one unit."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, *values: float) -> "Sample":
        return cls(tuple(values))

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    def percentile(self, percent: float) -> float:
        """Return the nearest-rank percentile."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]

    def at(self, percent: float) -> "Sample":
        """Return the percentile as a sample of one."""
        return Sample.of(self.percentile(percent))

    def scaled(self, factor: float) -> "Sample":
        return Sample(tuple(value * factor for value in self.values))

    @property
    def text(self) -> str:
        if len(self.values) == 1:
            return _number(self.values[0])
        low, high = _number(min(self.values)), _number(max(self.values))
        return f"{_number(self.median)} ({low}-{high})"


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    row: str
    what: str
    unit: str
    ours: Sample
    floor: Sample | None = None
    """What the bare parts need, measured in the same run."""
    ratio: float | None = None
    """Ours divided by the floor, at the median unless the row says otherwise."""
    goal: str = ""
    reached: bool | None = None
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "row": self.row,
            "what": self.what,
            "unit": self.unit,
            "ours": list(self.ours.values),
            "ours_median": self.ours.median,
            "floor": list(self.floor.values) if self.floor else None,
            "floor_median": self.floor.median if self.floor else None,
            "ratio": self.ratio,
            "goal": self.goal,
            "reached": self.reached,
            "notes": list(self.notes),
        }


def against(
    row: str, what: str, unit: str, ours: Sample, floor: Sample, most: float, *notes: str
) -> Figure:
    """Return a figure whose goal is a ratio of medians."""
    ratio = ours.median / floor.median
    return Figure(row, what, unit, ours, floor, ratio, f"<= {most:g} x", ratio <= most, notes)


def at_most(row: str, what: str, unit: str, ours: Sample, most: float, *notes: str) -> Figure:
    """Return a figure whose goal is absolute, held by its largest value."""
    reached = max(ours.values) <= most
    return Figure(row, what, unit, ours, None, None, f"<= {most:g} {unit}", reached, notes)


@dataclass
class Report:
    """All figures of a run, and where they were measured."""

    machine: dict[str, Any]
    figures: list[Figure] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"machine": self.machine, "figures": [each.as_json() for each in self.figures]}


def show(console: Console, figures: Sequence[Figure]) -> None:
    """Print figures as a table, their notes below it."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("row", "what", "unit", "ours", "floor", "ratio", "goal", ""):
        table.add_column(title, justify="right" if title in ("ratio",) else "left")
    for each in figures:
        table.add_row(
            each.row,
            each.what,
            each.unit,
            each.ours.text,
            each.floor.text if each.floor else "-",
            f"{each.ratio:.2f}" if each.ratio is not None else "-",
            each.goal or "-",
            {True: "yes", False: "NO", None: ""}[each.reached],
        )
    console.print(table)
    for each in figures:
        for note in each.notes:
            console.print(f"  {each.row} {each.what}: {note}", highlight=False)


def _number(value: float) -> str:
    if value == int(value) and abs(value) < 1e9:
        return f"{int(value):,}"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.1f}"
