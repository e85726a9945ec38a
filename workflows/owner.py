"""Asking the owner while a job is under way: durable, with a reminder and a deadline."""

from dataclasses import dataclass

from temporalio import workflow

from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from models.decisions import Choice, DecisionKind, OpenDecision
    from models.jobs import Decision, EventKind, JobPhase
    from workflows.messages import DecisionSignal
    from workflows.patience import Patience

_NEEDED = "Your decision is still needed before the work goes on."

PERMISSION_CHOICES = (
    Choice(decision=Decision.APPROVE, label="Allow it for this job"),
    Choice(decision=Decision.REJECT, label="Refuse it"),
)
BUDGET_CHOICES = (
    Choice(decision=Decision.APPROVE, label="Raise it by the same again and go on"),
    Choice(decision=Decision.REJECT, label="Stop here"),
)
TROUBLE_CHOICES = (
    Choice(decision=Decision.CHANGE, label="Try again with your advice", needs_words=True),
    Choice(decision=Decision.APPROVE, label="Take the embedded builder instead"),
    Choice(decision=Decision.REJECT, label="Give up"),
)


@dataclass(frozen=True)
class Matter:
    """What the owner is asked."""

    kind: DecisionKind
    title: str
    reasons: tuple[str, ...]
    choices: tuple[Choice, ...]
    otherwise: str
    """What happens at the deadline: a sentence with ``{when}`` in it."""


async def ask_owner(wf: JobWorkflow, number: int, matter: Matter) -> DecisionSignal | None:
    """Ask, wait, and return what was decided; None when nobody decided in time.

    Args:
        wf: The job that asks.
        number: Counts what this job has asked.
        matter: What is asked.
    """
    approval, phase = wf.hearing.decision, wf.tracker.progress.phase
    patience = Patience(wf, matter.otherwise, EventKind.DECISION_NEEDED, _NEEDED)
    decision = OpenDecision(
        id=f"decision-{number}",
        kind=matter.kind,
        title=matter.title,
        reasons=matter.reasons,
        choices=matter.choices,
        deadline=patience.until,
        otherwise=patience.otherwise,
    )
    wf.tracker.enter(JobPhase.AWAITING_APPROVAL, matter.title)
    wf.tracker.wait_for(decision)
    wf.hearing.expect(decision.id, wf.conversation.answers)
    await wf.publish()
    await patience.heard(lambda: wf.hearing.decision is not None)
    said = wf.hearing.heard()
    wf.hearing.decision = approval  # it stays the one that tells who approved the specification
    wf.tracker.decided()
    wf.tracker.enter(phase, _heard(matter, said))
    return said


def _heard(matter: Matter, said: DecisionSignal | None) -> str:
    if said is None:
        return "Nobody decided in time."
    labels = {choice.decision: choice.label for choice in matter.choices}
    return f"Decided: {labels.get(said.decision, matter.choices[-1].label)}."
