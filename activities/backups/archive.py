"""Reading a finished copy once, from beginning to end: its digests, and what it says it holds."""

import hashlib
import tarfile
from pathlib import Path
from typing import BinaryIO

from activities.containers.data_facts import facts_of_member
from models.backups import DatabaseFacts
from models.base import Model
from models.errors import StorageError

_CHUNK = 1 << 20


class ArchiveFacts(Model):
    """What a copy's file holds."""

    size: int
    sha256: str
    content: str
    """Equal for equal names and contents, whenever they were copied."""
    databases: tuple[DatabaseFacts, ...]


class _Hashing:
    """A file that remembers the digest of what was read of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self._file.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data


def read_archive(path: Path) -> ArchiveFacts:
    """Return what a copy holds; blocks.

    Raises:
        StorageError: It can't be read to its end.
    """
    entries: list[bytes] = []
    databases: list[DatabaseFacts] = []
    try:
        with path.open("rb") as file:
            source = _Hashing(file)
            # A type checker knows only whole files as sources; any object that reads will do.
            with tarfile.open(fileobj=source, mode="r|gz") as archive:  # type: ignore[call-overload]
                for member in archive:
                    entries.append(_entry(archive, member))
                    found = facts_of_member(member.name, member.pax_headers.get("comment", ""))
                    databases += [found] if found else []
            while source.read(_CHUNK):
                pass
    except (tarfile.TarError, OSError, EOFError) as problem:
        raise StorageError(
            "The copy of the application's data can't be read.", path=path.name, cause=str(problem)
        ) from problem
    content = hashlib.sha256(b"".join(sorted(entries))).hexdigest()
    return ArchiveFacts(
        size=source.size,
        sha256=source.digest.hexdigest(),
        content=content,
        databases=tuple(databases),
    )


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; blocks.

    Raises:
        OSError: It can't be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _entry(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    """Return a digest of a member's name, kind and content; not of its times."""
    digest = hashlib.sha256(member.name.encode("utf-8", "surrogateescape") + b"\0" + member.type)
    content = archive.extractfile(member) if member.isreg() else None
    while content is not None and (data := content.read(_CHUNK)):
        digest.update(data)
    return digest.digest()
