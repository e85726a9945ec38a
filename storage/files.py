"""Files that are written whole or not at all, and locks between processes."""

import contextlib
import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

from models.errors import NotFound
from storage.problems import file_problems

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


def safe_name(identifier: str) -> str:
    """Return the id of an application or a job, when it can be the name of a file.

    Raises:
        NotFound: It can't, so nothing is kept under it.
    """
    if _NAME.fullmatch(identifier) is None:
        raise NotFound("There is nothing under that id.", id=identifier[:100])
    return identifier


def write_atomically(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file so that a reader, or a crash, finds all of it or what was there before.

    Raises:
        DiskFull: No space is left.
        StorageError: The folder can't be written.
    """
    with file_problems(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.parent / f".{path.name[:100]}.{secrets.token_hex(6)}.tmp"
        try:
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                os.fchmod(file.fileno(), mode)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make sure that a rename inside the folder survives a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at ``path`` exclusively, also against other processes.

    The kernel releases it when its holder dies. Blocks: call it in a thread.

    Raises:
        StorageError: The lock file can't be made.
    """
    with file_problems(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
