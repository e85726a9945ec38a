"""What a chart shows: pictures, tables and the latest numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.plot import Plot


@dataclass(frozen=True, slots=True)
class Cell:
    """A word of a table; a link when it has a path."""

    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, and its numbers as a table."""

    plot: Plot
    headers: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest number, and what changed since the one before."""

    label: str
    text: str
    when: str
    change: str = ""
