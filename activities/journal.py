"""What activities need of a job's journal; :class:`storage.journal.JobJournal` is the real one."""

from typing import Protocol

from models.jobs import JobContext, LogLevel


class Journal(Protocol):
    """Tells people about a job while it is worked on."""

    async def write(
        self, job: JobContext, step: str, *texts: str, level: LogLevel = LogLevel.INFO
    ) -> None:
        """Write lines to the job's log."""
        ...
