"""What is still known of applications that were deleted long ago."""

from datetime import datetime, timedelta
from typing import NamedTuple, Self

from activities.containers.port import Runtime
from activities.resources.messages import Removal
from settings import Paths
from storage.application_logs import ApplicationLog
from storage.forgetting import Forgotten
from storage.logs import JobLog
from storage.metadata import MetadataStore
from storage.sources import SourceStore


class Traces(NamedTuple):
    """Where an application leaves files that are no data of it."""

    job_logs: JobLog
    logs: ApplicationLog
    sources: SourceStore

    @classmethod
    def of(cls, paths: Paths) -> Self:
        """Return those of an installation."""
        return cls(JobLog(paths.logs), ApplicationLog(paths.logs), SourceStore(paths.sources))

    async def remove(self, application_id: str, left: Forgotten) -> None:
        """Remove them all; fine when some are gone."""
        for job_id in left.jobs:
            await self.job_logs.remove(job_id)
        await self.logs.remove(application_id)
        await self.sources.remove(application_id)


class DeletedApplications:
    """Finds applications of which only records are left; the audit list alone remembers them.

    Args:
        runtime: Whose data here keeps an application from being forgotten.
        store: The records.
        traces: Their files.
        days: How long after it was deleted one is remembered; None for ever.
    """

    kind = "deleted application"

    def __init__(
        self, runtime: Runtime, store: MetadataStore, traces: Traces, days: int | None
    ) -> None:
        self._runtime = runtime
        self._store = store
        self._traces = traces
        self._days = days

    async def find(self, now: datetime) -> list[Removal]:
        """Return the applications that nobody has to know any more."""
        if self._days is None:
            return []
        kept = await self._runtime.kept_data()
        why = f"it was deleted more than {self._days} days ago, and nothing of it is kept"
        return [
            Removal(kind=self.kind, name=left.title, application_id=application_id, why=why)
            for application_id, left in (await self._deleted(now)).items()
            if application_id not in kept
        ]

    async def remove(self, removal: Removal, now: datetime) -> bool:
        """Remove the files, then the records by which they are found again after a crash."""
        application_id = removal.application_id
        left = (await self._deleted(now)).get(application_id)
        if left is None or application_id in await self._runtime.kept_data():
            return False
        await self._traces.remove(application_id, left)
        return await self._store.forgetting.forget(application_id, self._before(now))

    async def _deleted(self, now: datetime) -> dict[str, Forgotten]:
        return await self._store.forgetting.deleted(self._before(now))

    def _before(self, now: datetime) -> datetime:
        return now - timedelta(days=self._days or 0)
