"""Proving that a backup restores: it is put back in a place apart, and the application asked."""

import asyncio
import shutil

from activities.backups.messages import DrillOutcome, DrillResult
from activities.backups.problems import Problems
from activities.backups.shelf import Shelf
from activities.backups.tidying import Tidier
from activities.containers.packaging import Packager
from activities.containers.port import InstanceState, Owner, Runtime
from activities.serving.health import wait_healthy
from models.applications import Version
from models.backups import Backup, DatabaseFacts
from models.base import utc_now
from models.errors import NotFound, OrchestrationError, StorageError
from settings import Paths
from storage.metadata import MetadataStore

UNPROVEN = "backup_unproven"
_NOTHING = DrillResult(outcome=DrillOutcome.NOTHING)


class Drill:
    """Restores newest backups for a trial: no visitor and no live data ever comes near it."""

    def __init__(
        self,
        runtime: Runtime,
        store: MetadataStore,
        shelf: Shelf,
        *,
        tidier: Tidier,
        packager: Packager,
        paths: Paths,
        problems: Problems,
    ) -> None:
        self._runtime = runtime
        self._beside = runtime.beside(paths.drills)
        self._place = Paths(paths.drills)
        self._store = store
        self._shelf = shelf
        self._tidier = tidier
        self._packager = packager
        self._problems = problems

    async def try_newest(self, application_id: str) -> DrillResult:
        """Try the newest backup that is whole; what is found broken on the way is told."""
        # Noted first: a trial that a worker does not survive would be due again every hour.
        await self._shelf.records.drilled(application_id)
        while True:
            newest = await self._shelf.records.newest_whole(application_id)
            if newest is None:
                return _NOTHING
            if await self._tidier.is_whole(newest, thoroughly=True):
                return await self._try(newest)

    async def _try(self, backup: Backup) -> DrillResult:
        try:
            await self._prove(backup)
        except OrchestrationError as problem:
            told = f"The backup of {backup.taken_at:%Y-%m-%d %H:%M} UTC did not restore: "
            told += problem.message
            await self._note(backup, problem=told, verified_at=None)
            await self._problems.report(backup.application_id, UNPROVEN, told)
            return DrillResult(outcome=DrillOutcome.FAILED, backup_id=backup.id, problem=told)
        await self._note(backup, problem="", verified_at=utc_now())
        await self._problems.resolve(backup.application_id, UNPROVEN)
        return DrillResult(outcome=DrillOutcome.PROVED, backup_id=backup.id)

    async def _note(self, backup: Backup, **changes: object) -> None:
        await self._shelf.records.change(backup.application_id, backup.id, **changes)

    async def _prove(self, backup: Backup) -> None:
        # The backup's own id stands for an application: nothing else ever carries it.
        owner = Owner(application_id=backup.id, version=max(backup.version, 1), job_id=backup.id)
        await self._clear(owner)  # what a killed attempt left
        try:
            await self._beside.restore(owner.application_id, self._shelf.path(backup))
            _compare(backup.databases, await self._beside.examine(owner.application_id))
            await self._let_answer(backup, owner)
        finally:
            await asyncio.shield(self._clear(owner))

    async def _let_answer(self, backup: Backup, owner: Owner) -> None:
        """Start the version whose data it is, and let it say that it is well."""
        version = await self._store.version(backup.application_id, owner.version)
        state = await self._start(version, owner)

        async def alive() -> bool:
            now = await self._beside.inspect(state.name)
            return now is not None and now.running and not now.restarts

        wanted = version.specification.deployment
        await wait_healthy(state.endpoint, wanted.health_path, wanted.health_timeout_seconds, alive)

    async def _start(self, version: Version, owner: Owner) -> InstanceState:
        limits = version.specification.resources
        try:
            return await self._beside.start(version.image, owner, limits)
        except NotFound:
            maker = Owner(
                application_id=version.application_id,
                version=version.number,
                job_id=version.job_id,
            )
            made = await self._packager.package(version.commit, maker)
            return await self._beside.start(made.image, owner, limits)

    async def _clear(self, owner: Owner) -> None:
        for instance in await self._beside.instances(owner.application_id):
            await self._beside.stop(instance.name, 0)
        await self._beside.remove_data(owner.application_id)
        place, name = self._place, owner.application_id
        for folder in (place.applications / name, place.application_run(name)):
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)


def _compare(told: tuple[DatabaseFacts, ...], found: tuple[DatabaseFacts, ...]) -> None:
    """Make sure that what came back is what was copied.

    Raises:
        StorageError: A database is broken or missing, or lacks rows.
    """
    for database in found:
        if database.integrity != "ok":
            raise StorageError(f"its database '{database.name}' is broken.")
    there = {database.name: database.tables for database in found}
    for database in told:
        if there.get(database.name) != database.tables:
            raise StorageError(f"its database '{database.name}' lacks rows or tables.")
