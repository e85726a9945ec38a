"""Adds up numbers of records, exactly, by whatever they are grouped by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.records import Records
from app.sql import Condition, quoted, select, where
from app.values import Stored

_PART = 10**9
"""Sums are made of two parts, as SQLite's own would overflow."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers added up, as they are stored, and how many there were."""

    stored: int = 0
    count: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.stored + other.stored, self.count + other.count)


@dataclass(frozen=True, slots=True)
class Row:
    """The sum of the records that have the same keys."""

    keys: tuple[Stored, ...]
    sum: Sum


def added_up(
    records: Records, amount: str, by: Sequence[str] = (), *conditions: Condition
) -> list[Row]:
    """Return the sums of a field, one for each combination of keys.

    Args:
        records: Where to look.
        amount: Name of the field; records are only counted when it is empty.
        by: Expressions over the columns, like a quoted name or :func:`month_of`.
        conditions: What the records must fulfil.
    """
    condition, values = where(conditions)
    numbers = parts(amount) if amount else ["0", "0", "count(*)"]
    grouped = " ".join(["GROUP BY", ", ".join(by)]) if by else ""
    text = select([*numbers, *by], records.entity.table, condition, grouped)
    rows = records.connection.execute(text, values).fetchall()
    return [Row(tuple(row[3:]), joined(row)) for row in rows]


def parts(amount: str) -> list[str]:
    """Return the expressions that add a field up; :func:`joined` makes a sum of their values."""
    column, part = quoted(amount), str(_PART)
    large, small = ("".join(["sum(", column, sign, part, ")"]) for sign in ("/", "%"))
    return [large, small, "".join(["count(", column, ")"])]


def joined(row: Sequence[Any]) -> Sum:
    """Return the sum whose parts a row begins with."""
    return Sum((row[0] or 0) * _PART + (row[1] or 0), row[2])


def month_of(date: str) -> str:
    """Return the expression for the month of a field, like ``2026-11``."""
    return "".join(["substr(", quoted(date), ", 1, 7)"])


def between(date: str, first: str, last: str) -> Condition:
    """Return the condition that a field is one of some days; both ends are among them."""
    return Condition(" ".join([quoted(date), "BETWEEN ? AND ?"]), (first, last))


def filled(name: str) -> Condition:
    """Return the condition that a field is not empty."""
    return Condition(" ".join([quoted(name), "IS NOT NULL"]))
