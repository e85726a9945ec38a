"""The state of a job and the events that tell of its changes; pure, so that it replays."""

from typing import Any

from models.conversation import Question
from models.jobs import (
    ErrorReport,
    EventDraft,
    EventKind,
    JobContext,
    JobKind,
    JobPhase,
    JobProgress,
    JobResult,
)
from models.quality import QualityReport
from models.specification import ApplicationSpecification
from workflows.milestones import milestones_of


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

    def enter(self, phase: JobPhase, message: str) -> None:
        """Begin a phase; entering the current one again only changes the message."""
        if phase is not self.progress.phase or not self.progress.message:
            self._change(EventKind.PHASE, message, phase=phase)
        else:
            self._set(message=message)

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

    def ask(self, questions: tuple[Question, ...], message: str) -> None:
        """Wait for answers to these questions."""
        data = {"questions": [question.model_dump(mode="json") for question in questions]}
        self._change(EventKind.QUESTION, message, data=data, questions=questions)

    def answered(self, still_open: tuple[Question, ...]) -> None:
        """Take answered questions away."""
        self._set(questions=still_open)

    def propose(
        self, specification: ApplicationSpecification, summary: tuple[str, ...], message: str
    ) -> None:
        """Show a specification and wait for a decision on it."""
        self.specified(specification, summary)
        self._change(EventKind.DECISION_NEEDED, message, data={"summary": list(summary)})

    def specified(self, specification: ApplicationSpecification, summary: tuple[str, ...]) -> None:
        """Keep the specification as it stands now."""
        self._set(specification=specification, specification_summary=summary)

    def remind(self, message: str) -> None:
        """Say again that somebody is waited for."""
        self._change(EventKind.DECISION_NEEDED, message, data={"reminder": True})

    def judged(self, quality: QualityReport) -> None:
        """Keep the quality report."""
        self._set(quality=quality)

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
