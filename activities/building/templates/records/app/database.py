"""The database file: one connection for each request, every change in a transaction."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unicodedata import normalize

_ACCENTS = re.compile("[\u0300-\u036f]")
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that have no accent to leave out, but are typed as others where they are missing."""
BUSY_SECONDS = 10.0
"""How long a change waits for another one to finish."""


class Database:
    """Opens connections to the file; safe to use from several threads and processes."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def connect(self) -> sqlite3.Connection:
        """Return a new connection without an open transaction."""
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.create_function("folded", 1, _folded, deterministic=True)
        connection.create_function("searched", 1, searched, deterministic=True)
        return connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of the data throughout."""
        with closing(self.connect()) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that is the only one to write; an exception undoes all of it."""
        with closing(self.connect()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def ensure(self, tables: Iterable[str]) -> None:
        """Make tables that are not there; several processes may do this at once."""
        for statement in tables:
            with self.writing() as connection:
                connection.execute(statement)

    def check(self) -> None:
        """Read from the file.

        Raises:
            sqlite3.Error: It can't be read.
        """
        with self.reading() as connection:
            connection.execute('SELECT count(*) FROM "applied__migrations"').fetchone()


def id_list(ids: Iterable[int]) -> str:
    """Return ids as one value for ``IN (SELECT value FROM json_each(?))``."""
    return json.dumps(list(ids))


def searched(value: object) -> str:
    """Return a text as a search compares it: without capitals, accents and the like."""
    text = _folded(value)
    if text.isascii():
        return text
    return _ACCENTS.sub("", normalize("NFKD", text.translate(_PLAIN)))


def _folded(value: object) -> str:
    return "" if value is None else str(value).casefold()
