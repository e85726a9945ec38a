"""Keeps what records were before their changes, in a table of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.database import id_list
from app.records import Record, Records
from app.snapshot import KEPT_DAYS, Snapshot
from app.sql import insert, quoted, select

MOST = 200
"""States that are kept of a record; older ones are forgotten."""
_TABLE = "feature__history__changes"
TABLES = (
    f'CREATE TABLE IF NOT EXISTS "{_TABLE}" ('
    "id INTEGER PRIMARY KEY AUTOINCREMENT, entity TEXT NOT NULL, record INTEGER NOT NULL,"
    " changed_at TEXT NOT NULL, content TEXT NOT NULL, gone_at TEXT) STRICT",
    f'CREATE INDEX IF NOT EXISTS "{_TABLE}__record" ON "{_TABLE}" (entity, record, id)',
)
_DELETE = " ".join(["DELETE FROM", quoted(_TABLE)])
_OF_RECORD = "WHERE entity = ? AND record = ?"


@dataclass(frozen=True, slots=True)
class Change:
    """When a record was changed, and what it was before."""

    id: int
    changed_at: str
    before: Snapshot


class Log:
    """The changes of the records of one entity, in one transaction."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._connection = records.connection
        self._name = records.entity.name

    def put(self, record: Record) -> None:
        """Keep what a record is, because it is about to change."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        content = Snapshot.of(self._records, record).written()
        text = insert(_TABLE, ["entity", "record", "changed_at", "content"])
        self._connection.execute(text, (self._name, record.id, now, content))
        oldest = select(["id"], _TABLE, _OF_RECORD, "ORDER BY id DESC LIMIT 1 OFFSET ?")
        text = " ".join([_DELETE, _OF_RECORD, "AND id <= (", oldest, ")"])
        self._connection.execute(text, (self._name, record.id, self._name, record.id, MOST))

    def settle(self, after: Record) -> None:
        """Forget the newest state of a record if nothing changed since."""
        newest = self.page(after.id, 0, 1)
        if newest and newest[0].before.same_as(Snapshot.of(self._records, after)):
            self._connection.execute(" ".join([_DELETE, "WHERE id = ?"]), (newest[0].id,))

    def count(self, key: int) -> int:
        """Return how many changes are known of a record."""
        text = select(["count(*)"], _TABLE, _OF_RECORD)
        return int(self._connection.execute(text, (self._name, key)).fetchone()[0])

    def page(self, key: int, skipped: int, most: int) -> Sequence[Change]:
        """Return changes, newest first."""
        text = select(
            ["id", "changed_at", "content"],
            _TABLE,
            _OF_RECORD,
            "ORDER BY id DESC LIMIT ? OFFSET ?",
        )
        rows = self._connection.execute(text, (self._name, key, most, skipped))
        return [Change(row[0], row[1], Snapshot.read(row[2])) for row in rows]

    def find(self, key: int, change: int) -> Snapshot | None:
        """Return what a record was before one of its changes."""
        text = select(["content"], _TABLE, _OF_RECORD, "AND id = ?")
        row = self._connection.execute(text, (self._name, key, change)).fetchone()
        return Snapshot.read(row[0]) if row else None

    def end(self, ids: Iterable[int]) -> None:
        """Note that records are deleted now."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        update = " ".join(["UPDATE", quoted(_TABLE), "SET gone_at = ? WHERE entity = ?"])
        text = " ".join([update, "AND record IN (SELECT value FROM json_each(?))"])
        self._connection.execute(text, (now, self._name, id_list(ids)))

    def forget(self, day: date) -> None:
        """Forget changes of records that were deleted long ago and did not come back."""
        there = select(['"id"'], self._records.entity.table)
        condition = " ".join(["WHERE entity = ? AND gone_at < ? AND record NOT IN (", there, ")"])
        oldest = (day - timedelta(days=KEPT_DAYS)).isoformat()
        self._connection.execute(" ".join([_DELETE, condition]), (self._name, oldest))
