"""The newest copy of an application's data, and how its age is told."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from activities.containers.naming import checked_id
from models.hosts import DataCopy
from storage.backups import BackupRecords

ASIDE = "aside-"
"""Begins the names of copies that a returned host made of what stayed behind: nobody goes on
from those by itself."""
_SUFFIX = ".tar.gz"


class LatestCopy(Protocol):
    """Where the newest copy of an application's data is found."""

    async def latest(self, application_id: str) -> DataCopy | None:
        """Return it; None when there is none."""
        ...


class SnapshotFolder:
    """The copies that were made before changes, in the folder that all hosts share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def latest(self, application_id: str) -> DataCopy | None:
        """Return the file that was written last."""
        return await asyncio.to_thread(self._newest, checked_id(application_id))

    def _newest(self, application_id: str) -> DataCopy | None:
        found = [
            (path.stat().st_mtime, path.name)
            for path in (self._folder / application_id).glob(f"*{_SUFFIX}")
            if not path.name.startswith(ASIDE)
        ]
        if not found:
            return None
        written, name = max(found)
        taken = datetime.fromtimestamp(written, UTC)
        return DataCopy(reference=f"{self._folder.name}/{application_id}/{name}", taken_at=taken)


class KeptCopies:
    """Backups, and copies that are not recorded as such; whichever is newer."""

    def __init__(self, backups: BackupRecords, folder: SnapshotFolder) -> None:
        self._backups = backups
        self._folder = folder

    async def latest(self, application_id: str) -> DataCopy | None:
        """Return the newest of both."""
        found = [await self._folder.latest(application_id)]
        backup = await self._backups.newest_whole(application_id)
        if backup is not None:
            found.append(DataCopy(reference=backup.file, taken_at=backup.taken_at))
        known = [copy for copy in found if copy is not None]
        return max(known, key=lambda copy: copy.taken_at, default=None)


def aside_name(host: str, at: datetime) -> str:
    """Return the name of a copy of what stayed behind on a host."""
    return f"{ASIDE}{host}-{at:%Y%m%dT%H%M%S}{_SUFFIX}"


def as_of(taken: datetime, now: datetime) -> str:
    """Return when a copy was made, in words; both times in the zone that people live in."""
    days = (now.date() - taken.date()).days
    if days <= 0:
        return f"as of {taken:%H:%M} today"
    if days == 1:
        return f"as of {taken:%H:%M} yesterday"
    return f"as of {taken:%H:%M} on {taken:%d} {taken:%B} {taken:%Y}"
