"""Copies an application's data out to, or in from, a ``.tar.gz`` stream; stands alone.

``snapshot FOLDER`` writes the archive to standard output; ``restore FOLDER`` reads it, after its
length in eight bytes, from standard input. Databases are copied through SQLite's backup, so that a
copy taken while the application writes is consistent.
"""

import gzip
import os
import shutil
import sqlite3
import sys
import tarfile
from contextlib import closing
from typing import IO

STAGING = ".orchestrator-copy"
_SQLITE = b"SQLite format 3\x00"
_COMPANIONS = ("-wal", "-shm", "-journal")


def snapshot(folder: str, sink: "IO[bytes]") -> None:
    """Write a consistent copy of all regular files and folders; links and sockets are left out."""
    staging = _fresh_staging(folder)
    try:
        with (
            gzip.GzipFile(fileobj=sink, mode="wb", compresslevel=1) as packed,
            tarfile.open(fileobj=packed, mode="w|") as archive,
        ):
            for path in _entries(folder):
                _add(archive, path, os.path.relpath(path, folder), staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def restore(folder: str, source: "IO[bytes] | _Counted") -> None:
    """Replace the folder's contents by the archive's, only once all of it could be read."""
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


def _add(archive: tarfile.TarFile, path: str, name: str, staging: str) -> None:
    if not os.path.isfile(path) or not _is_database(path):
        archive.add(path, name, recursive=False, filter=_anonymous)
        return
    copy = os.path.join(staging, "database")
    with closing(sqlite3.connect(path, timeout=30)) as source, closing(sqlite3.connect(copy)) as to:
        source.backup(to)
    archive.add(copy, name, recursive=False, filter=_anonymous)
    os.unlink(copy)


def _anonymous(member: tarfile.TarInfo) -> "tarfile.TarInfo | None":
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member if member.isreg() or member.isdir() else None


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
    if action == "snapshot":
        snapshot(folder, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    else:
        restore(folder, _Counted(sys.stdin.buffer))


if __name__ == "__main__":
    main()
