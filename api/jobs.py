"""The port through which the API starts jobs and talks to them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from models.applications import Application
from models.base import Model
from models.conversation import AnswerValue, ConversationState
from models.jobs import Decision, DevelopmentJob, JobContext, JobProgress


class StartJob(Model):
    """What every job starts with."""

    job: JobContext
    created_at: datetime
    priority: int = 3


class CreateJob(StartJob):
    """A new application."""

    application: Application
    request: str
    name: str | None = None
    builder: str = "auto"
    auto_approve: bool = False


class ModifyJob(StartJob):
    """A change of a live application."""

    request: str
    auto_approve: bool = False


class RollBackJob(StartJob):
    """Return to an earlier version."""

    version: int
    restore_data: bool = False


class DeleteJob(StartJob):
    """The end of an application."""

    keep_data: bool = False


class JobEngine(Protocol):
    """Carries jobs out. Every method raises ``Unavailable`` when the engine does not answer."""

    async def start_creation(self, request: CreateJob) -> str:
        """Start a job and return its run id; the same job again is adopted, not started twice.

        Raises:
            Conflict: Another job runs on the application; the context names it.
        """
        ...

    async def start_modification(self, request: ModifyJob) -> str:
        """Like :meth:`start_creation`."""
        ...

    async def start_rollback(self, request: RollBackJob) -> str:
        """Like :meth:`start_creation`."""
        ...

    async def start_deletion(self, request: DeleteJob) -> str:
        """Like :meth:`start_creation`."""
        ...

    async def answer(self, job: DevelopmentJob, answers: Mapping[str, AnswerValue]) -> None:
        """Give answers to open questions.

        Raises:
            Conflict: The job has ended.
        """
        ...

    async def decide(
        self,
        job: DevelopmentJob,
        decision: Decision,
        *,
        changes: str | None,
        comment: str | None,
        by: str,
    ) -> None:
        """Say what the owner thinks of the proposal.

        Raises:
            Conflict: The job has ended.
        """
        ...

    async def cancel(self, job: DevelopmentJob) -> None:
        """Ask the job to stop and to undo what it did.

        Raises:
            Conflict: The job has ended.
        """
        ...

    async def progress(self, job: DevelopmentJob) -> JobProgress:
        """Return the state of a job as fresh as it can be had."""
        ...

    async def conversation(self, job: DevelopmentJob) -> ConversationState:
        """Return the conversation of a job as fresh as it can be had."""
        ...

    async def ping(self) -> None:
        """Return when the engine answers."""
        ...

    async def idle_queues(self) -> tuple[str, ...]:
        """Return the names of the queues whose work nobody takes: jobs wait there."""
        ...
