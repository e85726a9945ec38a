"""How the records of an entity spread over the choices of a field."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.model import Field
from app.records import Records
from app.sql import quoted, select

_MOST = 60
"""Values that are told apart; a field has at most 40 choices, the others are no longer offered."""


@dataclass(frozen=True, slots=True)
class Group:
    """The records that have the same choice."""

    choice: str
    """Empty for those without."""
    count: int
    total: int = 0
    """Sum of a further field, as it is stored."""
    unsized: int = 0
    """How many have nothing in that field."""


def groups(records: Records, field: Field, size: str = "") -> Sequence[Group]:
    """Return a group for each choice, in order, then those no longer offered, then those without.

    A choice has its group even if no record has it; the last one is only there if needed.
    """
    column = quoted(field.name)
    amount = quoted(size) if size else "0"
    columns = [
        " ".join(["coalesce(", column, ", '') AS choice"]),
        "count(*)",
        " ".join(["coalesce(sum(", amount, "), 0)"]),
        " ".join(["count(*) - count(", amount, ")"]),
    ]
    text = select(columns, records.entity.table, "GROUP BY choice ORDER BY choice LIMIT ?")
    rows = records.connection.execute(text, (_MOST,))
    there = {row[0]: Group(row[0], row[1], row[2], row[3]) for row in rows}
    offered = [there.pop(choice, Group(choice, 0)) for choice in field.choices]
    without = [there.pop("")] if "" in there else []
    return [*offered, *there.values(), *without]
