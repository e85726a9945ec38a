"""Keeps photos as files beside the database, each under a name that is made from its content."""

import hashlib
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from app.database import Database
from app.photos import LARGEST_PHOTO, NAME, small
from app.values import InvalidError

TABLES = (
    'CREATE TABLE IF NOT EXISTS "photo__files"'
    " (name TEXT PRIMARY KEY, unused_since TEXT) STRICT, WITHOUT ROWID",
)
UNUSED_DAYS = 31
"""What was deleted can come back within 30 days, and its photo with it."""
_STRAY_HOURS = 24
_FOUND = re.compile(rf"(?<![0-9a-f]){NAME.pattern}")


class Photos:
    """The photos of an application; safe to use from several threads and processes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.folder = database.path.parent / "photos"
        self._one_at_a_time = Lock()

    def keep(self, data: bytes) -> str:
        """Keep an image that was sent in, and return its name.

        Raises:
            InvalidError: It can't be kept; the text says why.
        """
        if len(data) > LARGEST_PHOTO:
            raise too_large(len(data))
        # Only now, as applications without photos need not have it in their memory.
        from app.photos.picture import prepared

        with self._one_at_a_time:  # an image is large before it is made smaller
            picture = prepared(data)
        name = f"{hashlib.sha256(picture.large).hexdigest()[:32]}.jpg"
        with self._database.writing() as connection:  # so that nobody cleans up meanwhile
            self.folder.mkdir(exist_ok=True)
            _write(self.folder / small(name), picture.small)
            _write(self.folder / name, picture.large)
            connection.execute('INSERT OR REPLACE INTO "photo__files" VALUES (?, NULL)', (name,))
        return name

    def file(self, name: str) -> Path | None:
        """Return the file of a photo or of its small copy; None when there is none."""
        if not NAME.fullmatch(name.removeprefix(small(""))):
            return None
        path = self.folder / name
        return path if path.is_file() else None

    def clean_up(self, now: datetime | None = None) -> None:
        """Delete the photos that nothing in the database has named for a month."""
        now = now or datetime.now(UTC)
        with self._database.writing() as connection:
            for name in _expired(connection, now):
                (self.folder / name).unlink(missing_ok=True)
                (self.folder / small(name)).unlink(missing_ok=True)
            known = {row[0] for row in connection.execute('SELECT name FROM "photo__files"')}
            for path in self._strays(known, now):
                path.unlink(missing_ok=True)

    def _strays(self, known: set[str], now: datetime) -> Iterator[Path]:
        """Return files that a process left which ended before they were in the database."""
        oldest = (now - timedelta(hours=_STRAY_HOURS)).timestamp()
        for path in self.folder.glob("*"):
            stray = path.name.removeprefix(small("")) not in known
            if stray and path.is_file() and path.stat().st_mtime < oldest:
                yield path


def too_large(size: int) -> InvalidError:
    """Return what to tell of an image that has too many bytes."""
    has, most = (max(1, number // 1_000_000) for number in (size, LARGEST_PHOTO))
    return InvalidError(f"This photo has {has} MB; {most} MB is the most. Make it smaller first.")


def is_kept(connection: sqlite3.Connection, name: object) -> bool:
    """Return whether there is a photo of that name."""
    query = 'SELECT 1 FROM "photo__files" WHERE name = ?'
    return connection.execute(query, (name,)).fetchone() is not None


def _expired(connection: sqlite3.Connection, now: datetime) -> list[str]:
    """Note since when photos are unused, and forget and return those that are for too long."""
    used = json.dumps(sorted(_used(connection)))
    connection.execute(
        'UPDATE "photo__files" SET unused_since = NULL'
        " WHERE name IN (SELECT value FROM json_each(?))",
        (used,),
    )
    connection.execute(
        'UPDATE "photo__files" SET unused_since = ?'
        " WHERE unused_since IS NULL AND name NOT IN (SELECT value FROM json_each(?))",
        (now.isoformat(), used),
    )
    limit = (now - timedelta(days=UNUSED_DAYS)).isoformat()
    rows = connection.execute(
        'DELETE FROM "photo__files" WHERE unused_since < ? RETURNING name', (limit,)
    )
    return [row[0] for row in rows]


def _used(connection: sqlite3.Connection) -> set[str]:
    """Return every name that stands anywhere: features keep what was deleted, or was before."""
    columns = connection.execute(
        "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c"
        " WHERE t.type = 'table' AND t.name NOT GLOB 'sqlite_*' AND t.name <> 'photo__files'"
    ).fetchall()
    used: set[str] = set()
    for table, column in columns:
        name = _quoted(column)
        text = " ".join(["SELECT", name, "FROM", _quoted(table), "WHERE instr(", name, ", '.jpg')"])
        for (value,) in connection.execute(text):
            used.update(_FOUND.findall(str(value)))
    return used


def _quoted(name: str) -> str:
    """Quote a name that the database itself told."""
    return '"' + name.replace('"', '""') + '"'


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        return
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
