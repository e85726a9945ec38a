"""Keeps what was sent in until it is looked through and added, in a table of its own."""

import secrets
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.features.import_keep import Result
from app.sql import insert, quoted, select

_TABLE = "feature__import__drafts"
TABLES = (
    f'CREATE TABLE IF NOT EXISTS "{_TABLE}" ('
    "id TEXT PRIMARY KEY, entity TEXT NOT NULL, created_at TEXT NOT NULL,"
    " content TEXT NOT NULL, result TEXT) STRICT",
)
_KEPT = timedelta(days=7)
_UPDATE = " ".join(["UPDATE", quoted(_TABLE), "SET content = ?, result = ? WHERE id = ?"])


@dataclass(frozen=True, slots=True)
class Draft:
    """A table that was sent in."""

    id: str
    content: str
    result: Result | None
    """What was added; None as long as nothing was."""


class Drafts:
    """The tables that were sent in for one entity, in one transaction."""

    def __init__(self, connection: sqlite3.Connection, entity: str) -> None:
        self._connection = connection
        self._entity = entity

    def put(self, content: str) -> str:
        """Keep a table and return its id; old ones are forgotten."""
        now = datetime.now(UTC)
        text = " ".join(["DELETE FROM", quoted(_TABLE), "WHERE created_at < ?"])
        self._connection.execute(text, ((now - _KEPT).isoformat(),))
        key = secrets.token_urlsafe(12)
        text = insert(_TABLE, ["id", "entity", "created_at", "content"])
        self._connection.execute(text, (key, self._entity, now.isoformat(), content))
        return key

    def get(self, key: str) -> Draft | None:
        """Return a table; None when it is not there."""
        text = select(["content", "result"], _TABLE, "WHERE id = ? AND entity = ?")
        row = self._connection.execute(text, (key, self._entity)).fetchone()
        return Draft(key, row[0], Result.read(row[1]) if row[1] else None) if row else None

    def finish(self, key: str, result: Result) -> None:
        """Keep what came of a table instead of the table itself."""
        self._connection.execute(_UPDATE, ("", result.written(), key))
