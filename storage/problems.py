"""One place that turns what a database or a file system reports into errors of the hierarchy."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import DiskFull, StorageError

LEAST_FREE_BYTES = 16 * 1024 * 1024
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_DATABASE_SENTENCES = (
    (
        ("database is locked", "database table is locked", "lock timeout", "deadlock"),
        "The database is busy with another writer.",
        "Try again in a few seconds; if it stays so, stop other programs that use the database.",
    ),
    (
        ("readonly database", "read-only", "readonly"),
        "The database can be read but not written.",
        "Give the orchestrator write permission to the data directory and the files in it.",
    ),
    (
        ("unable to open database", "permission denied"),
        "The database file can't be opened.",
        "Check that the data directory exists and that the orchestrator may write to it.",
    ),
    (
        ("not a database", "malformed"),
        "The database file is damaged or is no database.",
        "Stop the orchestrator and restore the file from a backup.",
    ),
    (
        ("connect", "password", "closed", "does not exist", "refused", "terminat"),
        "The database server does not answer as it should.",
        "Check that the server runs and that the configured address and password are right.",
    ),
)


def storage_error(problem: OSError, path: Path | str) -> StorageError:
    """Return the error of the hierarchy for what the file system reported about ``path``."""
    facts = {"path": str(path), "cause": repr(problem)}
    if problem.errno in _FULL:
        return DiskFull("There is no space left on the disk.", **facts)
    if problem.errno in _DENIED:
        return StorageError(
            f"'{path}' can't be written: the file system does not allow it.",
            remedy="Give the orchestrator write permission to the data directory.",
            **facts,
        )
    return StorageError(f"'{path}' can't be used: {problem.strerror or problem}.", **facts)


def check_room(path: Path) -> None:
    """Look whether whatever failed at a place may have failed for want of room.

    Raises:
        DiskFull: Next to nothing is left there.
    """
    with file_problems(path):
        free = shutil.disk_usage(path).free
    if free < LEAST_FREE_BYTES:
        raise DiskFull("There is no space left on the disk.", path=str(path), free=free)


def database_error(problem: BaseException) -> StorageError:
    """Return the error of the hierarchy for what a database or its driver reported."""
    cause = getattr(problem, "orig", None) or problem
    words = str(cause).lower()
    if "disk is full" in words or "no space left" in words or "disk full" in words:
        return DiskFull("There is no space left for the database.", cause=repr(cause))
    if isinstance(cause, TimeoutError):  # it says nothing itself
        words = "the connection is silent"
    for signs, sentence, remedy in _DATABASE_SENTENCES:
        if any(sign in words for sign in signs):
            return StorageError(sentence, remedy=remedy, cause=repr(cause))
    return StorageError("The database reported an error.", cause=repr(cause))


@contextmanager
def database_problems() -> Iterator[None]:
    """Raise what a database or its driver reports inside the block as errors of the hierarchy.

    Raises:
        DiskFull: No space is left.
        StorageError: Anything else that went wrong with the database.
    """
    try:
        yield
    except Exception as problem:
        if isinstance(problem, OSError) or _is_of_database(problem):
            raise database_error(problem) from problem
        raise


def _is_of_database(problem: Exception) -> bool:
    """Tell by its package: who handles files alone does not load what databases need.

    While connecting, a driver's own error comes without SQLAlchemy's around it.
    """
    return type(problem).__module__.partition(".")[0] in {"sqlalchemy", "sqlite3", "asyncpg"}


@contextmanager
def file_problems(path: Path | str) -> Iterator[None]:
    """Raise what the file system reports inside the block as errors of the hierarchy.

    Raises:
        DiskFull: No space is left.
        StorageError: Anything else that went wrong with files.
    """
    try:
        yield
    except OSError as problem:
        raise storage_error(problem, problem.filename or path) from problem


def check_place(database: str | None) -> None:
    """Look whether a SQLite file can be used, without opening it: closing it would free its locks.

    Raises:
        StorageError: Its folder is missing, or it can't be written.
    """
    if database in {None, "", ":memory:"}:
        return
    path = Path(str(database))
    place = path if path.exists() else path.parent
    if not place.exists():
        raise StorageError(
            f"The folder '{place}' of the database does not exist.",
            remedy="Create it, or set another data directory.",
        )
    if not os.access(place, os.R_OK | os.W_OK):
        raise storage_error(PermissionError(errno.EACCES, os.strerror(errno.EACCES)), place)
