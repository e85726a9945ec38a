"""Jobs and their events, as the metadata store offers them."""

from collections.abc import Collection, Sequence

from models.applications import Application
from models.conversation import ConversationState
from models.jobs import DevelopmentJob, EventDraft, JobEvent, JobProgress, LogLine
from storage.events import EventRecords
from storage.jobs import JobRecords, Outcome
from storage.paging import Page


class JobStore:
    """Jobs, where they stand, and what they tell."""

    _jobs: JobRecords
    _events: EventRecords

    async def add_job(self, job: DevelopmentJob) -> DevelopmentJob:
        """Insert it if absent, as its application's running job; return what is stored.

        Raises:
            NotFound: The application is unknown.
        """
        return await self._jobs.add(job)

    async def open_job(self, job: DevelopmentJob, application: Application | None) -> Application:
        """Add the application, when given, and the job in one transaction; return the former.

        Raises:
            NotFound: The application is unknown.
        """
        return await self._jobs.open(job, application)

    async def job(self, job_id: str, owner: str | None = None) -> DevelopmentJob:
        """Return one job.

        Raises:
            NotFound: It is unknown or another owner's.
        """
        return await self._jobs.get(job_id, owner)

    async def known_jobs(self, job_ids: Collection[str], owner: str | None = None) -> set[str]:
        """Return which of these jobs there are, of that owner's alone if one is named."""
        return await self._jobs.known(job_ids, owner)

    async def set_run_id(self, job_id: str, run_id: str) -> None:
        """Note the Temporal run behind the job.

        Raises:
            NotFound: The job is unknown.
        """
        await self._jobs.set_run_id(job_id, run_id)

    async def jobs(
        self,
        *,
        owner: str | None = None,
        application_id: str | None = None,
        running: bool | None = None,
        limit: int = 50,
        cursor: str | None = None,
    ) -> Page[DevelopmentJob]:
        """Return the jobs that fit, newest first, a page at a time.

        Raises:
            InvalidInput: The cursor is not valid.
        """
        return await self._jobs.page(
            owner=owner, application_id=application_id, running=running, limit=limit, cursor=cursor
        )

    async def publish(
        self,
        job_id: str,
        progress: JobProgress | None,
        events: Sequence[EventDraft],
        conversation: ConversationState | None = None,
    ) -> int:
        """Store the job's state and append its new events, all or nothing.

        Args:
            job_id: Whose.
            progress: Stored unless a newer one is.
            events: Those whose key the job has used already are left out.
            conversation: Stored when given.

        Returns:
            The job's last sequence number.

        Raises:
            NotFound: The job is unknown.
        """
        return await self._jobs.publish(job_id, progress, events, conversation)

    async def close_job(
        self,
        job_id: str,
        progress: JobProgress,
        events: Sequence[EventDraft],
        outcome: Outcome | None = None,
    ) -> None:
        """Publish the end of a job and free its application, all or nothing.

        Args:
            job_id: Whose.
            progress: Its last state.
            events: Its last events.
            outcome: Says, from the application as it is, which of its fields change; asked only
                the first time.

        Raises:
            NotFound: The job is unknown.
        """
        await self._jobs.close(job_id, progress, events, outcome)

    async def publish_log(self, job_id: str, lines: Sequence[LogLine]) -> None:
        """Append lines of the build log as events, in the phase that the job is in.

        Raises:
            NotFound: The job is unknown.
        """
        await self._events.append_log(job_id, lines)

    async def events(self, job_id: str, *, after: int = 0, limit: int = 500) -> list[JobEvent]:
        """Return the events behind sequence number ``after``, at most ``limit``, oldest first."""
        return await self._events.after(job_id, after, limit)

    async def latest_sequences(self, job_ids: Sequence[str]) -> dict[str, int]:
        """Return the last sequence number of each of these jobs that exists."""
        return await self._events.latest_sequences(job_ids)
