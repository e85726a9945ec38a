"""What every job has in common: its state, what can be told and asked, and how it ends."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from temporalio import workflow
from temporalio.exceptions import (
    ApplicationError,
    ApplicationErrorCategory,
    FailureError,
    is_cancelled_exception,
)

with workflow.unsafe.imports_passed_through():
    from activities.records.activities import RecordsActivities
    from activities.records.messages import (
        AdoptInput,
        CloseJobInput,
        OpenJobInput,
        OpenJobResult,
        PublishInput,
    )
    from models.applications import Application
    from models.checkpoints import Adopted
    from models.conversation import (
        ConversationPhase,
        ConversationState,
        Question,
        answered,
    )
    from models.jobs import (
        DevelopmentJob,
        ErrorReport,
        JobKind,
        JobPhase,
        JobProgress,
        JobResult,
    )
    from models.specification import ApplicationSpecification
    from temporal import task_queues
    from temporal.search_attributes import PHASE
    from workflows import policies
    from workflows.failures import JobStopped, report_of
    from workflows.hearing import Hearing
    from workflows.ids import QueryName, SignalName
    from workflows.lost_hosts import HostLost, LostHosts
    from workflows.messages import (
        AnswerSignal,
        DecisionSignal,
        HostLostSignal,
        JobInput,
        JobOutcome,
        PauseSignal,
    )
    from workflows.outlasting import outlasted
    from workflows.pausing import Pausing
    from workflows.saga import Saga
    from workflows.tracker import Tracker

Result = TypeVar("Result")

_ENDINGS = "careful-endings"
"""Runs from before go on to end as they began."""
_TOO_LATE = "It is too late to cancel: what was asked for is done and recorded, and stays."


class JobWorkflow:
    """Base of the workflows that carry out a job; a subclass tells the story in its ``run``."""

    def __init__(self, request: JobInput, kind: JobKind, words: str = "") -> None:
        self.job = request.job
        self.policy = request.policy
        self.host = request.policy.host
        """Where the application runs, or will: told when the job opens, or chosen later."""
        self.lost_hosts = LostHosts(kind, request.job.job_id)
        self.tracker = Tracker(request.job, kind)
        self.tracker.keep(order=request.order)
        self.pausing = Pausing(self.tracker)
        self.adopted: Adopted | None = None
        """What a failed job left, if this one goes on from there."""
        self._retry_of = request.retry_of
        self.saga = Saga()
        self.details = ""
        """What else operators see in the Web UI, in Markdown."""
        self.conversation = ConversationState(request=words)
        self.hearing = Hearing()
        self.deletes = False
        """Whether the application is gone once this job is done."""
        self.erases_sources = False
        self.ends_carefully = False
        """Whether nothing is undone that is recorded, and no failed undo gets in the way."""
        self._created_at = request.created_at
        self._saved_conversation: ConversationState | None = None
        self._story: asyncio.Task[JobResult] | None = None
        self._cancel_requested = False
        self._for_good = False
        """Whether what the job has done is recorded: from then on nothing is undone."""
        self._gives_way: HostLost | None = None
        self._ending = False
        self._notes = asyncio.Lock()

    # What can be told: duplicates and late ones are harmless.

    @workflow.signal(name=SignalName.ANSWER)
    def answer(self, signal: AnswerSignal) -> None:
        """Take answers to questions that were asked; the later one to the same question wins.

        What comes after the agreement is ignored.
        """
        if self.hearing.agreed or self.conversation.phase is ConversationPhase.COMPLETED:
            return
        asked = [question.id for question in self.conversation.questions]
        self.hearing.keep_answers(signal.answers, asked)
        self.conversation = answered(self.conversation, signal.answers)
        self.tracker.answered(self.conversation.open_questions)

    @workflow.signal(name=SignalName.DECIDE)
    def decide(self, signal: DecisionSignal) -> None:
        """Take a decision on what is waited for, or keep it until that is asked."""
        self.hearing.decide(signal, self.conversation.answers)

    @workflow.signal(name=SignalName.CANCEL)
    def cancel(self) -> None:
        """Stop the job and undo what it did, unless that is recorded already."""
        self._cancel_requested = True
        self._cancel_story()

    @workflow.signal(name=SignalName.PAUSE)
    def pause(self, signal: PauseSignal) -> None:
        """End the current step, and wait before the next one."""
        if not self._ending:
            self.pausing.pause(signal.by, workflow.now())

    @workflow.signal(name=SignalName.RESUME)
    def resume(self, signal: PauseSignal) -> None:
        """Go on after a pause."""
        self.pausing.resume(signal.by, workflow.now())

    @workflow.signal(name=SignalName.HOST_LOST)
    def host_lost(self, signal: HostLostSignal) -> None:
        """Wait for nothing on that host any more; end where the application is moved meanwhile."""
        if signal.job_id != self.job.job_id:
            return
        self.lost_hosts.lose(signal.host)
        if signal.gives_way and not self._ending:
            self._gives_way = self.lost_hosts.problem(signal.host)
            if self._story is not None:
                self._story.cancel()

    def approver(self, *, automatically: bool) -> str:
        """Return who approved the specification: whoever decided, or ``auto``."""
        if automatically:
            return "auto"
        if self.adopted is not None and self.adopted.approved_by:
            return self.adopted.approved_by
        decision = self.hearing.decision
        return (decision.by if decision else "") or self.job.owner

    # What can be asked.

    @workflow.query(name=QueryName.PROGRESS)
    def progress(self) -> JobProgress:
        """Return the whole small state."""
        return self.tracker.progress

    @workflow.query(name=QueryName.CONVERSATION)
    def conversation_state(self) -> ConversationState:
        """Return the conversation."""
        return self.conversation

    @workflow.query(name=QueryName.SPECIFICATION)
    def specification(self) -> ApplicationSpecification | None:
        """Return the specification as it stands, if there is one."""
        return self.tracker.progress.specification

    @property
    def host_queue(self) -> str:
        """Task queue of the host that the application runs on."""
        return task_queues.host_queue(self.host)

    # Steps that every story uses.

    async def act(
        self,
        method: Callable[..., Awaitable[Result]],
        argument: Any,
        options: dict[str, Any],
        *,
        queue: str | None = None,
        summary: str | None = None,
    ) -> Result:
        """Run one activity and return its result; a paused job waits before it.

        Raises:
            HostLost: The host that it runs on was given up.
        """
        if not self._ending:  # what is undone is undone at once
            await self.pausing.passed(self.publish)
        self.lost_hosts.check(queue)
        step = workflow.start_activity_method(
            method, argument, task_queue=queue, summary=summary, **options
        )
        result: Result = await self.lost_hosts.wait_for(step, queue)
        self._stop_if_cancelled()
        return result

    async def note(self, method: Callable[..., Awaitable[Result]], argument: Any) -> Result:
        """Run one short bookkeeping step as a local activity and return its result.

        Notes are taken one after the other, and a cancellation interrupts none of them.
        """
        result = await asyncio.shield(self._take(method, argument))
        self._stop_if_cancelled()
        return result

    async def note_for_good(
        self, method: Callable[..., Awaitable[Result]], argument: Any
    ) -> Result:
        """Take the note that makes a version, or a host, the application's.

        What is recorded is never undone: a cancellation that arrives meanwhile waits until it is
        known whether the note was taken, and comes too late if it was.
        """
        if self.ends_carefully:
            result = await self._outlasted(self._take(method, argument))
            self._for_good = True
        else:
            result = await self.note(method, argument)
        self.tracker.keep(recorded=True)
        self.saga.discard()
        if self._was_cancelled():
            self._cancel_story()
        self._stop_if_cancelled()
        return result

    async def _outlasted(self, note: Coroutine[Any, Any, Result]) -> Result:
        try:
            # Whoever cancels has left word of it, which is looked for when the note has ended.
            return await outlasted(asyncio.create_task(note), lambda: None)
        except FailureError:
            self._stop_if_cancelled()
            raise

    async def _take(self, method: Callable[..., Awaitable[Result]], argument: Any) -> Result:
        async with self._notes:
            return await workflow.execute_local_activity_method(
                method, argument, **policies.BOOKKEEPING
            )

    def _was_cancelled(self) -> bool:
        return self._cancel_requested or workflow.cancellation_reason() is not None

    def _stop_if_cancelled(self) -> None:
        """Go on with a cancellation that arrived while a step was just being completed.

        The SDK takes such a cancellation as one that came too late for that step, and drops it.
        """
        cancelled = self._was_cancelled() and not self._for_good
        if (cancelled or self._gives_way is not None) and not self._ending:
            raise asyncio.CancelledError

    def _cancel_story(self) -> None:
        """End the story here; one that can't be undone any more is told to its end at once."""
        if not self._for_good:
            if self._story is not None:
                self._story.cancel()
            return
        self._cancel_requested = False
        if not self._ending:
            phase = self.tracker.progress.phase
            self.tracker.tell(phase, _TOO_LATE)
            self.pausing.resume(self.job.owner, workflow.now())

    async def go_elsewhere(self, lost: HostLost) -> None:
        """Find another host for what has not begun to run; most jobs work where the data is.

        Raises:
            HostLost: This job can't.
        """
        raise lost

    async def open(
        self, phase: JobPhase, message: str, application: Application | None = None
    ) -> OpenJobResult:
        """Make sure that the records of this job exist, and begin its first phase."""
        self.tracker.enter(phase, message)
        info = workflow.info()
        record = DevelopmentJob(
            id=self.job.job_id,
            application_id=self.job.application_id,
            owner=self.job.owner,
            kind=self.tracker.progress.kind,
            request=self.conversation.request,
            run_id=info.run_id,
            correlation_id=self.job.correlation_id,
            retry_of=self._retry_of,
            created_at=self._created_at,
            updated_at=self._created_at,
            progress=self.tracker.progress,
            conversation=self.conversation,
        )
        opened = await self.note(
            RecordsActivities.open_job,
            OpenJobInput(
                job=record, application=application, events=self.tracker.take_unpublished()
            ),
        )
        if opened.application.deployment is not None:
            self.host = opened.application.deployment.host
        if self._retry_of is not None:
            self.adopted = await self.note(
                RecordsActivities.adopt, AdoptInput(job=self.job, failed=self._retry_of)
            )
            self.conversation = self.adopted.conversation
        return opened

    async def enter(self, phase: JobPhase, message: str) -> None:
        """Begin a phase and publish it."""
        self.tracker.enter(phase, message)
        await self.publish()

    def mark(self, milestone: str, **data: Any) -> None:
        """Reach a milestone that is told together with the phase that follows at once."""
        self.tracker.reach(milestone, **data)

    async def reach(self, milestone: str, **data: Any) -> None:
        """Reach a milestone and publish it."""
        self.tracker.reach(milestone, **data)
        await self.publish()

    async def publish(self) -> None:
        """Store the state, and the events that tell of its changes, for everybody who follows."""
        progress = self.tracker.progress
        _show(progress, self.details)
        conversation = None if self._saved_conversation == self.conversation else self.conversation
        self._saved_conversation = self.conversation
        await self.note(
            RecordsActivities.publish,
            PublishInput(
                job=self.job,
                progress=progress,
                events=self.tracker.take_unpublished(),
                conversation=conversation,
            ),
        )

    def ask(self, questions: tuple[Question, ...]) -> None:
        """Keep the questions of the conversation, and take what was answered already."""
        self.conversation = self.conversation.model_copy(update={"questions": questions})
        self.conversation = answered(self.conversation, self.hearing.take_answers())

    # How a job ends.

    async def carry_out(self, story: Callable[[], Awaitable[JobResult]]) -> JobOutcome:
        """Run the story to its end, whatever that is, and leave the records saying so."""

        async def told() -> JobResult:
            return await story()

        self.ends_carefully = workflow.patched(_ENDINGS)
        self._story = asyncio.create_task(told())
        if self._cancel_requested or self._gives_way is not None:
            self._story.cancel()
        try:
            result = await self._end_of(self._story)
        except (FailureError, JobStopped, asyncio.CancelledError) as error:
            return await self._end_early(error)
        self._ending = True
        self.tracker.finish(JobPhase.DONE, result)
        await self._close_records(done=True)
        return JobOutcome(phase=JobPhase.DONE, result=result)

    async def _end_of(self, story: asyncio.Task[JobResult]) -> JobResult:
        """Wait for the story; a cancellation by way of Temporal is one like its owner's."""
        if self.ends_carefully:
            return await outlasted(story, self._cancel_story)
        return await story

    async def _end_early(self, error: BaseException) -> JobOutcome:
        self._ending = True
        stopped_in = self.tracker.progress.phase
        if self._cancel_requested and isinstance(error, HostLost):
            error = asyncio.CancelledError()  # it has to end anyway, and its owner said how
        elif self._gives_way is not None and not self._cancel_requested:
            error = self._gives_way
        await self.saga.compensate()
        if is_cancelled_exception(error):
            return await self._end_cancelled(error)
        report = report_of(error, stopped_in, self.job.correlation_id)
        phase = error.phase if isinstance(error, JobStopped) else JobPhase.FAILED
        self.tracker.fail(phase, report)
        await self._close_records()
        if phase is JobPhase.CANCELLED:
            return JobOutcome(phase=phase)
        raise _workflow_failure(report) from error

    async def _end_cancelled(self, error: BaseException) -> JobOutcome:
        summary = "The job was cancelled; what it had begun was undone."
        self.tracker.finish(JobPhase.CANCELLED, JobResult(summary=summary))
        await self._close_records()
        if self._cancel_requested:
            return JobOutcome(phase=JobPhase.CANCELLED)
        raise error

    async def _close_records(self, *, done: bool = False) -> None:
        progress = self.tracker.progress
        _show(progress, self.details)
        await self.note(
            RecordsActivities.close_job,
            CloseJobInput(
                job=self.job,
                progress=progress,
                events=self.tracker.take_unpublished(),
                deleted=done and self.deletes,
                erase_sources=done and self.erases_sources,
            ),
        )


def _show(progress: JobProgress, details: str) -> None:
    """Tell operators in the Web UI where the job stands."""
    shown = workflow.info().typed_search_attributes.get(PHASE)
    if shown != progress.phase.value:
        workflow.upsert_search_attributes([PHASE.value_set(progress.phase.value)])
    done = "".join(f"\n- {m.description}" for m in progress.milestones if m.reached)
    workflow.set_current_details(f"**{progress.percentage} %** {progress.message}{done}{details}")


def _workflow_failure(report: ErrorReport) -> ApplicationError:
    return ApplicationError(
        report.detail,
        type=report.code,
        non_retryable=True,
        category=ApplicationErrorCategory.BENIGN,
    )
