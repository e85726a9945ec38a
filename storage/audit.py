"""The audit list: who did what, append-only, each entry sealed with the one before."""

import hashlib
import json
from typing import Any

from sqlalchemy import Connection, func, select

from models.audit import AuditEntry
from models.base import utc_now
from storage.columns import storable_text
from storage.database import Database, reads, writes
from storage.paging import Page, decode_cursor, encode_cursor, page_size
from storage.tables import audit

AUDIT_LOCK = 7_203_601_182
"""Number of the PostgreSQL advisory lock that makes appends wait for one another."""
FIRST = "0" * 64
_NEWEST_FIRST = "-sequence"


def seal(previous: str, document: str) -> str:
    """Return the digest of an entry that follows the one with digest ``previous``."""
    return hashlib.sha256(f"{previous}\n{document}".encode()).hexdigest()


class AuditRecords:
    """The audit list."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def add(
        self, connection: Connection, actor: str, action: str, subject: str, data: dict[str, Any]
    ) -> AuditEntry:
        """Append an entry and return it."""
        sequence, previous = self._end(connection)
        at = utc_now()
        entry = AuditEntry(
            sequence=sequence + 1, at=at, actor=actor, action=action, subject=subject, data=data
        )
        fields = entry.model_dump(mode="json", exclude={"digest"})
        document = storable_text(json.dumps(fields, sort_keys=True))
        digest = seal(previous, document)
        connection.execute(
            audit.insert().values(
                sequence=entry.sequence, document=document, previous=previous, digest=digest
            )
        )
        return entry.model_copy(update={"digest": digest})

    @reads
    def page(self, connection: Connection, *, limit: int, cursor: str | None) -> Page[AuditEntry]:
        """Return the entries, newest first, a page at a time."""
        statement = select(audit)
        if cursor is not None:
            (sequence,) = decode_cursor(cursor, _NEWEST_FIRST, (int,))
            statement = statement.where(audit.c.sequence < sequence)
        statement = statement.order_by(audit.c.sequence.desc()).limit(page_size(limit) + 1)
        rows = connection.execute(statement).all()
        items = tuple(
            AuditEntry.model_validate({**json.loads(row.document), "digest": row.digest})
            for row in rows[: page_size(limit)]
        )
        if len(rows) == len(items):
            return Page(items)
        return Page(items, encode_cursor(_NEWEST_FIRST, items[-1].sequence))

    @reads
    def first_broken(
        self,
        connection: Connection,
    ) -> int | None:
        """Return the sequence number of the first entry that was tampered with, or None.

        An entry that is missing shows at its place; entries cut off at the end don't show.
        """
        expected, previous = 1, FIRST
        rows = connection.execute(select(audit).order_by(audit.c.sequence))
        for row in rows:
            sealed = seal(previous, row.document)
            if (row.sequence, row.previous, row.digest) != (expected, previous, sealed):
                return expected
            expected, previous = expected + 1, row.digest
        return None

    def _end(self, connection: Connection) -> tuple[int, str]:
        if connection.dialect.name == "postgresql":
            lock = func.pg_advisory_xact_lock(AUDIT_LOCK)
            connection.execute(select(lock))
        query = select(audit.c.sequence, audit.c.digest).order_by(audit.c.sequence.desc())
        last = connection.execute(query.limit(1)).one_or_none()
        return (last.sequence, last.digest) if last is not None else (0, FIRST)
