"""A job engine that is still to come: the API serves while it connects."""

from collections.abc import Mapping

from activities.resources.messages import CleanUpReport
from api.host_engine import HostEngine
from api.jobs import JobEngine
from models.applications import Application
from models.backups import Backup
from models.conversation import AnswerValue, ConversationState
from models.errors import Unavailable
from models.jobs import Decision, DevelopmentJob, JobProgress
from workflows.messages import JobInput


class DeferredEngine:
    """Passes everything on to the engine once there is one; until then jobs can only be read."""

    def __init__(self) -> None:
        self._engine: JobEngine | None = None
        self._why = "The workflow server does not answer yet."

    def resolve(self, engine: JobEngine) -> None:
        """Pass everything on from now on."""
        self._engine = engine

    def fail(self, problem: Exception) -> None:
        """Say why there will be none."""
        self._why = f"The workflow client can't be used ({type(problem).__name__})."

    @property
    def _there(self) -> JobEngine:
        if self._engine is None:
            raise Unavailable(self._why)
        return self._engine

    @property
    def hosts(self) -> HostEngine:
        """What empties hosts."""
        return self._there.hosts

    async def start(self, job: JobInput, *, priority: int) -> str:
        """Start a job."""
        return await self._there.start(job, priority=priority)

    async def back_up(self, backup: Backup, *, host: str) -> None:
        """Start making a backup."""
        await self._there.back_up(backup, host=host)

    async def answer(self, job: DevelopmentJob, answers: Mapping[str, AnswerValue]) -> None:
        """Give answers."""
        await self._there.answer(job, answers)

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
        """Give a decision."""
        await self._there.decide(
            job, decision, changes=changes, comment=comment, by=by, about=about
        )

    async def cancel(self, job: DevelopmentJob) -> None:
        """Cancel a job."""
        await self._there.cancel(job)

    async def pause(self, job: DevelopmentJob, by: str) -> None:
        """Pause a job."""
        await self._there.pause(job, by)

    async def resume(self, job: DevelopmentJob, by: str) -> None:
        """Let a paused job go on."""
        await self._there.resume(job, by)

    async def apply_state(self, application: Application) -> None:
        """Start or stop an application."""
        await self._there.apply_state(application)

    async def collect_log(self, application: Application, seconds: float) -> bool:
        """Have an application's log kept; there is nobody to do it while nothing is connected."""
        return await self._engine.collect_log(application, seconds) if self._engine else False

    async def progress(self, job: DevelopmentJob) -> JobProgress:
        """Return the state; the stored one while nothing else can be had."""
        return await self._engine.progress(job) if self._engine else job.progress

    async def conversation(self, job: DevelopmentJob) -> ConversationState:
        """Return the conversation; the stored one while nothing else can be had."""
        return await self._engine.conversation(job) if self._engine else job.conversation

    async def ping(self) -> None:
        """Return when the engine is there and answers."""
        await self._there.ping()

    async def idle_queues(self) -> tuple[str, ...]:
        """Return the queues whose work nobody takes."""
        return await self._there.idle_queues()

    async def clean_up(self, host: str, *, dry_run: bool, by: str) -> CleanUpReport:
        """Clean a host up."""
        return await self._there.clean_up(host, dry_run=dry_run, by=by)
