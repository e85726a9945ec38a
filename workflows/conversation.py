"""The phases in which a person is talked to: understanding, questions, agreement."""

from dataclasses import dataclass, replace

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.specification.activities import SpecificationActivities
    from activities.specification.messages import WriteSpecificationInput
    from activities.understanding.activities import UnderstandingActivities
    from activities.understanding.messages import AnalyseInput
    from models.conversation import (
        AnswerValue,
        ConversationPhase,
        Question,
        Understanding,
        answered_by_default,
    )
    from models.decisions import proposal_id
    from models.jobs import Decision, EventKind, JobPhase
    from models.specification import ApplicationSpecification
    from workflows import policies
    from workflows.failures import NOBODY_ANSWERED, REJECTED, JobStopped
    from workflows.messages import DecisionSignal
    from workflows.patience import Patience
    from workflows.tracker import Proposal

_ASK = "Please answer a few questions, or let me decide."
_PROPOSE = "Please look at what you will get, and approve it or say what to change."
_UNANSWERED = "Without one, what is recommended is taken on {when}."
_UNDECIDED = "Without one, the job ends on {when} and nothing is changed."
_WRITING = "Writing down what you will get"
_ANEW = "Writing it down anew"
_BY_DEFAULT = "Nobody answered in time, so what is recommended was taken. Writing it down"


async def agree_on_specification(
    wf: JobWorkflow, *, name: str | None, automatically: bool
) -> ApplicationSpecification:
    """Turn the words of a new application into a specification that its owner approved.

    Raises:
        JobStopped: The owner rejected it, or never decided.
    """
    analysis = await wf.act(
        UnderstandingActivities.analyse,
        AnalyseInput(job=wf.job, request=wf.conversation.request, name=name),
        policies.READING,
    )
    note(wf, understanding=analysis.understanding)
    wf.ask(analysis.questions)
    wf.mark("understood")
    message = _WRITING
    if _open(wf) and not automatically and not await _gather_answers(wf):
        message = _BY_DEFAULT
    await wf.enter(JobPhase.SPECIFYING, message)
    written = await _write(wf, analysis.understanding)
    wf.mark("specified")
    while not automatically:
        decision = await propose(wf, written.proposal)
        if decision is not None and decision.decision is Decision.APPROVE:
            break
        written = await _rewrite(wf, analysis.understanding, decision, written)
    agreed(wf, written.proposal)
    return written.proposal.specification


async def _gather_answers(wf: JobWorkflow) -> bool:
    """Ask, and say whether everything was answered in time; what was not is as recommended."""
    note(wf, phase=ConversationPhase.CLARIFYING_DETAILS)
    patience = Patience(wf, _UNANSWERED, EventKind.QUESTION)
    wf.tracker.enter(JobPhase.GATHERING_REQUIREMENTS, _ASK)
    wf.tracker.ask(_open(wf), _ASK, patience.until)
    await wf.publish()
    if await patience.heard(lambda: not _open(wf)):
        return True
    wf.conversation = answered_by_default(wf.conversation)
    wf.tracker.answered(_open(wf))
    return False


def _open(wf: JobWorkflow) -> tuple[Question, ...]:
    return wf.conversation.open_questions


@dataclass(frozen=True)
class _Written:
    """A proposal and what it was written from."""

    proposal: Proposal
    answers: dict[str, AnswerValue]


async def _write(wf: JobWorkflow, understanding: Understanding, wish: str = "") -> _Written:
    """Write down all that was said, also what was answered while it was being written."""
    settled = wf.conversation.changes
    changes = (*settled, wish) if wish else settled
    while True:
        answers = wf.conversation.answers
        wf.hearing.show(answers)
        result = await wf.act(
            SpecificationActivities.write,
            WriteSpecificationInput(
                job=wf.job,
                request=wf.conversation.request,
                understanding=understanding,
                questions=wf.conversation.questions,
                answers=answers,
                changes=changes,
                settled=len(settled),
                builder=wf.tracker.progress.builder,
            ),
            policies.THINKING,
        )
        if wf.conversation.answers == answers:
            note(wf, changes=changes)
            proposal = Proposal(result.specification, result.sections, result.estimate)
            return _Written(proposal, answers)


async def _rewrite(
    wf: JobWorkflow,
    understanding: Understanding,
    decision: DecisionSignal | None,
    before: _Written,
) -> _Written:
    """Take up a wish, or answers that were changed; what is refused leaves all as it was."""
    await wf.enter(JobPhase.SPECIFYING, _ANEW)
    wish = (decision.changes or "") if decision else ""
    try:
        return await _write(wf, understanding, wish)
    except ActivityError as error:
        refusal = refusal_in(error)
    if wish and wf.conversation.answers != before.answers:
        before = await _rewrite(wf, understanding, None, before)
    note(wf, answers=before.answers)
    return replace(before, proposal=replace(before.proposal, refusal=refusal))


def refusal_in(error: ActivityError) -> str:
    """Return why a wish was not taken up; anything else than a refusal ends the job."""
    cause = error.cause
    if not isinstance(cause, ApplicationError) or cause.type not in {
        "request_refused",
        "invalid_input",
        "disk_full",
    }:
        raise error
    details = cause.details[0] if cause.details else {}
    remedy = details.get("remedy", "") if isinstance(details, dict) else ""
    return f"{cause.message} {remedy}".strip()


async def propose(wf: JobWorkflow, proposal: Proposal) -> DecisionSignal | None:
    """Show a proposal and return what was decided, None when answers have changed meanwhile.

    Raises:
        JobStopped: It was rejected, or nobody decided.
    """
    note(wf, phase=ConversationPhase.CONFIRMING_SPECIFICATION)
    patience = Patience(wf, _UNDECIDED, EventKind.DECISION_NEEDED)
    message = proposal.refusal or _PROPOSE
    wf.tracker.enter(JobPhase.AWAITING_APPROVAL, message)
    wf.tracker.propose(proposal, message, patience.until)
    wf.hearing.expect(proposal_id(wf.tracker.progress.proposals), wf.conversation.answers)
    await wf.publish()
    in_time = await patience.heard(
        lambda: wf.hearing.decision is not None or wf.hearing.changed(wf.conversation.answers)
    )
    decision = wf.hearing.heard()
    if not in_time:
        raise JobStopped(
            JobPhase.CANCELLED,
            NOBODY_ANSWERED,
            "Nobody decided in time, so nothing was changed.",
            "Ask again whenever you like; your words are kept with this job.",
        )
    if decision is not None and decision.decision is Decision.REJECT:
        raise JobStopped(
            JobPhase.CANCELLED,
            REJECTED,
            "You rejected the proposal, so nothing was built.",
            "Ask again in other words whenever you like.",
        )
    return decision


def agreed(wf: JobWorkflow, proposal: Proposal) -> None:
    """Keep what was approved; nothing that is said from now on changes it."""
    wf.tracker.agree(proposal, workflow.now())
    note(wf, phase=ConversationPhase.COMPLETED)
    wf.mark("approved")


def note(wf: JobWorkflow, **changes: object) -> None:
    """Keep something in the conversation."""
    wf.conversation = wf.conversation.model_copy(update=changes)
