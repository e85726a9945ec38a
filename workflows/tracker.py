"""The state of a job and the events that tell of its changes; pure, so that it replays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.conversation import Question
from models.decisions import OpenDecision
from models.jobs import (
    ErrorReport,
    EventDraft,
    EventKind,
    JobContext,
    JobKind,
    JobPhase,
    JobProgress,
    JobResult,
    Pause,
)
from models.proposal import Estimate, SummarySection, flattened
from models.quality import QualityReport
from models.queue import QueuePlace
from models.specification import ApplicationSpecification
from models.usage import JobUsage
from workflows.milestones import milestones_of, share_of_building, with_stages


@dataclass(frozen=True)
class Proposal:
    """What the owner is asked to approve."""

    specification: ApplicationSpecification
    sections: tuple[SummarySection, ...]
    estimate: Estimate | None = None
    refusal: str = ""
    """Why the newest wish was not taken up; empty when it was."""


class Tracker:
    """Holds a job's progress; each change grows its sequence and leaves an event to publish."""

    def __init__(self, job: JobContext, kind: JobKind) -> None:
        self.progress = JobProgress(
            job_id=job.job_id,
            application_id=job.application_id,
            kind=kind,
            phase=JobPhase.ANALYSING,
            milestones=milestones_of(kind),
        )
        self._unpublished: list[EventDraft] = []
        self._before_pause = ""

    def enter(self, phase: JobPhase, message: str) -> None:
        """Begin a phase; entering the current one again only changes the message."""
        if phase is not self.progress.phase or not self.progress.message:
            self._change(EventKind.PHASE, message, phase=phase)
        else:
            self._set(message=message)

    def tell(self, phase: JobPhase, message: str) -> None:
        """Begin a phase or go on in it; people hear of it in any case."""
        self._change(EventKind.PHASE, message, phase=phase)

    def reach(self, name: str, **data: Any) -> None:
        """Reach a milestone; reaching it again changes nothing. ``data`` goes into the event."""
        (milestone,) = (m for m in self.progress.milestones if m.name == name)
        if milestone.reached:
            return
        reached = milestone.model_copy(update={"reached": True})
        milestones = tuple(reached if m.name == name else m for m in self.progress.milestones)
        self._change(
            EventKind.MILESTONE,
            milestone.description,
            data={"milestone": name, **data},
            milestones=milestones,
            percentage=max(self.progress.percentage, milestone.percentage),
        )

    def ask(self, questions: tuple[Question, ...], message: str, until: datetime) -> None:
        """Wait for answers to these questions."""
        self._set(questions=questions)
        data = {"questions": _told(questions), "deadline": until.isoformat()}
        self._change(EventKind.QUESTION, message, data=data)

    def answered(self, still_open: tuple[Question, ...]) -> None:
        """Take answered questions away."""
        self._set(questions=still_open)

    def propose(self, proposal: Proposal, message: str, until: datetime) -> None:
        """Show a specification and wait for a decision on it."""
        self.specified(proposal)
        sections = [section.model_dump(mode="json") for section in proposal.sections]
        data: dict[str, Any] = {
            "summary": list(flattened(proposal.sections)),
            "sections": sections,
            "deadline": until.isoformat(),
        }
        if proposal.refusal:
            data["refusal"] = proposal.refusal
        self._set(proposals=self.progress.proposals + 1)
        self._change(EventKind.DECISION_NEEDED, message, data=data)

    def specified(self, proposal: Proposal) -> None:
        """Keep the specification as it stands now."""
        self._set(
            specification=proposal.specification,
            specification_summary=flattened(proposal.sections),
            summary_sections=proposal.sections,
            estimate=proposal.estimate,
        )

    def agree(self, proposal: Proposal, at: datetime) -> None:
        """Keep the specification that was agreed on, and when."""
        self.specified(proposal)
        self._set(approved_at=at)

    def remind(self, message: str, kind: EventKind, until: datetime) -> None:
        """Say again that somebody is waited for, and until when."""
        data: dict[str, Any] = {"reminder": True, "deadline": until.isoformat()}
        if kind is EventKind.QUESTION:
            data["questions"] = _told(self.progress.questions)
        elif self.progress.decision is not None:
            data["decision"] = self.progress.decision.model_dump(mode="json")
        self._change(kind, message, data=data)

    def judged(self, quality: QualityReport) -> None:
        """Keep the quality report."""
        self._set(quality=quality)

    def built_by(self, builder: str) -> None:
        """Keep who writes the code."""
        self._set(builder=builder)

    def plan(self, stages: Sequence[tuple[str, int]]) -> None:
        """Show the stages of a plan, with the number of tasks of each, among the milestones."""
        self._set(milestones=with_stages(self.progress.milestones, stages))

    def deployment_planned(self, message: str, plan: dict[str, Any]) -> None:
        """Tell what the deployment will do."""
        self._change(EventKind.PHASE, message, data={"plan": plan})

    def advance(self, done: int, total: int, message: str) -> None:
        """Tell how many tasks of a plan are done, and what is next; never steps back."""
        share = share_of_building(self.progress.milestones, done, total)
        percentage = max(self.progress.percentage, share)
        data = {"tasks_done": done, "tasks": total}
        self._change(EventKind.PHASE, message, data=data, percentage=percentage)

    def used(self, usage: JobUsage) -> None:
        """Keep what a coding agent has used."""
        self._set(usage=usage)

    def wait_for(self, decision: OpenDecision) -> None:
        """Wait for what only the owner can decide."""
        data = {"decision": decision.model_dump(mode="json")}
        self._change(EventKind.DECISION_NEEDED, decision.title, data=data, decision=decision)

    def decided(self) -> None:
        """Take the open decision away."""
        self._set(decision=None)

    def line_up(self, place: QueuePlace) -> None:
        """Wait in line; the percentage stays, and the next phase ends it."""
        data = {"queue": place.model_dump(mode="json")}
        self._change(EventKind.PHASE, place.told, data=data, phase=JobPhase.QUEUED, queue=place)

    def let_in(self) -> None:
        """Take the place in line away."""
        self._set(queue=None)

    def pause(self, pause: Pause) -> None:
        """Say that the job waits before its next step."""
        self._before_pause = self.progress.message
        told = f"Paused by {pause.by or 'somebody'}; the step that runs is ended first."
        data = {"paused": pause.model_dump(mode="json")}
        self._change(EventKind.PHASE, told, data=data, paused=pause)

    def resume(self, by: str) -> None:
        """Say that the job goes on where it was."""
        told = f"Resumed by {by or 'somebody'}."
        self._change(EventKind.PHASE, told, data={"paused": None}, paused=None)
        self._set(message=self._before_pause)

    def keep(self, **changes: Any) -> None:
        """Note what another job would go on from."""
        checkpoint = self.progress.checkpoint.model_copy(update=changes)
        # Nobody is shown it, so that it is no change of the state that is counted.
        self.progress = self.progress.model_copy(update={"checkpoint": checkpoint})

    @property
    def has_unpublished(self) -> bool:
        """Whether there are events to publish."""
        return bool(self._unpublished)

    def finish(self, phase: JobPhase, result: JobResult) -> None:
        """End well (done, or cancelled as asked)."""
        percentage = 100 if phase is JobPhase.DONE else self.progress.percentage
        self._change(
            EventKind.DONE,
            result.summary,
            phase=phase,
            percentage=percentage,
            data={"result": result.model_dump(mode="json")},
            result=result,
            questions=(),
            decision=None,
            queue=None,
            paused=None,
        )

    def fail(self, phase: JobPhase, error: ErrorReport) -> None:
        """End badly, saying why and what to do."""
        self._change(
            EventKind.FAILED,
            error.detail,
            phase=phase,
            data={"error": error.model_dump(mode="json")},
            error=error,
            questions=(),
            decision=None,
            queue=None,
            paused=None,
        )

    def take_unpublished(self) -> tuple[EventDraft, ...]:
        """Return the events since the last call, oldest first."""
        events = tuple(self._unpublished)
        self._unpublished.clear()
        return events

    def _change(
        self,
        kind: EventKind,
        message: str,
        *,
        data: dict[str, Any] | None = None,
        **changes: Any,
    ) -> None:
        self._set(message=message, **changes)
        self._unpublished.append(
            EventDraft(
                key=f"state:{self.progress.sequence}",
                kind=kind,
                phase=self.progress.phase,
                percentage=self.progress.percentage,
                message=message,
                data=data or {},
            )
        )

    def _set(self, **changes: Any) -> None:
        changes["sequence"] = self.progress.sequence + 1
        self.progress = self.progress.model_copy(update=changes)


def _told(questions: tuple[Question, ...]) -> list[dict[str, Any]]:
    return [question.model_dump(mode="json") for question in questions]
