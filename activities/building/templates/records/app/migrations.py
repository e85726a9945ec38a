"""Brings the database up to date: applies the files of migrations/ that it has not seen yet."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.database import Database

_NEW_COLUMN = re.compile(r'\s*ALTER TABLE "(\w+)" ADD COLUMN "(\w+)"')
FOLDER = Path(__file__).parent.parent / "migrations"


def migrate(database: Database, folder: Path = FOLDER) -> list[str]:
    """Apply what is new, each file in a transaction of its own, and return the names.

    Several processes may do this at once. Files that the database has seen and that are not
    there (a newer version ran before) are left alone.
    """
    database.path.parent.mkdir(parents=True, exist_ok=True)
    with closing(database.connect()) as connection:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            'CREATE TABLE IF NOT EXISTS "applied__migrations"'
            " (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL) STRICT"
        )
        waiting = [file for file in sorted(folder.glob("*.sql")) if not _seen(connection, file)]
        return [file.name for file in waiting if _apply(connection, file)]


def statements(script: str) -> Iterator[str]:
    """Return the statements of a script one by one."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _seen(connection: sqlite3.Connection, file: Path) -> bool:
    query = 'SELECT 1 FROM "applied__migrations" WHERE name = ?'
    return connection.execute(query, (file.name,)).fetchone() is not None


def _there(connection: sqlite3.Connection, statement: str) -> bool:
    """Return whether a column exists already: a version that was rolled back may have added it."""
    found = _NEW_COLUMN.match(_without_comments(statement))
    if not found:
        return False
    query = "SELECT 1 FROM pragma_table_info(?) WHERE name = ?"
    return connection.execute(query, found.groups()).fetchone() is not None


def _without_comments(statement: str) -> str:
    lines = statement.splitlines(keepends=True)
    return "".join(line for line in lines if not line.lstrip().startswith("--"))


def _apply(connection: sqlite3.Connection, file: Path) -> bool:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _seen(connection, file):  # another process was faster
            connection.execute("ROLLBACK")
            return False
        for statement in statements(file.read_text(encoding="utf-8")):
            if not _there(connection, statement):
                connection.execute(statement)
        connection.execute(
            'INSERT INTO "applied__migrations" (name, applied_at) VALUES (?, ?)',
            (file.name, datetime.now(UTC).isoformat(timespec="seconds")),
        )
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return True
