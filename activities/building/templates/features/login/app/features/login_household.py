"""The password of the household: chosen once, asked for at each login, changed and replaced."""

import logging
import sqlite3
import time
from collections.abc import Callable
from threading import Lock

from app.database import Database
from app.features.login_keys import Keys, end_all
from app.features.login_password import Cost, Kept, weakness
from app.features.login_tries import TooSoonError, Tries
from app.tokens import Opens

TABLE = (
    'CREATE TABLE IF NOT EXISTS "login-password"'
    " (id INTEGER PRIMARY KEY CHECK (id = 1), salt BLOB NOT NULL, hash BLOB NOT NULL,"
    " n INTEGER NOT NULL, r INTEGER NOT NULL, p INTEGER NOT NULL) STRICT"
)
RESET_FILE = "reset-password"
"""Whoever can put a file into the data folder owns the application."""
_MOST_BYTES = 4_000

log = logging.getLogger("app.login")


class Household:
    """The password and what it opens.

    Args:
        database: Where it is kept.
        cost: How much work a try is.
        clock: Tells the seconds since 1970.
    """

    def __init__(
        self, database: Database, cost: Cost, clock: Callable[[], float] = time.time
    ) -> None:
        self.database = database
        self.cost = cost
        self.clock = clock
        self.keys = Keys(database, clock)
        self._one_at_a_time = Lock()  # scrypt takes much memory

    def chosen(self) -> bool:
        """Return whether there is a password."""
        with self.database.reading() as connection:
            return _read(connection) is not None

    def choose(self, password: str) -> bool:
        """Keep the first password; return whether it was the first.

        Strangers may ask for this at any time: there is work for the first of them alone, and
        none for whoever comes, or has waited, while there is a password.
        """
        if self.chosen():
            return False
        with self._one_at_a_time:
            if self.chosen():
                return False
            kept = Kept.of(password, self.cost)
            with self.database.writing() as connection:
                first = _read(connection) is None
                if first:
                    _keep(connection, kept)
        return first

    def replace(self, password: str) -> None:
        """Keep another password: everybody has to log in again, without a wait."""
        with self._one_at_a_time:
            kept = Kept.of(password, self.cost)
        with self.database.writing() as connection:
            _keep(connection, kept)
            Tries().keep(connection)
            end_all(connection, Opens.SESSION)

    def opens(self, password: str) -> bool:
        """Return whether it is the password.

        The try counts as wrong before it is looked at, so that many at once are no way around.

        Raises:
            TooSoonError: There were too many wrong tries just now.
        """
        with self.database.writing() as connection:
            kept, tries = _read(connection), self._another_try(connection)
        with self._one_at_a_time:
            right = kept is not None and kept.matches(password)
        if not right:
            log.warning("wrong password, %d in a row", tries.failures)
            return False
        with self.database.writing() as connection:
            Tries().keep(connection)
        return True

    def wait(self) -> int:
        """Return for how many seconds nobody may try."""
        with self.database.reading() as connection:
            return Tries.read(connection).left(self.clock())

    def take_over(self) -> str:
        """Take the password from the reset file, if it is there; return why that can't be done."""
        file = self.database.path.with_name(RESET_FILE)
        if not file.is_file():
            return ""
        try:
            password = file.read_bytes()[:_MOST_BYTES].decode("utf-8-sig").strip()
            if problem := weakness(password):
                return f"The password in the file {RESET_FILE} will not do. {problem}"
            file.unlink()  # whoever succeeds in this, of several at once, goes on
        except FileNotFoundError:
            return ""
        except (OSError, ValueError):
            return f"The file {RESET_FILE} can't be read and deleted. See to its permissions."
        self.replace(password)
        log.warning("the password was replaced by the one in the file %s", RESET_FILE)
        return ""

    def _another_try(self, connection: sqlite3.Connection) -> Tries:
        now, tries = self.clock(), Tries.read(connection)
        if left := tries.left(now):
            raise TooSoonError(left)
        tries = tries.another(now)
        tries.keep(connection)
        return tries


def _read(connection: sqlite3.Connection) -> Kept | None:
    row = connection.execute('SELECT salt, hash, n, r, p FROM "login-password"').fetchone()
    return Kept(row["salt"], row["hash"], Cost(row["n"], row["r"], row["p"])) if row else None


def _keep(connection: sqlite3.Connection, kept: Kept) -> None:
    cost = kept.cost
    connection.execute(
        'INSERT OR REPLACE INTO "login-password" VALUES (1, ?, ?, ?, ?, ?)',
        (kept.salt, kept.hash, cost.n, cost.r, cost.p),
    )
