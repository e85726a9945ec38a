"""Data of applications that were deleted with their data kept."""

from datetime import datetime, timedelta

from activities.backups.shelf import Shelf
from activities.containers.port import Runtime
from activities.resources.messages import Removal
from models.applications import Application, ApplicationStatus
from models.errors import NotFound
from storage.metadata import MetadataStore

_MEGABYTE = 1024 * 1024


class KeptData:
    """Finds data that nobody has asked for since its application was deleted long ago.

    Args:
        runtime: Where it is.
        shelf: Where copies of it are, and what is known of them.
        store: What was deleted, and when.
        age: How long it is kept; None for ever.
    """

    kind = "data"

    def __init__(
        self, runtime: Runtime, shelf: Shelf, store: MetadataStore, age: timedelta | None
    ) -> None:
        self._runtime = runtime
        self._shelf = shelf
        self._store = store
        self._age = age

    async def find(self, now: datetime) -> list[Removal]:
        """Return the data that has expired."""
        if self._age is None:
            return []
        found = []
        copied = dict.fromkeys(await self._store.forgetting.with_backups())
        for application_id, size in sorted((copied | await self._runtime.kept_data()).items()):
            application = await self._expired(application_id, now)
            if application is not None:
                megabytes = None if size is None else round(size / _MEGABYTE, 3)
                found.append(self._removal(application, megabytes))
        return found

    async def remove(self, removal: Removal, now: datetime) -> bool:
        """Remove the copies and then the data, by which it is found again after a crash."""
        if await self._expired(removal.application_id, now) is None:
            return False
        async with self._shelf.lock(removal.application_id):
            await self._shelf.forget(removal.application_id)
        await self._runtime.remove_data(removal.application_id)
        return True

    async def _expired(self, application_id: str, now: datetime) -> Application | None:
        try:
            application = await self._store.application(application_id)
        except NotFound:
            return None
        deleted = application.deleted_at or application.updated_at
        gone = application.status is ApplicationStatus.DELETED and not application.running_job_id
        if not gone or self._age is None or now - deleted <= self._age:
            return None
        return application

    def _removal(self, application: Application, megabytes: float | None) -> Removal:
        days = self._age.days if self._age else 0
        return Removal(
            kind=self.kind,
            name=application.title,
            application_id=application.id,
            megabytes=megabytes,
            why=f"its application was deleted more than {days} days ago",
        )
