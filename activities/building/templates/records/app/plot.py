"""Works out where the lines and columns of a chart stand; plots.html draws them.

All places are percentages of the width and of the height, so that a chart fits every screen
while its words keep their size.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.scale import Scale, Tick

_MOST_LABELS = 4
_ROOM = 2
"""Percent of the width that are left free beside the first and the last point."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a line."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A column, or a part of one."""

    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What belongs together: one line, or one part of each column."""

    name: str
    marks: Sequence[Mark] = ()
    blocks: Sequence[Block] = ()

    @property
    def points(self) -> str:
        """The line through the marks."""
        return " ".join(f"{mark.x:g},{mark.y:g}" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart."""

    title: str
    summary: str
    """What it shows, for those who don't see it."""
    rows: Sequence[Tick]
    columns: Sequence[Tick]
    drawn: Sequence[Drawn]


@dataclass(frozen=True, slots=True)
class Value:
    """A number on a day, and how people read it."""

    day: date
    number: Decimal
    text: str


def lines(
    title: str,
    series: Mapping[str, Sequence[Value]],
    word: Callable[[Decimal], str],
    *,
    whole: bool = False,
) -> Plot:
    """Return a line for each series; its values are in the order of their days."""
    values = [value for line in series.values() for value in line]
    scale = Scale.over((value.number for value in values), whole=whole)
    days = sorted({value.day for value in values})
    drawn = [
        Drawn(name, [Mark(_across(v.day, days), scale.at(v.number), v.text) for v in line])
        for name, line in series.items()
    ]
    summary = _summary(series, days)
    return Plot(title, summary, scale.ticks(word), _day_ticks(days), drawn)


def columns(
    title: str,
    labels: Sequence[str],
    series: Mapping[str, Sequence[tuple[Decimal, str]]],
    word: Callable[[Decimal], str],
    *,
    whole: bool = False,
) -> Plot:
    """Return columns; each series has a number for every label, and they stand on each other."""
    heights = [_ends([line[i][0] for line in series.values()]) for i in range(len(labels))]
    ends = [end for pair in heights for end in pair]
    scale = Scale.over([Decimal(0), *ends], whole=whole)
    floors = [[Decimal(0), Decimal(0)] for _ in labels]
    drawn = [Drawn(name, blocks=_blocks(line, floors, scale)) for name, line in series.items()]
    summary = f"{len(labels)} columns, from {labels[0]} to {labels[-1]}." if labels else ""
    return Plot(title, summary, scale.ticks(word), _column_ticks(labels), drawn)


def _blocks(
    line: Sequence[tuple[Decimal, str]], floors: list[list[Decimal]], scale: Scale
) -> list[Block]:
    width = 100 / max(1, len(line))
    blocks = []
    for i, (number, text) in enumerate(line):
        if number:
            below = number < 0
            start = floors[i][below]
            floors[i][below] += number
            ends = sorted((scale.at(start), scale.at(start + number)))
            left, broad = round(width * (i + 0.12), 2), round(width * 0.76, 2)
            blocks.append(Block(left, ends[0], broad, round(ends[1] - ends[0], 2), text))
    return blocks


def _ends(numbers: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    zero = Decimal(0)
    return sum((n for n in numbers if n > 0), zero), sum((n for n in numbers if n < 0), zero)


def _across(day: date, days: Sequence[date]) -> float:
    span = (days[-1] - days[0]).days
    if not span:
        return 50
    return round(_ROOM + (day - days[0]).days * (100 - 2 * _ROOM) / span, 2)


def _day_ticks(days: Sequence[date]) -> list[Tick]:
    if not days:
        return []
    span = (days[-1] - days[0]).days
    parts = min(_MOST_LABELS - 1, span) or 1
    chosen = dict.fromkeys(
        date.fromordinal(days[0].toordinal() + span * i // parts) for i in range(parts + 1)
    )
    return [Tick(_across(day, days), _short_day(day, span)) for day in chosen]


def _short_day(day: date, span: int) -> str:
    if span > 366 * 4:
        return str(day.year)
    return f"{day:%b} {day.year}" if span > 300 else f"{day.day} {day:%b}"


def _column_ticks(labels: Sequence[str]) -> list[Tick]:
    every = -(-len(labels) // _MOST_LABELS) or 1
    width = 100 / max(1, len(labels))
    return [
        Tick(round(width * (i + 0.5), 2), label)
        for i, label in enumerate(labels)
        if (len(labels) - 1 - i) % every == 0
    ]


def _summary(series: Mapping[str, Sequence[Value]], days: Sequence[date]) -> str:
    if not days:
        return ""
    said = [
        f"{name}: from {line[0].text} to {line[-1].text}." for name, line in series.items() if line
    ]
    return " ".join(said)
