"""Keeps deletions in a table of its own until they are brought back or too old."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from app.deletion import Plan, ties
from app.records import Records
from app.snapshot import KEPT_DAYS, Snapshot
from app.sql import insert, quoted, select

_TABLE = "feature__undo__deletions"
TABLES = (
    f'CREATE TABLE IF NOT EXISTS "{_TABLE}" ('
    "id INTEGER PRIMARY KEY AUTOINCREMENT, entity TEXT NOT NULL, record INTEGER NOT NULL,"
    " title TEXT NOT NULL, others INTEGER NOT NULL, deleted_at TEXT NOT NULL,"
    " content TEXT NOT NULL) STRICT",
    f'CREATE INDEX IF NOT EXISTS "{_TABLE}__record" ON "{_TABLE}" (entity, record)',
)
_COLUMNS = ("id", "entity", "record", "title", "others", "deleted_at")
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Deletion:
    """One deletion: a record, and how many others went with it."""

    id: int
    entity: str
    record: int
    title: str
    others: int
    deleted_at: str

    @property
    def last_day(self) -> str:
        """The last day on which it can be brought back."""
        day = date.fromisoformat(self.deleted_at[:10])
        return (day + timedelta(days=KEPT_DAYS)).isoformat()


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the deletions, newest first."""

    deletions: Sequence[Deletion]
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Content:
    """All that is needed to bring a deletion back."""

    snapshots: Sequence[tuple[str, Snapshot]]
    """Records, each with the name of its entity."""
    ties: Sequence[tuple[str, str, int, int]]
    """Entity, relation, source and target of references from records that stayed."""


class Bin:
    """The deletions, in one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, records: Records, plan: Plan) -> None:
        """Keep what a plan is about to delete; the record asked for stands first."""
        snapshots = list(_snapshots(records, plan))
        cut = ties(records.connection, records.schema, plan)
        content = {
            "records": [(name, snapshot.written()) for name, snapshot in snapshots],
            "ties": [(t.relation.source, t.relation.name, t.source, t.target) for t in cut],
        }
        name, first = snapshots[0]
        title = records.named(first.record).title
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = (name, first.record.id, title, len(snapshots) - 1, now, json.dumps(content))
        self._connection.execute(insert(_TABLE, [*_COLUMNS[1:], "content"]), row)

    def page(self, day: date, number: int) -> Page:
        """Return deletions that can be brought back."""
        number = max(1, number)
        text = select(_COLUMNS, _TABLE, "WHERE deleted_at >= ? ORDER BY id DESC LIMIT ? OFFSET ?")
        values = (_oldest(day), _PAGE + 1, (number - 1) * _PAGE)
        rows = self._connection.execute(text, values).fetchall()
        return Page([Deletion(*row) for row in rows[:_PAGE]], number, len(rows) > _PAGE)

    def find(self, entity: str, record: int, day: date) -> Deletion | None:
        """Return the newest deletion of a record; None when there is none to bring back."""
        text = select(
            _COLUMNS,
            _TABLE,
            "WHERE entity = ? AND record = ? AND deleted_at >= ? ORDER BY id DESC LIMIT 1",
        )
        row = self._connection.execute(text, (entity, record, _oldest(day))).fetchone()
        return Deletion(*row) if row else None

    def content(self, deletion: Deletion) -> Content:
        """Return what was deleted."""
        text = select(["content"], _TABLE, "WHERE id = ?")
        row = self._connection.execute(text, (deletion.id,)).fetchone()
        kept = json.loads(row[0])
        snapshots = [(name, Snapshot.read(text)) for name, text in kept["records"]]
        return Content(snapshots, [tuple(tie) for tie in kept["ties"]])

    def take(self, deletion: Deletion) -> None:
        """Forget a deletion that was brought back."""
        text = " ".join(["DELETE FROM", quoted(_TABLE), "WHERE id = ?"])
        self._connection.execute(text, (deletion.id,))

    def empty(self, day: date) -> None:
        """Forget deletions that are too old."""
        text = " ".join(["DELETE FROM", quoted(_TABLE), "WHERE deleted_at < ?"])
        self._connection.execute(text, (_oldest(day),))


def _snapshots(records: Records, plan: Plan) -> Iterator[tuple[str, Snapshot]]:
    for name, ids in plan.deleted.items():
        there = Records(records.connection, records.schema, records.schema.entity(name))
        asked = ids.intersection(plan.asked) if there.entity is records.entity else set()
        found = [there.get(key) for key in (*sorted(asked), *sorted(ids - asked))]
        yield from ((name, Snapshot.of(there, record)) for record in found if record)


def _oldest(day: date) -> str:
    return (day - timedelta(days=KEPT_DAYS)).isoformat()
