"""The port through which the API starts jobs and talks to them."""

from collections.abc import Mapping
from typing import Protocol

from activities.resources.messages import CleanUpReport
from api.host_engine import HostEngine
from models.applications import Application
from models.backups import Backup
from models.conversation import AnswerValue, ConversationState
from models.jobs import Decision, DevelopmentJob, JobKind, JobProgress
from workflows.messages import (
    CreateApplicationInput,
    DeleteApplicationInput,
    JobInput,
    ModifyApplicationInput,
    MoveApplicationInput,
    RestartApplicationInput,
    RestoreApplicationInput,
    RollBackApplicationInput,
)

_KINDS: Mapping[type[JobInput], JobKind] = {
    CreateApplicationInput: JobKind.CREATE,
    ModifyApplicationInput: JobKind.MODIFY,
    RollBackApplicationInput: JobKind.ROLL_BACK,
    RestoreApplicationInput: JobKind.RESTORE,
    DeleteApplicationInput: JobKind.DELETE,
    MoveApplicationInput: JobKind.MOVE,
    RestartApplicationInput: JobKind.RESTART,
}


def kind_of(job: JobInput) -> JobKind:
    """Return the kind of job that starts with such an input."""
    return _KINDS[type(job)]


class JobEngine(Protocol):
    """Carries jobs out. Every method raises ``Unavailable`` when the engine does not answer."""

    @property
    def hosts(self) -> HostEngine:
        """What empties hosts."""
        ...

    async def start(self, job: JobInput, *, priority: int) -> str:
        """Start a job and return its run id; the same job again is adopted, not started twice.

        Raises:
            Conflict: Another job runs on the application; the context names it.
        """
        ...

    async def back_up(self, backup: Backup, *, host: str) -> None:
        """Start making a backup; the same one again is adopted, not started twice."""
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
        about: str = "",
    ) -> None:
        """Say what the owner thinks of the proposal, or of the open decision of that id.

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

    async def pause(self, job: DevelopmentJob, by: str) -> None:
        """Ask the job to end its current step and to wait then.

        Raises:
            Conflict: The job has ended.
        """
        ...

    async def resume(self, job: DevelopmentJob, by: str) -> None:
        """Ask a paused job to go on.

        Raises:
            Conflict: The job has ended.
        """
        ...

    async def apply_state(self, application: Application) -> None:
        """Have it carried out that the application shall run, or stop; does not wait for it."""
        ...

    async def collect_log(self, application: Application, seconds: float) -> bool:
        """Have what the application writes kept, from now on for so long.

        Returns:
            Whether all that it has written until now is kept; False when nobody does that.
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

    async def clean_up(self, host: str, *, dry_run: bool, by: str) -> CleanUpReport:
        """Clean a host up, or tell what that would remove.

        Raises:
            Conflict: It is being cleaned up.
        """
        ...
