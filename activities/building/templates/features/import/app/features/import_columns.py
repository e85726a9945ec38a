"""Finds out which field or relation each column of a table holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.export import NUMBER, folded, headings, unsafe
from app.features.import_table import Row
from app.model import Field, Relation
from app.records import Records

Taker = Field | Relation
_NUMBERS = frozenset({"", "number", "nummer", "nr", "no", "id"})
DATA = "data"
"""Says that the first row holds no names but values already."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table hold, and the rows below their names."""

    names: Sequence[str]
    takers: Sequence[Taker | None]
    """For each column; None when it is left out."""
    rows: Sequence[Row]
    named: bool
    """Whether the first row holds names."""
    ours: bool
    """Whether it looks like an export of this application."""

    @classmethod
    def of(cls, records: Records, rows: Sequence[Row], chosen: Mapping[str, str]) -> "Columns":
        """Take what a person chose, by ``c`` and the number of the column; guess the rest."""
        width = max((len(row.cells) for row in rows), default=0)
        head = [unsafe(rows[0].cell(index).strip()) for index in range(width)] if rows else []
        guessed = _guessed(records, head)
        named = any(guessed) or width > 1
        if "first" in chosen:
            named = chosen["first"] != DATA
        if not named:
            title = [records.entity.title_field] if width == 1 else [None]
            guessed = [*title, *[None] * (width - 1)] if width else []
        known = takers(records)
        picked = [
            known.get(chosen[f"c{index}"]) if f"c{index}" in chosen else guess
            for index, guess in enumerate(guessed)
        ]
        names = head if named else [f"Column {index + 1}" for index in range(width)]
        below = rows[1:] if named else rows
        return cls(names, _once(picked), below, named, named and _is_ours(records, head))

    def missing(self, records: Records) -> list[str]:
        """Return the labels of what is needed and stands in no column."""
        return [
            taker.label
            for taker in takers(records).values()
            if taker.required and taker not in self.takers
        ]


def takers(records: Records) -> dict[str, Taker]:
    """Return all that a column can hold, by name."""
    found: dict[str, Taker] = {field.name: field for field in records.entity.fields}
    return found | {r.name: r for r in (*records.references, *records.links)}


def _guessed(records: Records, head: Sequence[str]) -> list[Taker | None]:
    known = takers(records)
    if _is_ours(records, head):
        return [None, *known.values()]  # by place, because labels may not be unique
    by_words: dict[str, Taker] = {}
    for taker in known.values():
        for words in (taker.label, taker.name):
            by_words.setdefault(folded(words), taker)
    found = _once([by_words.get(folded(text)) for text in head])
    title = records.entity.title_field
    numbers = _NUMBERS | {folded(headings(records)[0])}
    free = [i for i, text in enumerate(head) if not found[i] and folded(text) not in numbers]
    if any(found) and title not in found and free:
        found[free[0]] = title  # what a record is called mostly stands first
    return found


def _is_ours(records: Records, head: Sequence[str]) -> bool:
    own, *labels = (unsafe(text) for text in headings(records))
    # Whatever its fields are called, an older version headed the numbers like this.
    return list(head) in ([own, *labels], [NUMBER, *labels])


def _once(takers: Sequence[Taker | None]) -> list[Taker | None]:
    """Leave out what a column further left holds already."""
    return [taker if taker not in takers[:index] else None for index, taker in enumerate(takers)]
