"""Puts statements together from names that stand in schema.py; values are always bound."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a WHERE clause and the values for its question marks."""

    text: str
    values: tuple[str | int | None, ...] = ()


def quoted(*names: str) -> str:
    """Return a name, or table and column, quoted for SQL.

    Raises:
        ValueError: It is not a plain name.
    """
    for name in names:
        if not _NAME.fullmatch(name):
            raise ValueError(name)
    return ".".join(f'"{name}"' for name in names)


def where(conditions: Sequence[Condition]) -> tuple[str, list[str | int | None]]:
    """Return the WHERE clause of all conditions together, and their values."""
    if not conditions:
        return "", []
    values = [value for condition in conditions for value in condition.values]
    return " ".join(["WHERE", " AND ".join(c.text for c in conditions)]), values


def select(columns: Iterable[str], table: str, *rest: str) -> str:
    """Return a SELECT of quoted columns; the rest follows the table as it is."""
    return " ".join(["SELECT", ", ".join(columns), "FROM", quoted(table), *rest])


def insert(table: str, columns: Sequence[str]) -> str:
    """Return an INSERT with a question mark for each column."""
    names = ", ".join(quoted(column) for column in columns)
    marks = ", ".join("?" for _ in columns)
    return " ".join(["INSERT INTO", quoted(table), "(", names, ") VALUES (", marks, ")"])


def update(table: str, columns: Sequence[str]) -> str:
    """Return an UPDATE of one record by its id, which is the last question mark."""
    changes = ", ".join(f"{quoted(column)} = ?" for column in columns)
    return " ".join(["UPDATE", quoted(table), "SET", changes, 'WHERE "id" = ?'])
