"""Remembers which record was added after which, so that each goes on once only."""

from datetime import date

from app.records import Record, Records
from app.sql import insert, quoted, select

_NAME = "recurring_series_"
"""No entity can be called so, as names don't end like this."""
TABLE = (
    f"CREATE TABLE IF NOT EXISTS {quoted(_NAME)} (entity TEXT NOT NULL,"
    " source_id INTEGER NOT NULL, source_made TEXT NOT NULL,"
    " next_id INTEGER NOT NULL, next_made TEXT NOT NULL, day TEXT NOT NULL,"
    " anchor INTEGER NOT NULL, PRIMARY KEY (entity, source_id, source_made),"
    " UNIQUE (entity, next_id, next_made))"
)
_AFTER = "WHERE entity = ? AND source_id = ? AND source_made = ?"
_BEFORE = "WHERE entity = ? AND next_id = ? AND next_made = ?"


class Series:
    """What follows what among the records of an entity.

    Ids of deleted records are used again, so the time at which a record was made belongs to it.
    """

    def __init__(self, records: Records) -> None:
        self._records = records

    def has_gone_on(self, record: Record) -> bool:
        """Return whether a record was added after this one, be it still there or not."""
        return self._row(record) is not None

    def following(self, record: Record) -> Record | None:
        """Return the record that was added after this one, if it is still there."""
        row = self._row(record)
        found = self._records.get(row[0]) if row else None
        return found if row and found and found.created_at == row[1] else None

    def anchor(self, record: Record, field: str) -> int | None:
        """Return the day of the month that the series began with.

        It is none of a record that began one, or whose day somebody has changed since.
        """
        text = select(["day", "anchor"], _NAME, _BEFORE)
        row = self._records.connection.execute(text, self._place(record)).fetchone()
        return int(row[1]) if row and row[0] == record.values[field] else None

    def go_on(self, record: Record, key: int, day: date, anchor: int) -> None:
        """Remember the record that was added after this one."""
        added = self._records.get(key)
        if added is not None:
            names = ["entity", "source_id", "source_made", "next_id", "next_made", "day", "anchor"]
            after = (added.id, added.created_at, day.isoformat(), anchor)
            self._records.connection.execute(insert(_NAME, names), (*self._place(record), *after))

    def end(self, record: Record) -> None:
        """Forget what was added after this one."""
        text = " ".join(["DELETE FROM", quoted(_NAME), _AFTER])
        self._records.connection.execute(text, self._place(record))

    def _row(self, record: Record) -> tuple[int, str] | None:
        text = select(["next_id", "next_made"], _NAME, _AFTER)
        row = self._records.connection.execute(text, self._place(record)).fetchone()
        return (row[0], row[1]) if row else None

    def _place(self, record: Record) -> tuple[str, int, str]:
        return self._records.entity.name, record.id, record.created_at
