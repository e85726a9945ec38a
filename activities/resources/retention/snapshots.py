"""Copies of data that were made before changes."""

import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from activities.records.left_data import left_by
from activities.resources.messages import Removal
from activities.resources.retention.files import age_of, megabytes
from activities.resources.retention.targets import all_versions, kept_versions, needed_snapshots
from models.errors import NotFound
from storage.metadata import MetadataStore


class Snapshots:
    """Finds copies that are old and that no rollback to a kept version puts back.

    Args:
        folder: A folder per application in it.
        store: What is recorded.
        keep: Versions per application whose copies stay.
        age: How long other copies stay.
    """

    kind = "snapshot"

    def __init__(self, folder: Path, store: MetadataStore, keep: int, age: timedelta) -> None:
        self._folder = folder
        self._store = store
        self._keep = keep
        self._age = age

    async def find(self, now: datetime) -> list[Removal]:
        """Return the copies that nothing needs."""
        names = await asyncio.to_thread(lambda: sorted(self._folder.glob("*/*.tar.gz")))
        old = [path for path in names if age_of(path, now) > self._age]
        return [removal for path in old if (removal := await self._judged(path)) is not None]

    async def remove(self, removal: Removal, now: datetime) -> bool:
        """Remove a copy; versions that name it forget it first, so that none promises it."""
        path = self._folder / removal.name
        if not path.exists() or age_of(path, now) <= self._age:
            return False
        if await self._judged(path) is None:
            return False
        await self._store.expiry.forget_snapshot(removal.application_id, removal.name)
        await asyncio.to_thread(path.unlink, missing_ok=True)
        return True

    async def _judged(self, path: Path) -> Removal | None:
        try:
            application = await self._store.application(path.parent.name)
        except NotFound:
            return None  # not one of ours
        if application.running_job_id is not None:
            return None
        reference = f"{path.parent.name}/{path.name}"
        versions = await all_versions(self._store, application.id)
        kept = kept_versions(application, versions, self._keep)
        left = [await left_by(self._store, application.id, number) for number in kept]
        if reference in needed_snapshots(versions, kept).union(left):
            return None
        return Removal(
            kind=self.kind,
            name=reference,
            application_id=application.id,
            megabytes=megabytes(path),
            why=f"it is older than {self._age.days} days, and so is the version that it is of",
        )
