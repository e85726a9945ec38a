"""Copies of applications' data as activities."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from temporalio import activity

from activities.backups.shelf import Shelf
from activities.containers.locks import application_lock
from activities.containers.naming import checked_id, short_job
from activities.containers.port import Runtime
from activities.migration.messages import RestoreInput, SnapshotInput, SnapshotResult
from models.errors import NotFound
from settings import Paths


class MigrationActivities:
    """Saves data before a new version may change it, and puts it back."""

    def __init__(self, runtime: Runtime, paths: Paths, shelf: Shelf) -> None:
        self._runtime = runtime
        self._shelf = shelf
        self._folder = paths.snapshots
        self._run = paths.run

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [self.snapshot, self.restore]

    @activity.defn(name="migration.snapshot")
    async def snapshot(self, request: SnapshotInput) -> SnapshotResult:
        """Copy the data as it is now; a copy that the same job made already is taken as it is.

        Raises:
            StorageError: The data could not be copied.
        """
        job = request.job
        name = f"v{request.version}-{short_job(job.job_id)}.tar.gz"
        reference = f"{checked_id(job.application_id)}/{name}"
        target = self._folder / reference
        if not target.exists():
            await self._runtime.snapshot(job.application_id, target)
        await self._shelf.note_snapshot(job.application_id, job.job_id, reference)
        return SnapshotResult(reference=reference, bytes=target.stat().st_size)

    @activity.defn(name="migration.restore")
    async def restore(self, request: RestoreInput) -> None:
        """Put a copy back in place of the data; whatever of the application runs is stopped.

        Raises:
            NotFound: The application has no such copy.
            StorageError: The copy is damaged, or the data could not be replaced.
        """
        application = request.job.application_id
        source = self._resolve(application, request.reference)
        async with application_lock(self._run, application):
            for instance in await self._runtime.instances(application):
                # An undo step may have brought the version before up already, on the wrong data.
                await self._runtime.stop(instance.name, 0)
            await self._runtime.restore(application, source)

    def _resolve(self, application_id: str, reference: str) -> Path:
        owner, _, name = reference.partition("/")
        source = self._folder / checked_id(application_id) / name
        if owner != application_id or source.name != name or not source.is_file():
            text = "There is no such copy of the application's data."
            raise NotFound(text, reference=reference[:200])
        return source
