"""Judging archives of data before anything is done with them."""

import os
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from models.errors import StorageError

MAX_MEMBERS = 200_000
_PART_BYTES = 1024 * 1024


def open_private(path: Path) -> BinaryIO:
    """Open a file to write that nobody else may read, empty even if it was there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.fchmod(descriptor, 0o600)
    return os.fdopen(descriptor, "wb")


def settle(file: IO[bytes]) -> None:
    """Make sure that what was written is on the disk, also after a loss of power; may take long."""
    file.flush()
    os.fsync(file.fileno())


def announced(file: IO[bytes]) -> Iterator[bytes]:
    """Return a file as the copying program reads it: its length, and then its parts.

    Raises:
        StorageError: It has become shorter meanwhile.
    """
    left = os.fstat(file.fileno()).st_size
    yield left.to_bytes(8, "big")
    while left:
        part = file.read(min(left, _PART_BYTES))
        if not part:
            raise StorageError("The copy of the application's data ends too early.")
        left -= len(part)
        yield part


def check_archive(path: Path, *, largest_bytes: int, most_members: int = MAX_MEMBERS) -> None:
    """Make sure that an archive holds plain files and folders inside its root, and not too much.

    Raises:
        StorageError: It is damaged, or holds links, special files or paths that lead out.
    """
    try:
        with tarfile.open(path) as archive:
            _check_members(archive, largest_bytes, most_members)
    except (tarfile.TarError, OSError, EOFError) as problem:
        raise StorageError(
            "The copy of the application's data can't be read.", path=path.name, cause=str(problem)
        ) from problem


def _check_members(archive: tarfile.TarFile, largest_bytes: int, most_members: int) -> None:
    total = 0
    for number, member in enumerate(archive):
        total += member.size
        parts = PurePosixPath(member.name)
        plain = member.isreg() or member.isdir()
        if not plain or parts.is_absolute() or ".." in parts.parts or "\\" in member.name:
            raise StorageError(
                "The copy of the application's data holds something that is not a plain file.",
                member=member.name[:200],
            )
        if number >= most_members or total > largest_bytes:
            raise StorageError("The copy of the application's data is too large.")
