"""Where backups are: their files below the data directory, and the records that tell of them."""

import asyncio
import shutil
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from activities.backups.archive import digest_of, read_archive
from activities.containers.locks import file_lock
from activities.containers.naming import checked_id, short_application
from models.backups import Backup, BackupKind, BackupState
from models.base import utc_now
from models.errors import NotFound
from settings import Settings
from storage.backups import BackupRecords
from storage.files import sync_folder
from storage.metadata import MetadataStore

_PAGE = 500


class Shelf:
    """Keeps files and records of backups together.

    A record says ``whole`` only after its file is; a file without a record is swept away.
    """

    def __init__(self, store: MetadataStore, settings: Settings) -> None:
        self._store = store
        self._paths = settings.paths
        self._second = settings.backups.copy_to

    @property
    def records(self) -> BackupRecords:
        """What is known of backups."""
        return self._store.backups

    def lock(self, application_id: str) -> AbstractAsyncContextManager[None]:
        """Return the lock to hold while an application's backups are made or removed."""
        name = f"{short_application(application_id)}-backups.lock"
        return file_lock(self._paths.run / "locks" / name)

    def folder(self, application_id: str) -> Path:
        """Return the folder of an application's backups."""
        return self._paths.backups / checked_id(application_id)

    def path(self, backup: Backup) -> Path:
        """Return where a backup's file is.

        Raises:
            NotFound: It has none.
        """
        place = (self._paths.root / backup.file).resolve()
        homes = (self._paths.backups.resolve(), self._paths.snapshots.resolve())
        if not backup.file or not any(place.is_relative_to(home) for home in homes):
            raise NotFound("This backup has no file.", backup_id=backup.id)
        return place

    async def keep(self, draft: Path, backup: Backup) -> Backup:
        """Give a finished draft its name, and record it; asked again, nothing changes."""
        target = self.folder(backup.application_id) / file_name(backup.id)
        await asyncio.to_thread(draft.replace, target)
        await asyncio.to_thread(sync_folder, target.parent)
        file = str(target.relative_to(self._paths.root))
        whole = backup.model_copy(update={"file": file, "state": BackupState.WHOLE, "problem": ""})
        await self.records.add(whole)  # a backup that was asked for by hand has a record already
        return await self.records.change(
            backup.application_id, backup.id, **whole.model_dump(exclude={"id", "application_id"})
        )

    async def note_snapshot(self, application_id: str, job_id: str, reference: str) -> None:
        """Record a copy that a job took before it changes the data; the first time counts."""
        application = await self._store.application(application_id)
        file = self._paths.snapshots / reference
        facts = await asyncio.to_thread(read_archive, file)
        now = utc_now()
        await self.records.add(
            Backup(
                id=job_id,
                application_id=application_id,
                kind=BackupKind.BEFORE_CHANGE,
                state=BackupState.WHOLE,
                version=application.current_version or 0,
                taken_at=now,
                checked_at=now,
                file=str(file.relative_to(self._paths.root)),
                **facts.model_dump(),
            )
        )

    async def state_of(self, backup: Backup, *, thoroughly: bool) -> BackupState:
        """Look at a backup's file: that it is there with its size, or thoroughly, its checksum."""
        try:
            path = self.path(backup)
            size = (await asyncio.to_thread(path.stat)).st_size
            whole = size == backup.size
            if whole and thoroughly:
                whole = await asyncio.to_thread(digest_of, path) == backup.sha256
        except (OSError, NotFound):
            return BackupState.MISSING
        return BackupState.WHOLE if whole else BackupState.DAMAGED

    async def remove(self, backup: Backup) -> None:
        """Delete a backup, file first: a record without a file is noticed, not the reverse."""
        if backup.file:
            path = self.path(backup)
            await asyncio.to_thread(path.unlink, missing_ok=True)
            if self._second is not None:
                copy = self._second / backup.application_id / file_name(backup.id)
                await asyncio.to_thread(copy.unlink, missing_ok=True)
        await self.records.remove(backup.id)

    async def forget(self, application_id: str) -> None:
        """Delete all backups of an application."""
        homes = [self._paths.backups, self._paths.snapshots]
        homes += [self._second] if self._second is not None else []
        for home in homes:
            folder = home / checked_id(application_id)
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        await self.records.remove_all(application_id)

    async def needed_for_rollback(self, application_id: str) -> frozenset[str]:
        """Return the files that versions' rollbacks bring back."""
        needed: set[str] = set()
        cursor: str | None = None
        while True:
            page = await self._store.versions(application_id, limit=_PAGE, cursor=cursor)
            needed |= {f"snapshots/{version.snapshot}" for version in page.items}
            cursor = page.next_cursor
            if cursor is None:
                return frozenset(needed)


def file_name(backup_id: str) -> str:
    """Return the name of a backup's file: the same for every attempt; ids sort by time."""
    return f"{checked_id(backup_id)}.tar.gz"
