"""Keeping the shelf in order: what is too old goes, what is broken is noticed."""

import asyncio
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

from activities.backups.messages import TidyResult
from activities.backups.problems import Problems
from activities.backups.retention import Retention, expired, over_size
from activities.backups.second_folder import SecondFolder
from activities.backups.shelf import Shelf
from models.applications import Application
from models.backups import Backup, BackupState
from models.base import utc_now
from models.errors import OrchestrationError
from settings import BackupSettings

MEGABYTE = 1024 * 1024
ORPHAN_SECONDS = 24 * 3600.0
"""A file without a record may be one that is just getting it."""
READ_AGAIN = timedelta(days=7)
READ_AT_A_TIME = 5
"""Backups of one application that are read in full in one round."""
LONGEST_MAKING = timedelta(hours=6)
BROKEN, NO_ROOM, NOT_COPIED = "backup_broken", "backups_over_size", "backup_not_copied"
_SENTENCES = {
    BackupState.MISSING: "The file of the backup of {at} is gone.",
    BackupState.DAMAGED: "The file of the backup of {at} is damaged: it can't be restored.",
}


class Tidier:
    """Applies retention, looks for broken files, and fills the second folder."""

    def __init__(self, shelf: Shelf, settings: BackupSettings, problems: Problems) -> None:
        self._shelf = shelf
        self._settings = settings
        self._problems = problems
        self._policy = Retention(
            last=settings.keep_last,
            daily=settings.keep_daily,
            weekly=settings.keep_weekly,
            monthly=settings.keep_monthly,
            manual=settings.keep_manual,
        )
        self._second = SecondFolder(settings.copy_to, shelf) if settings.copy_to else None

    async def tidy(self, applications: list[Application]) -> TidyResult:
        """Go through the backups of applications that no job works on."""
        counts: Counter[str] = Counter()
        for application in applications:
            async with self._shelf.lock(application.id):
                counts["broken"] += await self.check(application.id)
                counts["removed"] += await self._expire(application.id)
                await self._sweep(application.id)
        counts["removed"] += await self._make_room(applications)
        for application in applications:
            counts["copied"] += await self._copy(application.id)
        return TidyResult(**counts)

    async def check(self, application_id: str) -> int:
        """Look at every file, read some in full, and return how many are found broken now."""
        backups = await self._shelf.records.of(application_id)
        stale = sorted(filter(_is_stale, backups), key=lambda b: b.checked_at or b.taken_at)
        in_full = {backup.id for backup in stale[:READ_AT_A_TIME]}
        broken = 0
        for backup in backups:
            if backup.state is BackupState.MAKING and backup.taken_at < utc_now() - LONGEST_MAKING:
                await self._give_up(backup)
            if backup.state is BackupState.WHOLE:
                broken += not await self.is_whole(backup, thoroughly=backup.id in in_full)
        return broken

    async def is_whole(self, backup: Backup, *, thoroughly: bool) -> bool:
        """Look at a file; what is broken is recorded and told."""
        found = await self._shelf.state_of(backup, thoroughly=thoroughly)
        records, mine = self._shelf.records, (backup.application_id, backup.id)
        if found is BackupState.WHOLE:
            if thoroughly:
                await records.change(*mine, checked_at=utc_now())
            return True
        told = _SENTENCES[found].format(at=f"{backup.taken_at:%Y-%m-%d %H:%M} UTC")
        await records.change(*mine, state=found, problem=told)
        await self._problems.report(backup.application_id, BROKEN, told)
        return False

    async def _give_up(self, backup: Backup) -> None:
        told = "It was begun, and nobody ended it."
        await self._shelf.records.change(
            backup.application_id, backup.id, state=BackupState.FAILED, problem=told
        )

    async def _expire(self, application_id: str) -> int:
        backups = await self._shelf.records.of(application_id)
        protected = await self._protected(application_id, backups)
        going = expired(backups, self._policy, protected, utc_now())
        for backup in going:
            await self._shelf.remove(backup)
        return len(going)

    async def _protected(self, application_id: str, backups: list[Backup]) -> set[str]:
        needed = await self._shelf.needed_for_rollback(application_id)
        return {backup.id for backup in backups if backup.file in needed}

    async def _make_room(self, applications: list[Application]) -> int:
        most = self._settings.max_total_mb * MEGABYTE
        if not most:
            return 0
        all_of = {one.id: await self._shelf.records.of(one.id) for one in applications}
        protected: set[str] = set()
        for application_id, backups in all_of.items():
            protected |= await self._protected(application_id, backups)
        going = over_size(all_of, protected, most)
        for backup in going:
            await self._shelf.remove(backup)
        left = sum(b.size for mine in all_of.values() for b in mine) - sum(b.size for b in going)
        if left > most:
            told = (
                f"Backups take {left // MEGABYTE} MB, more than max_total_mb, and all are needed."
            )
            await self._problems.report("", NO_ROOM, told)
        else:
            await self._problems.resolve("", NO_ROOM)
        return len(going)

    async def _sweep(self, application_id: str) -> None:
        known = {backup.file for backup in await self._shelf.records.of(application_id)}
        names = {file.rpartition("/")[2] for file in known}
        await asyncio.to_thread(_remove_unknown, self._shelf.folder(application_id), names)

    async def _copy(self, application_id: str) -> int:
        if self._second is None:
            return 0
        try:
            backups = await self._shelf.records.of(application_id)
            copied = await self._second.match(application_id, backups)
        except OrchestrationError as problem:
            await self._problems.report(application_id, NOT_COPIED, problem.message)
            return 0
        await self._problems.resolve(application_id, NOT_COPIED)
        return copied


def _is_stale(backup: Backup) -> bool:
    return backup.checked_at is None or backup.checked_at < utc_now() - READ_AGAIN


def _remove_unknown(folder: Path, known: set[str]) -> None:
    """Remove what a killed worker left: drafts, and files that never got their record."""
    too_old = time.time() - ORPHAN_SECONDS
    for left in folder.glob(".*.draft*"):
        left.unlink(missing_ok=True)
    for file in folder.glob("*.tar.gz"):
        if file.name not in known and file.stat().st_mtime < too_old:
            file.unlink(missing_ok=True)
