"""Files and folders that can be made again, by their age alone."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from activities.containers.data_sizes import folder_bytes
from activities.containers.naming import short_job
from activities.resources.messages import Removal
from storage.metadata import MetadataStore

_MEGABYTE = 1024 * 1024


class Place(NamedTuple):
    """Where such files are."""

    folder: Path
    pattern: str
    age: timedelta
    folders: bool = False
    """Whether what is found there is removed with everything in it."""


class OldFiles:
    """Finds what was not changed for long.

    Args:
        kind: What it is, for people.
        place: Where to look, for what, and how old that must be.
        store: Which jobs have not ended: what bears the name of one of them stays.
    """

    def __init__(self, kind: str, place: Place, store: MetadataStore) -> None:
        self.kind = kind
        self._place = place
        self._store = store
        self._in_use: frozenset[str] = frozenset()

    async def find(self, now: datetime) -> list[Removal]:
        """Return what is old."""
        jobs = await self._store.expiry.unfinished_jobs()
        self._in_use = frozenset((*jobs, *(short_job(job) for job in jobs)))
        return await asyncio.to_thread(self._find, now)

    async def remove(self, removal: Removal, now: datetime) -> bool:
        """Remove it, unless somebody has used it since it was found."""
        path = Path(removal.name)
        if not self._is_old(path, now):
            return False
        await asyncio.to_thread(_delete, path)
        return True

    def _find(self, now: datetime) -> list[Removal]:
        place = self._place
        paths = (p for p in sorted(place.folder.glob(place.pattern)) if place.folders or is_file(p))
        why = f"nobody has used it for {place.age.days} days"
        return [
            Removal(kind=self.kind, name=str(path), megabytes=megabytes(path), why=why)
            for path in paths
            if self._is_old(path, now)
        ]

    def _is_old(self, path: Path, now: datetime) -> bool:
        if any(mark in path.name for mark in self._in_use):
            return False
        return age_of(path, now) > self._place.age


def is_file(path: Path) -> bool:
    """Return whether it is a file, or a link to whatever."""
    return path.is_symlink() or path.is_file()


def age_of(path: Path, now: datetime) -> timedelta:
    """Return how long ago a file was changed, or anything directly in a folder; 0: it is gone."""
    try:
        times = [path.lstat().st_mtime]
        if path.is_dir() and not path.is_symlink():
            times += [entry.lstat().st_mtime for entry in path.iterdir()]
    except OSError:
        return timedelta(0)
    return now - datetime.fromtimestamp(max(times), UTC)


def megabytes(path: Path) -> float | None:
    """Return what a file or a folder takes up; None when it can't be seen."""
    try:
        used = folder_bytes(path) if path.is_dir() else path.lstat().st_size
    except OSError:
        return None
    return None if used is None else round(used / _MEGABYTE, 3)


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
