"""The links that were made: what each shows, and until when."""

import sqlite3
from dataclasses import dataclass

from app import tokens
from app.tokens import Opens

MOST_LINKS = 200
TABLE = (
    'CREATE TABLE IF NOT EXISTS "sharing-link" (id INTEGER PRIMARY KEY AUTOINCREMENT,'
    " hash TEXT NOT NULL UNIQUE, entity TEXT NOT NULL, query TEXT NOT NULL, note TEXT NOT NULL,"
    " made TEXT NOT NULL, used TEXT NOT NULL, ends TEXT NOT NULL) STRICT"
)


@dataclass(frozen=True, slots=True)
class SharedLink:
    """A link that shows a list; the secret in it is not kept, only its hash."""

    entity: str
    query: str
    """Search, order and filters of the list, as they stand in an address."""
    note: str
    """Whom it is for."""
    made: str
    ends: str = ""
    """The last day on which it works; empty if it goes on."""
    used: str = ""
    """The day on which it was used last; empty if it was not."""
    id: int = 0


class SharedLinks:
    """The links in the database, in one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def all(self) -> list[SharedLink]:
        """Return every link, the newest first."""
        rows = self.connection.execute(
            'SELECT entity, query, note, made, ends, used, id FROM "sharing-link" ORDER BY id DESC'
        )
        return [SharedLink(*row) for row in rows]

    def add(self, link: SharedLink) -> str:
        """Keep a link and return the secret that opens it; empty if there are too many."""
        secret = tokens.new(Opens.SHARE)
        parts = (link.entity, link.query, link.note, link.made, link.ends)
        added = self.connection.execute(
            'INSERT INTO "sharing-link" (hash, entity, query, note, made, ends, used)'
            " SELECT ?, ?, ?, ?, ?, ?, ''"
            ' WHERE (SELECT count(*) FROM "sharing-link") < ?',
            (tokens.digest(secret), *parts, MOST_LINKS),
        )
        return secret if added.rowcount else ""

    def find(self, secret: str, today: str) -> SharedLink | None:
        """Return the link that a secret opens today.

        None says nothing of why: unknown, revoked and ended ones are not found in the same way.
        """
        row = self.connection.execute(
            'SELECT entity, query, note, made, ends, used, id FROM "sharing-link"'
            " WHERE hash = ? AND (ends = '' OR ends >= ?)",
            (tokens.digest(secret), today),
        ).fetchone()
        return SharedLink(*row) if row else None

    def note_use(self, link: SharedLink, today: str) -> None:
        """Remember on which day a link was used last."""
        self.connection.execute('UPDATE "sharing-link" SET used = ? WHERE id = ?', (today, link.id))

    def revoke(self, link: int) -> None:
        """Make a link worthless."""
        self.connection.execute('DELETE FROM "sharing-link" WHERE id = ?', (link,))
