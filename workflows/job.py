"""What every job has in common: the steps that it takes, and how it ends."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from temporalio import workflow
from temporalio.exceptions import ActivityError, FailureError, is_cancelled_exception

from workflows import patches

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
    from models.conversation import ConversationState, Question, answered
    from models.jobs import DevelopmentJob, JobKind, JobPhase, JobResult
    from temporal import task_queues
    from workflows import policies
    from workflows.dialogue import JobDialogue
    from workflows.failures import JobStopped, half_undone, report_of, workflow_failure
    from workflows.lost_hosts import HostLost
    from workflows.messages import JobInput, JobOutcome
    from workflows.outlasting import outlasted
    from workflows.saga import Saga
    from workflows.showing import show

Result = TypeVar("Result")


class JobWorkflow(JobDialogue):
    """Base of the workflows that carry out a job; a subclass tells the story in its ``run``."""

    def __init__(self, request: JobInput, kind: JobKind, words: str = "") -> None:
        super().__init__(request, kind, words)
        self.adopted: Adopted | None = None
        """What a failed job left, if this one goes on from there."""
        self.saga = Saga()
        self.details = ""
        """What else operators see in the Web UI, in Markdown."""
        self.deletes = False
        """Whether the application is gone once this job is done."""
        self.erases_sources = False
        self.ends_carefully = False
        """Whether nothing is undone that is recorded, and no failed undo gets in the way."""
        self.whole_steps = False
        """Whether steps that belong together are taken or undone as one."""
        self.remedies: list[str] = []
        """What else the owner of a job that ended early can do."""
        self.halts = False
        """Whether the application must not run as the job leaves it."""
        self._midway = False
        """Whether it must not be left as it is now."""
        self._retry_of = request.retry_of
        self._created_at = request.created_at
        self._saved_conversation: ConversationState | None = None
        self._notes = asyncio.Lock()

    @property
    def host_queue(self) -> str:
        """Task queue of the host that the application runs on."""
        return task_queues.host_queue(self.host)

    def approver(self, *, automatically: bool) -> str:
        """Return who approved the specification: whoever decided, or ``auto``."""
        if automatically:
            return "auto"
        if self.adopted is not None and self.adopted.approved_by:
            return self.adopted.approved_by
        decision = self.hearing.decision
        return (decision.by if decision else "") or self.job.owner

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
        """Run one activity and return its result; a paused job waits before most.

        Raises:
            HostLost: The host that it runs on was given up.
        """
        if not self._ending and not self._midway:  # what is undone is undone at once
            await self.pausing.passed(self.publish)
        self.lost_hosts.check(queue)
        step = workflow.start_activity_method(
            method, argument, task_queue=queue, summary=summary, **options
        )
        result: Result = await self.lost_hosts.wait_for(step, queue)
        self._stop_if_cancelled()
        return result

    async def go_midway(self) -> None:
        """Begin steps that must not be left half way: no pause holds them until the record."""
        if self.whole_steps and not self._midway:
            await self.pausing.passed(self.publish)
            self._midway = True

    async def undo(self) -> tuple[str, ...]:
        """Undo what was done so far, for another try; return the names of what could not be."""
        self._midway = self.whole_steps
        failed = await self.saga.compensate()
        self._midway = False
        return failed

    async def tidy_up(self, step: Awaitable[object], told: str) -> bool:
        """Take away what is of no use any more, and return whether that worked.

        What is recorded is done, so that a leftover is told and fails no job.
        """
        try:
            await step
        except (ActivityError, HostLost) as problem:
            if not self.whole_steps or is_cancelled_exception(problem):
                raise
            self.tracker.tell(self.tracker.progress.phase, told)
            return False
        return True

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
        self._midway = False
        if self._was_cancelled():
            self.cancel_story()
        self._stop_if_cancelled()
        return result

    def go_on_for_good(self, because: str) -> None:
        """Pass a point of no return: what follows can't be undone, so no cancellation stops it.

        Args:
            because: Told to whoever cancels nevertheless.
        """
        self._stop_if_cancelled()
        self._for_good, self._why_for_good = True, because

    async def _outlasted(self, note: Coroutine[Any, Any, Result]) -> Result:
        try:
            # Whoever cancels has left word of it, which is looked for when the note has ended.
            return await outlasted(asyncio.create_task(note), lambda: None)
        except FailureError:
            self._stop_if_cancelled()
            raise

    async def _take(
        self,
        method: Callable[..., Awaitable[Result]],
        argument: Any,
        options: dict[str, Any] = policies.BOOKKEEPING,
    ) -> Result:
        async with self._notes:
            return await workflow.execute_local_activity_method(method, argument, **options)

    def _was_cancelled(self) -> bool:
        return self._cancel_requested or workflow.cancellation_reason() is not None

    def _stop_if_cancelled(self) -> None:
        """Go on with a cancellation that arrived while a step was just being completed.

        The SDK takes such a cancellation as one that came too late for that step, and drops it.
        """
        cancelled = self._was_cancelled() and not self._for_good
        if (cancelled or self._gives_way is not None) and not self._ending:
            raise asyncio.CancelledError

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
        show(progress, self.details)
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

        self.ends_carefully = workflow.patched(patches.CAREFUL_ENDINGS)
        self.hearing.keeps_early = self.whole_steps = workflow.patched(patches.WHOLE_STEPS)
        self._story = asyncio.create_task(told())
        if self._cancel_requested or self._gives_way is not None:
            self._story.cancel()
        try:
            result = await self._end_of(self._story)
        except (FailureError, JobStopped, asyncio.CancelledError) as error:
            return await self._uninterrupted(self._end_early(error))
        return await self._uninterrupted(self._end_well(result))

    async def _uninterrupted(self, ending: Coroutine[Any, Any, JobOutcome]) -> JobOutcome:
        """End as it began to: no cancellation leaves an undo half done, or the records open."""
        self._ending = True
        return await outlasted(asyncio.create_task(ending), lambda: None)

    async def _end_well(self, result: JobResult) -> JobOutcome:
        self.tracker.finish(JobPhase.DONE, result)
        await self._close_records(done=True)
        return JobOutcome(phase=JobPhase.DONE, result=result)

    async def _end_of(self, story: asyncio.Task[JobResult]) -> JobResult:
        """Wait for the story; a cancellation by way of Temporal is one like its owner's."""
        if self.ends_carefully:
            return await outlasted(story, self.cancel_story)
        return await story

    async def _end_early(self, error: BaseException) -> JobOutcome:
        stopped_in = self.tracker.progress.phase
        if self._cancel_requested and isinstance(error, HostLost):
            error = asyncio.CancelledError()  # it has to end anyway, and its owner said how
        elif self._gives_way is not None and not self._cancel_requested:
            error = self._gives_way
        failed = await self.saga.compensate()
        if is_cancelled_exception(error):
            return await self._end_cancelled(error, undone=not failed)
        report = report_of(error, stopped_in, self.job.correlation_id, self.remedies)
        phase = error.phase if isinstance(error, JobStopped) else JobPhase.FAILED
        if failed and not isinstance(error, HostLost):
            report = half_undone(report, error)
            phase = JobPhase.FAILED if phase is JobPhase.ROLLED_BACK else phase
        self.tracker.fail(phase, report)
        await self._close_records()
        if phase is JobPhase.CANCELLED:
            return JobOutcome(phase=phase)
        raise workflow_failure(report) from error

    async def _end_cancelled(self, error: BaseException, *, undone: bool) -> JobOutcome:
        what = "what it had begun was undone" if undone else "what it had begun was undone in part"
        summary = " ".join((f"The job was cancelled; {what}.", *self.remedies))
        self.tracker.finish(JobPhase.CANCELLED, JobResult(summary=summary))
        await self._close_records()
        if self._cancel_requested:
            return JobOutcome(phase=JobPhase.CANCELLED)
        raise error

    async def _close_records(self, *, done: bool = False) -> None:
        progress = self.tracker.progress
        show(progress, self.details)
        closed = CloseJobInput(
            job=self.job,
            progress=progress,
            events=self.tracker.take_unpublished(),
            deleted=done and self.deletes,
            erase_sources=done and self.erases_sources,
            halted=self.halts,
        )
        await self._take(RecordsActivities.close_job, closed, policies.CLOSING)
