"""A job engine in memory: real store and tracker, the rules of the workflows, no Temporal."""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass, field

from activities.resources.messages import CleanUpReport
from api.jobs import kind_of
from api.links import job_links
from models.applications import Application, ApplicationStatus, DesiredState
from models.backups import Backup
from models.base import utc_now
from models.conversation import YOU_DECIDE, AnswerValue, ConversationState, Question
from models.errors import Conflict, Unavailable
from models.jobs import (
    Decision,
    DevelopmentJob,
    ErrorReport,
    JobKind,
    JobPhase,
    JobProgress,
    JobResult,
    Pause,
)
from models.proposal import SummaryPart, SummarySection
from storage.metadata import MetadataStore
from tests import samples
from workflows.messages import (
    CreateApplicationInput,
    JobInput,
    ModifyApplicationInput,
    RollBackApplicationInput,
)
from workflows.tracker import Proposal, Tracker

_PROPOSAL = Proposal(
    samples.reading_list(),
    (
        SummarySection(
            part=SummaryPart.KEEPS, heading="What it keeps", sentences=("It keeps books.",)
        ),
    ),
)


@dataclass
class Run:
    """One running job."""

    start: JobInput
    tracker: Tracker
    conversation: ConversationState
    decision: Decision | None = None
    decided_by: str = ""
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None


class MemoryHosts:
    """Remembers what was asked of hosts."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    async def evacuate(self, host: str) -> None:
        self.asked.append(("evacuate", host))

    async def call_off(self, host: str) -> None:
        self.asked.append(("call off", host))

    async def forget(self, host: str) -> None:
        self.asked.append(("forget", host))


class MemoryEngine:
    """Carries jobs out in this process.

    Args:
        store: Where it publishes.
        questions: What each creation asks, unless it approves automatically.
    """

    def __init__(self, store: MetadataStore, questions: tuple[Question, ...] = ()) -> None:
        self.store = store
        self.questions = questions
        self.runs: dict[str, Run] = {}
        self.started: list[str] = []
        self.backed_up: list[tuple[Backup, str]] = []
        self.down = False
        self.idle: tuple[str, ...] = ()
        self.queries = 0
        self.hosts = MemoryHosts()
        self.collected: list[float] = []

    async def start(self, job: JobInput, *, priority: int) -> str:
        words = (
            job.request if isinstance(job, CreateApplicationInput | ModifyApplicationInput) else ""
        )
        return await self._start(job, kind_of(job), ConversationState(request=words))

    async def back_up(self, backup: Backup, *, host: str) -> None:
        if self.down:
            raise Unavailable("The engine was switched off.")
        self.backed_up.append((backup, host))

    async def answer(self, job: DevelopmentJob, answers: Mapping[str, AnswerValue]) -> None:
        run = self._running(job)
        asked = {question.id: question for question in run.conversation.questions}
        given = {
            key: asked[key].recommended if value == YOU_DECIDE else value
            for key, value in answers.items()
            if key in asked
        }
        run.conversation = run.conversation.model_copy(
            update={"answers": run.conversation.answers | given}
        )
        run.tracker.answered(run.conversation.open_questions)
        run.changed.set()

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
        run = self._running(job)
        run.decision, run.decided_by = decision, by
        run.changed.set()

    async def cancel(self, job: DevelopmentJob) -> None:
        task = self._running(job).task
        assert task is not None
        task.cancel()

    async def pause(self, job: DevelopmentJob, by: str) -> None:
        self._running(job).tracker.pause(Pause(by=by, at=samples.NOW))

    async def resume(self, job: DevelopmentJob, by: str) -> None:
        self._running(job).tracker.resume(by)

    async def apply_state(self, application: Application) -> None:
        if self.down:
            raise Unavailable("The engine was switched off.")
        stopped = application.desired_state is DesiredState.STOPPED
        status = ApplicationStatus.STOPPED if stopped else ApplicationStatus.RUNNING
        await self.store.update_application(application.id, status=status)

    async def collect_log(self, application: Application, seconds: float) -> bool:
        self.collected.append(seconds)
        await asyncio.sleep(seconds)
        return not self.down

    async def progress(self, job: DevelopmentJob) -> JobProgress:
        self.queries += 1
        run = self.runs.get(job.id)
        if self.down or run is None:
            return (await self.store.job(job.id)).progress
        return run.tracker.progress

    async def conversation(self, job: DevelopmentJob) -> ConversationState:
        run = self.runs.get(job.id)
        return run.conversation if run else job.conversation

    async def ping(self) -> None:
        if self.down:
            raise Unavailable("The engine was switched off.")

    async def idle_queues(self) -> tuple[str, ...]:
        await self.ping()
        return self.idle

    async def clean_up(self, host: str, *, dry_run: bool, by: str) -> CleanUpReport:
        await self.ping()
        return CleanUpReport(dry_run=dry_run)

    async def close(self) -> None:
        tasks = [run.task for run in self.runs.values() if run.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def finished(self, job_id: str) -> None:
        """Wait until a job has ended."""
        run = self.runs.get(job_id)
        if run is not None and run.task is not None:
            await asyncio.wait({run.task})

    def _running(self, job: DevelopmentJob) -> Run:
        if self.down:
            raise Unavailable("The engine was switched off.")
        try:
            return self.runs[job.id]
        except KeyError:
            raise Conflict("The job has ended.") from None

    async def _start(
        self, request: JobInput, kind: JobKind, conversation: ConversationState
    ) -> str:
        if self.down:
            raise Unavailable("The engine was switched off.")
        ids = request.job
        for run in self.runs.values():
            if run.start.job.application_id == ids.application_id:
                there = run.start.job.job_id
                if there == ids.job_id:
                    return f"run-{there}"
                raise Conflict(
                    "Another job is running on this application.",
                    links=job_links(there, ids.application_id),
                )
        run = Run(request, Tracker(ids, kind), conversation)
        self.runs[ids.job_id] = run
        self.started.append(ids.job_id)
        run.task = asyncio.create_task(self._carry_out(run, kind))
        return f"run-{ids.job_id}"

    async def _carry_out(self, run: Run, kind: JobKind) -> None:
        try:
            try:
                await _whole(self._open(run, kind))
                await self._story(run, kind)
            except asyncio.CancelledError:
                summary = "The job was cancelled; what it had begun was undone."
                run.tracker.finish(JobPhase.CANCELLED, JobResult(summary=summary))
            await self._close(run)
        finally:
            del self.runs[run.start.job.job_id]

    async def _open(self, run: Run, kind: JobKind) -> None:
        ids, start = run.start.job, run.start
        run.tracker.keep(order=start.order)
        record = DevelopmentJob(
            id=ids.job_id,
            application_id=ids.application_id,
            owner=ids.owner,
            kind=kind,
            request=run.conversation.request,
            run_id=f"run-{ids.job_id}",
            correlation_id=ids.correlation_id,
            retry_of=start.retry_of,
            created_at=start.created_at,
            updated_at=start.created_at,
            progress=run.tracker.progress,
            conversation=run.conversation,
        )
        application = start.application if isinstance(start, CreateApplicationInput) else None
        await self.store.open_job(record, application)

    async def _story(self, run: Run, kind: JobKind) -> None:
        await self._enter(run, JobPhase.ANALYSING, "Reading what you wrote")
        talks = (
            isinstance(run.start, CreateApplicationInput | ModifyApplicationInput)
            and not run.start.auto_approve
        )
        if talks:
            await self._talk(run, kind)
        if run.decision is Decision.REJECT:
            report = ErrorReport(
                code="rejected",
                title="Rejected",
                detail="You rejected it.",
                remedy="Ask again.",
                phase=JobPhase.AWAITING_APPROVAL,
                correlation_id=run.start.job.correlation_id,
            )
            run.tracker.fail(JobPhase.CANCELLED, report)
            return
        await self._enter(run, JobPhase.BUILDING, "Writing the program")
        run.tracker.judged(samples.quality_report())
        await self._enter(run, JobPhase.DEPLOYING, "Putting it live")
        run.tracker.finish(JobPhase.DONE, await self._result(run, kind))

    async def _talk(self, run: Run, kind: JobKind) -> None:
        if self.questions and kind is JobKind.CREATE:
            run.conversation = run.conversation.model_copy(update={"questions": self.questions})
            run.tracker.enter(JobPhase.GATHERING_REQUIREMENTS, "Please answer")
            run.tracker.ask(self.questions, "Please answer", samples.NOW)
            await self._publish(run)
            while run.conversation.open_questions:
                await self._change(run)
        while run.decision in (None, Decision.CHANGE):
            run.decision = None
            run.tracker.enter(JobPhase.AWAITING_APPROVAL, "Please look")
            run.tracker.propose(_PROPOSAL, "Please look", samples.NOW)
            await self._publish(run)
            while run.decision is None:
                await self._change(run)

    async def _result(self, run: Run, kind: JobKind) -> JobResult:
        application_id = run.start.job.application_id
        number = 1
        if kind in {JobKind.CREATE, JobKind.MODIFY}:
            number = await self.store.reserve_version(application_id, run.start.job.job_id)
            await self.store.add_version(
                samples.version(application_id, number, job_id=run.start.job.job_id)
            )
        elif isinstance(run.start, RollBackApplicationInput):
            number = run.start.version
        changes: dict[str, object] = {
            "status": ApplicationStatus.RUNNING,
            "current_version": number,
        }
        if kind is JobKind.DELETE:
            changes = {"status": ApplicationStatus.DELETED, "deleted_at": utc_now()}
        await self.store.update_application(application_id, **changes)
        return JobResult(version=number, url="http://reading-list.localhost", summary="Done.")

    async def _change(self, run: Run) -> None:
        await run.changed.wait()
        run.changed.clear()

    async def _enter(self, run: Run, phase: JobPhase, message: str) -> None:
        run.tracker.enter(phase, message)
        await self._publish(run)

    async def _publish(self, run: Run) -> None:
        publishing = self.store.publish(
            run.start.job.job_id,
            run.tracker.progress,
            run.tracker.take_unpublished(),
            run.conversation,
        )
        await _whole(publishing)

    async def _close(self, run: Run) -> None:
        await self.store.close_job(
            run.start.job.job_id, run.tracker.progress, run.tracker.take_unpublished()
        )


async def _whole(step: Coroutine[None, None, None]) -> None:
    """Carry a step out to its end; a cancellation takes effect after it."""
    task = asyncio.ensure_future(step)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
