"""Slows down whoever tries passwords: for the whole application, and over restarts."""

import sqlite3
from dataclasses import dataclass

FREE = 5
"""Wrong tries before anybody has to wait."""
_FIRST_WAIT = 30
_LONGEST_WAIT = 15 * 60
_FORGOTTEN_AFTER = 24 * 60 * 60

TABLE = (
    'CREATE TABLE IF NOT EXISTS "login-tries"'
    " (id INTEGER PRIMARY KEY CHECK (id = 1), failures INTEGER NOT NULL, failed_at REAL NOT NULL)"
    " STRICT"
)


class TooSoonError(Exception):
    """The next try has to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Tries:
    """The wrong tries since the last right one."""

    failures: int = 0
    failed_at: float = 0

    @classmethod
    def read(cls, connection: sqlite3.Connection) -> "Tries":
        """Return what the database knows of them."""
        row = connection.execute('SELECT failures, failed_at FROM "login-tries"').fetchone()
        return cls(*row) if row else cls()

    def left(self, now: float) -> int:
        """Return for how many seconds nobody may try; a clock that was put back locks nobody."""
        passed = now - self.failed_at
        return max(0, int(_wait(self.failures) - passed + 0.999)) if passed >= 0 else 0

    def another(self, now: float) -> "Tries":
        """Return them with one more; after a quiet day the counting starts again."""
        quiet = now - self.failed_at > _FORGOTTEN_AFTER
        return Tries(1 if quiet else self.failures + 1, now)

    def keep(self, connection: sqlite3.Connection) -> None:
        """Put them into the database."""
        connection.execute(
            'INSERT OR REPLACE INTO "login-tries" VALUES (1, ?, ?)', (self.failures, self.failed_at)
        )


def _wait(failures: int) -> int:
    """Return how many seconds to wait after that many wrong tries; it never becomes for ever."""
    doublings = min(failures - FREE, 10)
    return min(_FIRST_WAIT * 2**doublings, _LONGEST_WAIT) if doublings >= 0 else 0
