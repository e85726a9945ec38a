"""Copies an application's data out to, or in from, a ``.tar.gz`` stream; stands alone.

``snapshot FOLDER`` writes the archive to standard output; ``restore FOLDER`` reads it, after its
length in eight bytes, from standard input; ``examine FOLDER`` writes what its databases hold as
JSON. Databases are copied through SQLite's backup in one step, so that a copy taken while the
application writes is one moment of it; what a database held stands in its member's comment.
Databases come first: a file that a record names is there before the record is.
"""

import fcntl
import gzip
import json
import os
import shutil
import sqlite3
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import IO, Any

STAGING = ".orchestrator-copy"
MOST_TABLES = 500
_SQLITE = b"SQLite format 3\x00"
_COMPANIONS = ("-wal", "-shm", "-journal")
_IN_MEMORY = 4 << 20
_TRIES = 3
_PATIENCE_SECONDS = 60.0
_POLITE = 10


def snapshot(folder: str, sink: "IO[bytes]") -> None:
    """Write a consistent copy of all regular files and folders; links and sockets are left out."""
    with _alone(folder):
        staging = _fresh_staging(folder)
        try:
            with (
                gzip.GzipFile(fileobj=sink, mode="wb", compresslevel=1, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
            ):
                _add_all(archive, folder, staging)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def restore(folder: str, source: "IO[bytes] | _Counted") -> None:
    """Replace the folder's contents by the archive's, only once all of it could be read."""
    with _alone(folder):
        staging = _fresh_staging(folder)
        with tarfile.open(fileobj=source, mode="r|gz") as archive:  # type: ignore[call-overload,unused-ignore]
            for member in archive:
                _extract(archive, member, staging)
        for name in os.listdir(folder):
            if name != STAGING:
                _remove(os.path.join(folder, name))
        for name in os.listdir(staging):
            os.rename(os.path.join(staging, name), os.path.join(folder, name))
        os.rmdir(staging)


def examine(folder: str, sink: "IO[bytes]") -> None:
    """Write what each database holds, and whether SQLite finds it whole."""
    found = [
        {"name": os.path.relpath(path, folder), **_facts(path), "integrity": _integrity(path)}
        for path in _databases(folder)
    ]
    sink.write(json.dumps(found).encode())


@contextmanager
def _alone(folder: str) -> "Iterator[None]":
    """Hold the folder against other copiers; the kernel frees it when its holder dies."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        end = time.monotonic() + _PATIENCE_SECONDS
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo, target: str) -> None:
    """Write one plain file or folder; early 3.11 releases have no extraction filters."""
    path = os.path.normpath(os.path.join(target, member.name))
    inside = path == target or path.startswith(target + os.sep)
    if not inside or not (member.isreg() or member.isdir()):
        raise ValueError(f"{member.name}: only files and folders inside can be restored")
    if member.isdir():
        os.makedirs(path, exist_ok=True)
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    content = archive.extractfile(member)
    with open(path, "wb") as file:
        if content is not None:
            shutil.copyfileobj(content, file)
    os.chmod(path, (member.mode & 0o777) | 0o600)
    os.utime(path, (member.mtime, member.mtime))


def _fresh_staging(folder: str) -> str:
    staging = os.path.join(folder, STAGING)
    _remove(staging)
    os.mkdir(staging, 0o700)
    return staging


def _remove(path: str) -> None:
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    elif os.path.lexists(path):
        os.unlink(path)


def _entries(folder: str) -> "list[str]":
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != STAGING)
        for name in (*folders, *sorted(names)):
            path = os.path.join(parent, name)
            regular = os.path.isfile(path) or os.path.isdir(path)
            if regular and not os.path.islink(path) and not _is_companion(path):
                found.append(path)
    return found


def _databases(folder: str) -> "list[str]":
    return [path for path in _entries(folder) if os.path.isfile(path) and _is_database(path)]


def _is_companion(path: str) -> bool:
    for ending in _COMPANIONS:
        if path.endswith(ending) and _is_database(path[: -len(ending)]):
            return True
    return False


def _is_database(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _add_all(archive: tarfile.TarFile, folder: str, staging: str) -> None:
    """Add databases first, and look only then which other files there are."""
    databases = _databases(folder)
    for path in databases:
        _add(archive, path, os.path.relpath(path, folder), staging)
    known = set(databases)
    for path in _entries(folder):
        if path not in known:
            _add(archive, path, os.path.relpath(path, folder), staging)


def _add(archive: tarfile.TarFile, path: str, name: str, staging: str) -> None:
    if os.path.isdir(path):
        archive.add(path, name, recursive=False, filter=_anonymous)
    elif _is_database(path):
        _add_database(archive, path, name, os.path.join(staging, "database"))
    else:
        # Gone since it was listed: a copy of a moment later would not have it either.
        with suppress(FileNotFoundError):
            _add_file(archive, path, name, staging)


def _add_database(archive: tarfile.TarFile, path: str, name: str, copy: str) -> None:
    # All pages in one step: in smaller ones every write of the application would begin it anew.
    with closing(sqlite3.connect(path, timeout=30)) as source, closing(sqlite3.connect(copy)) as to:
        source.backup(to)
    member = archive.gettarinfo(copy, name)
    _anonymous(member)
    member.mode = os.stat(path).st_mode & 0o777
    member.pax_headers = {"comment": json.dumps(_facts(copy))}
    with open(copy, "rb") as file:
        archive.addfile(member, file)
    for leftover in (copy, *(copy + ending for ending in _COMPANIONS)):
        _remove(leftover)


def _add_file(archive: tarfile.TarFile, path: str, name: str, staging: str) -> None:
    """Add a file as it was read, again if it changed meanwhile; what always changes, as it was."""
    for attempt in range(_TRIES):
        with (
            tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=staging) as copy,
            open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file,
        ):
            before = os.fstat(file.fileno())
            shutil.copyfileobj(file, copy)
            after = os.fstat(file.fileno())
            same = (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size)
            if not same and attempt < _TRIES - 1:
                continue
            member = tarfile.TarInfo(name)
            member.size, member.mtime = copy.tell(), int(after.st_mtime)
            member.mode = after.st_mode & 0o777
            copy.seek(0)
            archive.addfile(member, copy)
            return


def _anonymous(member: tarfile.TarInfo) -> "tarfile.TarInfo | None":
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member if member.isreg() or member.isdir() else None


def _facts(path: str) -> "dict[str, Any]":
    """Return the number of rows of each table; of one that can't be read, none."""
    tables: dict[str, int] = {}
    with closing(sqlite3.connect(path, timeout=30)) as database, suppress(sqlite3.Error):
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        for (name,) in database.execute(f"{query} ORDER BY name LIMIT {MOST_TABLES}").fetchall():
            quoted = str(name).replace('"', '""')
            with suppress(sqlite3.Error):
                count = database.execute(f'SELECT count(*) FROM "{quoted}"')  # noqa: S608 - quoted
                tables[name] = count.fetchone()[0]
    return {"tables": tables}


def _integrity(path: str) -> str:
    try:
        with closing(sqlite3.connect(path, timeout=30)) as database:
            said = database.execute("PRAGMA integrity_check(5)").fetchall()
    except sqlite3.Error as problem:
        return str(problem)
    return "; ".join(str(row[0]) for row in said)


class _Counted:
    """Reads as many bytes as were announced, and never waits for more."""

    def __init__(self, source: "IO[bytes]") -> None:
        self._source = source
        self._left = int.from_bytes(source.read(8), "big")

    def read(self, size: int) -> bytes:
        """Return up to ``size`` bytes."""
        data = self._source.read(min(size, self._left))
        self._left -= len(data)
        return data


def main() -> None:
    """Do what the arguments say."""
    action, folder = sys.argv[1:3]
    if action == "restore":
        restore(folder, _Counted(sys.stdin.buffer))
        return
    os.nice(_POLITE)  # visitors come first
    {"snapshot": snapshot, "examine": examine}[action](folder, sys.stdout.buffer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
