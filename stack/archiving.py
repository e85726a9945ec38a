"""Archiving folders in which others go on working: files vanish, grow and shrink meanwhile."""

import os
import tarfile
from pathlib import Path
from typing import BinaryIO


def new_archive(file: BinaryIO) -> tarfile.TarFile:
    """Return an archive that holds every file itself.

    One that has two names for a moment would become a link, and links are not restored.
    """
    return tarfile.open(fileobj=file, mode="w", dereference=True)


def add_file(archive: tarfile.TarFile, path: Path, name: str) -> None:
    """Add a file as long as it is now; one that is gone by now is left out."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        archive.addfile(archive.gettarinfo(arcname=name, fileobj=file), _AsLong(file))


def files_below(folder: Path) -> list[Path]:
    """Return plain files, a repository's objects last: so what a reference names is in."""
    # Unlike rglob, walk goes on when a folder vanishes.
    named = (Path(parent, name) for parent, _, names in os.walk(folder) for name in names)
    found = (path for path in named if path.is_file() and not path.is_symlink())
    ours = (path for path in found if ".draft" not in path.name and path.suffix != ".lock")
    return sorted(ours, key=lambda path: ("objects" in path.parts, str(path)))


class _AsLong:
    """Reads a file as if it kept its length: zeros stand for what is cut off meanwhile."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        return self._file.read(size).ljust(size, b"\0")
