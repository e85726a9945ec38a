"""Logs and events of jobs that ended long ago."""

from datetime import datetime, timedelta

from activities.resources.messages import Removal
from storage.logs import JobLog
from storage.metadata import MetadataStore

_EVENT_MEGABYTES = 0.0005
"""About what an event takes up in the database."""


class Stories:
    """Finds what jobs told that nobody reads any more; how they ended stays.

    Args:
        store: The jobs and their events.
        log: The build logs.
        age: How long after its end a job's story is kept.
    """

    kind = "events"

    def __init__(self, store: MetadataStore, log: JobLog, age: timedelta) -> None:
        self._store = store
        self._log = log
        self._age = age

    async def find(self, now: datetime) -> list[Removal]:
        """Return the jobs whose stories have expired."""
        old = await self._store.expiry.told_jobs(now - self._age)
        why = f"the job ended more than {self._age.days} days ago"
        return [
            Removal(
                kind=self.kind, name=job_id, megabytes=round(count * _EVENT_MEGABYTES, 3), why=why
            )
            for job_id, count in sorted(old.items())
        ]

    async def remove(self, removal: Removal, now: datetime) -> bool:
        """Remove the events and the log of a job."""
        if removal.name not in await self._store.expiry.told_jobs(now - self._age):
            return False
        await self._log.remove(removal.name)
        await self._store.expiry.forget_story(removal.name)
        return True
