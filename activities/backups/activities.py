"""The activities that make, keep, prove and put back backups; each can be repeated at any point."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from temporalio import activity

from activities.backups.drill import Drill
from activities.backups.making import BackupMaker
from activities.backups.messages import (
    BackUpInput,
    BackUpOutcome,
    BackUpResult,
    ChosenInput,
    DrillInput,
    DrillResult,
    DrillsDue,
    DueResult,
    FailedInput,
    RoundInput,
    TidyResult,
)
from activities.backups.problems import Problems
from activities.backups.restoring import check_restorable
from activities.backups.shelf import Shelf
from activities.backups.tidying import BROKEN, Tidier
from activities.backups.turns import is_due
from activities.containers.locks import application_lock
from activities.containers.packaging import Packager
from activities.containers.port import Runtime
from activities.serving.desired import all_applications
from models.applications import Application
from models.backups import Backup, BackupState
from models.base import new_id, utc_now
from models.errors import OrchestrationError
from settings import Settings
from storage.backups import Round
from storage.metadata import MetadataStore

NOT_MADE = "backup_not_made"
AT_A_TIME = 200
"""Applications of one round: a history stays small, and the next round goes on."""


class BackupActivities:
    """Backups on one host.

    Args:
        runtime: Where the applications' data is.
        store: What there is, and what is known of backups.
        packager: Makes again what was packaged and is gone, for a trial.
        settings: When, how many, and where.
        problems: Where it is told that a backup is not what it should be.
    """

    def __init__(
        self,
        runtime: Runtime,
        store: MetadataStore,
        packager: Packager,
        settings: Settings,
        problems: Problems,
    ) -> None:
        self._runtime = runtime
        self._store = store
        self._settings = settings
        self._problems = problems
        self._shelf = Shelf(store, settings)
        self._maker = BackupMaker(runtime, store, self._shelf)
        self._tidier = Tidier(self._shelf, settings.backups, problems)
        self._drill = Drill(
            runtime,
            store,
            self._shelf,
            tidier=self._tidier,
            packager=packager,
            paths=settings.paths,
            problems=problems,
        )

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [
            self.due,
            self.back_up,
            self.failed,
            self.tidy,
            self.drills_due,
            self.drill,
            self.check,
            self.put_back,
        ]

    @activity.defn(name="backups.due")
    async def due(self, request: RoundInput) -> DueResult:
        """Say whose turn it is on this host; each backup has its id from now on."""
        wanted = self._settings.backups
        every = timedelta(hours=wanted.interval_hours)
        rounds, now = await self._store.backups.rounds(), utc_now()
        mine = [
            one.id
            for one in await self._of_host(request.host)
            if one.running_job_id is None
            and is_due(one.id, every, rounds.get(one.id, Round()).looked_at, now)
        ]
        backups = [BackUpInput(application_id=one, backup_id=new_id()) for one in mine[:AT_A_TIME]]
        return DueResult(backups=tuple(backups), concurrency=wanted.concurrency)

    @activity.defn(name="backups.back_up")
    async def back_up(self, request: BackUpInput) -> BackUpResult:
        """Copy one application's data without stopping it.

        Raises:
            NotFound: There is no such application.
            StorageError: The data could not be copied.
        """
        try:
            result = await self._maker.make(request)
        except OrchestrationError as problem:
            told = f"The data could not be backed up: {problem.message}"
            await self._problems.report(request.application_id, NOT_MADE, told)
            raise
        if result.outcome is not BackUpOutcome.SKIPPED:
            # The newest backup is whole, so that nothing depends on a broken one any more.
            for code in (NOT_MADE, BROKEN):
                await self._problems.resolve(request.application_id, code)
        return result

    @activity.defn(name="backups.failed")
    async def failed(self, request: FailedInput) -> None:
        """Record that a backup that was asked for could not be made."""
        await self._store.backups.change(
            request.application_id,
            request.backup_id,
            state=BackupState.FAILED,
            problem=request.problem,
        )

    @activity.defn(name="backups.tidy")
    async def tidy(self, request: RoundInput) -> TidyResult:
        """Remove what is too old, notice what is broken, fill the second folder."""
        idle = [one for one in await self._of_host(request.host) if one.running_job_id is None]
        return await self._tidier.tidy(idle)

    @activity.defn(name="backups.drills_due")
    async def drills_due(self, request: RoundInput) -> DrillsDue:
        """Say whose newest backup is to be tried on this host."""
        days = self._settings.backups.drill_days
        if not days:
            return DrillsDue()
        rounds, now = await self._store.backups.rounds(), utc_now()
        mine = [
            one.id
            for one in await self._of_host(request.host)
            if is_due(f"{one.id} drill", timedelta(days=days), _tried(rounds.get(one.id)), now)
            and await self._store.backups.newest_whole(one.id) is not None
        ]
        return DrillsDue(applications=tuple(mine[:AT_A_TIME]))

    @activity.defn(name="backups.drill")
    async def drill(self, request: DrillInput) -> DrillResult:
        """Restore an application's newest backup for a trial."""
        return await self._drill.try_newest(request.application_id)

    @activity.defn(name="backups.check")
    async def check(self, request: ChosenInput) -> Backup:
        """Make sure that a backup can be put back below the version that is live.

        Raises:
            NotFound: There is no such backup.
            Conflict: It is damaged, or of a newer version than the live one.
        """
        backup = await self._store.backups.get(request.job.application_id, request.backup_id)
        check_restorable(await self._read(backup), request.version)
        return backup

    @activity.defn(name="backups.put_back")
    async def put_back(self, request: ChosenInput) -> None:
        """Replace the data by a backup's; whatever of the application still runs is stopped.

        Raises:
            NotFound: There is no such backup.
            Conflict: It is damaged.
            StorageError: The data could not be replaced.
        """
        application = request.job.application_id
        backup = await self._store.backups.get(application, request.backup_id)
        check_restorable(await self._read(backup), backup.version)
        async with application_lock(self._settings.paths.run, application):
            for instance in await self._runtime.instances(application):
                await self._runtime.stop(instance.name, self._settings.deploy.drain_seconds)
            await self._runtime.restore(application, self._shelf.path(backup))

    async def _read(self, backup: Backup) -> Backup:
        """Read a backup's file in full, and return what is known of it then."""
        if backup.state is BackupState.WHOLE:
            await self._tidier.is_whole(backup, thoroughly=True)
        return await self._store.backups.get(backup.application_id, backup.id)

    async def _of_host(self, host: str) -> list[Application]:
        return [
            one
            async for one in all_applications(self._store)
            if one.deployment is not None
            and one.deployment.host == host
            and one.deployment.runtime is self._runtime.name
        ]


def _tried(found: Round | None) -> datetime | None:
    return found.drilled_at if found else None
