"""Files and folders that can be made again, by their age alone."""

import asyncio
import shutil
from collections.abc import Callable
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


class OldFiles:
    """Finds what was not changed for long, in one place.

    Args:
        kind: What it is, for people.
        places: Where to look, for what, and how old that must be.
        store: Which jobs have not ended: what bears the name of one of them stays.
    """

    def __init__(self, kind: str, places: list[Place], store: MetadataStore) -> None:
        self.kind = kind
        self._places = places
        self._store = store

    async def find(self, now: datetime) -> list[Removal]:
        """Return what is old."""
        in_use = await self._in_use()
        found = await asyncio.to_thread(self._old, now)
        return [
            Removal(kind=self.kind, name=str(path), megabytes=megabytes(path), why=why)
            for path, why in found
            if not in_use(path)
        ]

    async def remove(self, removal: Removal, now: datetime) -> bool:
        """Remove it, unless somebody has used it meanwhile."""
        path = Path(removal.name)
        old = await asyncio.to_thread(self._old, now)
        if path not in {known for known, _ in old} or (await self._in_use())(path):
            return False
        await asyncio.to_thread(_delete, path)
        return True

    async def _in_use(self) -> Callable[[Path], bool]:
        jobs = await self._store.expiry.unfinished_jobs()
        marks = {*jobs, *(short_job(job) for job in jobs)}
        return lambda path: any(mark in path.name for mark in marks)

    def _old(self, now: datetime) -> list[tuple[Path, str]]:
        return [
            (path, f"nobody has used it for {place.age.days} days")
            for place in self._places
            for path in sorted(place.folder.glob(place.pattern))
            if age_of(path, now) > place.age
        ]


def age_of(path: Path, now: datetime) -> timedelta:
    """Return how long ago a file was changed, or anything directly in a folder."""
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
