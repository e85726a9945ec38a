"""What opens the application without the password: sessions of browsers, tokens of programs."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from app import tokens
from app.database import Database
from app.tokens import Opens

SESSION_SECONDS = 90 * 24 * 60 * 60
"""How long a session lasts from its last use on."""
_NOTED_EVERY = 24 * 60 * 60
"""Seconds: a use is noted once a day, as reading must not become writing."""
_MOST_SESSIONS = 100
MOST_TOKENS = 50

TABLE = (
    'CREATE TABLE IF NOT EXISTS "login-key" (id INTEGER PRIMARY KEY AUTOINCREMENT,'
    " opens TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, label TEXT NOT NULL,"
    " made INTEGER NOT NULL, used INTEGER NOT NULL) STRICT"
)


@dataclass(frozen=True, slots=True)
class Key:
    """A session or a token; the secret itself is not kept, only its hash."""

    id: int
    label: str
    made: int
    used: int

    @property
    def since(self) -> str:
        """The moment that it was made, written as those of records are."""
        return _moment(self.made)

    @property
    def last(self) -> str:
        """The moment that it was used last; empty if it was not."""
        return _moment(self.used) if self.used else ""


class Keys:
    """The sessions and tokens in the database.

    Args:
        database: Where they are.
        clock: Tells the seconds since 1970.
    """

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self.database = database
        self.clock = clock

    def begin(self, device: str, instead_of: str) -> str:
        """Start a session in place of the one that the browser came with, and return its secret."""
        secret, now = tokens.new(Opens.SESSION), int(self.clock())
        with self.database.writing() as connection:
            _forget(connection, now, instead_of)
            _add(connection, Opens.SESSION, secret, (device, now, now))
        return secret

    def admit(self, program: str) -> str:
        """Make a token for a program and return its secret; empty if there are too many."""
        secret, now = tokens.new(Opens.PROGRAM), int(self.clock())
        with self.database.writing() as connection:
            if len(_all(connection, Opens.PROGRAM, self._oldest(Opens.PROGRAM))) >= MOST_TOKENS:
                return ""
            _add(connection, Opens.PROGRAM, secret, (program, now, 0))
        return secret

    def find(self, opens: Opens, secret: str) -> Key | None:
        """Return the session or token of a secret; None if there is none, or it is too old."""
        query = (
            'SELECT id, label, made, used FROM "login-key"'
            " WHERE hash = ? AND opens = ? AND used > ?"
        )
        values = (tokens.digest(secret), opens, self._oldest(opens))
        with self.database.reading() as connection:
            row = connection.execute(query, values).fetchone()
        return Key(*row) if row else None

    def all(self, opens: Opens) -> list[Key]:
        """Return what opens now, the one used last first."""
        with self.database.reading() as connection:
            return _all(connection, opens, self._oldest(opens))

    def note(self, key: Key) -> bool:
        """Note a use, unless one was noted today; return whether it was noted."""
        now = int(self.clock())
        if now - key.used < _NOTED_EVERY:
            return False
        with self.database.writing() as connection:
            connection.execute('UPDATE "login-key" SET used = ? WHERE id = ?', (now, key.id))
        return True

    def end(self, opens: Opens, key: int) -> None:
        """Make a session or a token worthless."""
        with self.database.writing() as connection:
            connection.execute('DELETE FROM "login-key" WHERE opens = ? AND id = ?', (opens, key))

    def end_all(self, opens: Opens) -> None:
        """Make all sessions or all tokens worthless."""
        with self.database.writing() as connection:
            end_all(connection, opens)

    def _oldest(self, opens: Opens) -> float:
        return self.clock() - SESSION_SECONDS if opens is Opens.SESSION else -1


def end_all(connection: sqlite3.Connection, opens: Opens) -> None:
    """Make all sessions or all tokens worthless, together with what else is changed."""
    connection.execute('DELETE FROM "login-key" WHERE opens = ?', (opens,))


def _add(
    connection: sqlite3.Connection, opens: Opens, secret: str, rest: tuple[str, int, int]
) -> None:
    connection.execute(
        'INSERT INTO "login-key" (opens, hash, label, made, used) VALUES (?, ?, ?, ?, ?)',
        (opens, tokens.digest(secret), *rest),
    )


def _all(connection: sqlite3.Connection, opens: Opens, oldest: float) -> list[Key]:
    rows = connection.execute(
        'SELECT id, label, made, used FROM "login-key" WHERE opens = ? AND used > ?'
        " ORDER BY used DESC, id DESC",
        (opens, oldest),
    )
    return [Key(*row) for row in rows]


def _forget(connection: sqlite3.Connection, now: int, secret: str) -> None:
    """Delete the session of a secret, those that are too old, and the oldest of very many."""
    connection.execute(
        'DELETE FROM "login-key" WHERE opens = ?1 AND (hash = ?2 OR used <= ?3 OR id NOT IN'
        ' (SELECT id FROM "login-key" WHERE opens = ?1 ORDER BY used DESC, id DESC LIMIT ?4))',
        (Opens.SESSION, tokens.digest(secret), now - SESSION_SECONDS, _MOST_SESSIONS - 1),
    )


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone().isoformat(timespec="seconds")
