"""Making one backup: a consistent copy, kept only if it tells something new."""

import asyncio
from pathlib import Path

from activities.backups.archive import ArchiveFacts, read_archive
from activities.backups.messages import BackUpInput, BackUpOutcome, BackUpResult
from activities.backups.shelf import Shelf
from activities.containers.port import Runtime
from models.applications import Application, ApplicationStatus
from models.backups import Backup, BackupKind, BackupState
from models.base import utc_now
from models.errors import NotFound
from storage.metadata import MetadataStore

_SKIPPED = BackUpResult(outcome=BackUpOutcome.SKIPPED)


class BackupMaker:
    """Copies applications' data without stopping them."""

    def __init__(self, runtime: Runtime, store: MetadataStore, shelf: Shelf) -> None:
        self._runtime = runtime
        self._store = store
        self._shelf = shelf

    async def make(self, request: BackUpInput) -> BackUpResult:
        """Make a backup, or adopt the one that an earlier attempt made.

        Raises:
            NotFound: There is no such application.
            StorageError: The data could not be copied.
        """
        done = await self._made(request)
        if done is not None:
            return done
        application = await self._store.application(request.application_id)
        if not _may_copy(application, request):
            return _SKIPPED
        async with self._shelf.lock(application.id):
            draft = await asyncio.to_thread(self._fresh_draft, request)
            try:
                return await self._copy(application, request, draft)
            finally:
                await asyncio.to_thread(draft.unlink, missing_ok=True)

    async def _made(self, request: BackUpInput) -> BackUpResult | None:
        try:
            found = await self._shelf.records.get(request.application_id, request.backup_id)
        except NotFound:
            return None
        if found.state is not BackupState.WHOLE:
            return None
        return BackUpResult(outcome=BackUpOutcome.MADE, bytes=found.size)

    def _fresh_draft(self, request: BackUpInput) -> Path:
        """Return where to write, and remove what killed attempts left; the lock is held."""
        folder = self._shelf.folder(request.application_id)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in folder.glob(".*.draft*"):
            left.unlink(missing_ok=True)
        return folder / f".{request.backup_id}.draft"

    async def _copy(
        self, application: Application, request: BackUpInput, draft: Path
    ) -> BackUpResult:
        taken_at = utc_now()
        await self._runtime.snapshot(application.id, draft)
        facts = await asyncio.to_thread(read_archive, draft)
        now = await self._store.application(application.id)
        if not _may_copy(now, request) or now.current_version != application.current_version:
            return _SKIPPED  # a job began meanwhile: nobody knows of which version the data is
        if request.kind is BackupKind.SCHEDULED and await self._is_known(application.id, facts):
            await self._shelf.records.looked(application.id)
            return BackUpResult(outcome=BackUpOutcome.UNCHANGED)
        backup = Backup(
            id=request.backup_id,
            application_id=application.id,
            kind=request.kind,
            version=application.current_version or 0,
            taken_at=taken_at,
            checked_at=taken_at,
            **facts.model_dump(),
        )
        await self._shelf.keep(draft, backup)
        await self._shelf.records.looked(application.id)
        return BackUpResult(outcome=BackUpOutcome.MADE, bytes=facts.size)

    async def _is_known(self, application_id: str, facts: ArchiveFacts) -> bool:
        newest = await self._shelf.records.newest_whole(application_id)
        if newest is None or newest.content != facts.content:
            return False
        found = await self._shelf.state_of(newest, thoroughly=False)
        return found is BackupState.WHOLE


def _may_copy(application: Application, request: BackUpInput) -> bool:
    gone = application.status is ApplicationStatus.DELETED and request.job_id is None
    return not gone and application.running_job_id in {None, request.job_id}
