"""What every job can be told and asked: its signals and queries."""

import asyncio

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from models.conversation import ConversationPhase, ConversationState, answered
    from models.jobs import JobKind, JobProgress, JobResult
    from models.specification import ApplicationSpecification
    from workflows.hearing import Hearing
    from workflows.ids import QueryName, SignalName
    from workflows.lost_hosts import HostLost, LostHosts
    from workflows.messages import (
        AnswerSignal,
        DecisionSignal,
        HostLostSignal,
        JobInput,
        PauseSignal,
    )
    from workflows.pausing import Pausing
    from workflows.tracker import Tracker

_RECORDED = "what was asked for is done and recorded, and stays"


class JobDialogue:
    """What the outside says to a job and asks it, and the state that both speak of."""

    def __init__(self, request: JobInput, kind: JobKind, words: str = "") -> None:
        self.job = request.job
        self.policy = request.policy
        self.host = request.policy.host
        """Where the application runs, or will: told when the job opens, or chosen later."""
        self.lost_hosts = LostHosts(kind, request.job.job_id)
        self.tracker = Tracker(request.job, kind)
        self.tracker.keep(order=request.order)
        self.pausing = Pausing(self.tracker)
        self.conversation = ConversationState(request=words)
        self.hearing = Hearing()
        self._story: asyncio.Task[JobResult] | None = None
        self._cancel_requested = False
        self._for_good = False
        """Whether nothing is undone any more: as it is recorded, or as it can't be."""
        self._why_for_good = _RECORDED
        self._gives_way: HostLost | None = None
        self._ending = False

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
        self.cancel_story()

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

    # What a cancellation does.

    def cancel_story(self) -> None:
        """End the story here; one that can't be undone any more is told to its end at once."""
        if not self._for_good:
            if self._story is not None:
                self._story.cancel()
            return
        self._cancel_requested = False
        if not self._ending:
            phase = self.tracker.progress.phase
            self.tracker.tell(phase, f"It is too late to cancel: {self._why_for_good}.")
            self.pausing.resume(self.job.owner, workflow.now())
