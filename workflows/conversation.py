"""The phases in which a person is talked to: understanding, questions, agreement."""

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.specification.activities import SpecificationActivities
    from activities.specification.messages import WriteSpecificationInput, WriteSpecificationResult
    from activities.understanding.activities import UnderstandingActivities
    from activities.understanding.messages import (
        AnalyseChangeInput,
        AnalyseChangeResult,
        AnalyseInput,
    )
    from models.conversation import ConversationPhase, Question, Understanding
    from models.jobs import Decision, JobPhase
    from models.specification import ApplicationSpecification
    from workflows import policies
    from workflows.failures import REJECTED, JobStopped
    from workflows.messages import DecisionSignal

_ASK = "Please answer a few questions, or let me decide."
_PROPOSE = "Please look at what you will get, and approve it or say what to change."


async def agree_on_specification(
    wf: JobWorkflow, *, name: str | None, automatically: bool
) -> ApplicationSpecification:
    """Turn the words of a new application into a specification that its owner approved.

    Raises:
        JobStopped: The owner rejected it, or never answered.
    """
    analysis = await wf.act(
        UnderstandingActivities.analyse,
        AnalyseInput(job=wf.job, request=wf.conversation.request, name=name),
        policies.THINKING,
    )
    _note(wf, understanding=analysis.understanding, questions=analysis.questions)
    wf.mark("understood")
    if analysis.questions and not automatically:
        await _gather_answers(wf, analysis.questions)
    return await _agree(wf, analysis.understanding, automatically)


async def agree_on_change(
    wf: JobWorkflow, current: ApplicationSpecification, *, automatically: bool
) -> tuple[ApplicationSpecification, tuple[str, ...]]:
    """Turn the words of a change into a specification that the owner approved.

    Returns:
        The new specification, and what changes, a sentence each.

    Raises:
        JobStopped: The owner rejected it, or never answered.
    """
    proposal = await _analyse_change(wf, wf.conversation.request, current)
    wf.mark("understood")
    changes = proposal.changes
    while not automatically:
        decision = await _propose(wf, proposal.specification, (*changes, *proposal.impact))
        if decision.decision is Decision.APPROVE:
            break
        more = await _try_change(wf, decision.changes or "", proposal.specification)
        if more is not None:
            proposal, changes = more, (*changes, *more.changes)
    wf.tracker.specified(proposal.specification, changes)
    _note(wf, phase=ConversationPhase.COMPLETED)
    wf.mark("approved")
    return proposal.specification, changes


async def _gather_answers(wf: JobWorkflow, questions: tuple[Question, ...]) -> None:
    _note(wf, phase=ConversationPhase.CLARIFYING_DETAILS)
    wf.tracker.enter(JobPhase.GATHERING_REQUIREMENTS, _ASK)
    wf.tracker.ask(questions, _ASK)
    await wf.publish()
    await wf.wait_for_person(lambda: not wf.conversation.open_questions)


async def _agree(
    wf: JobWorkflow, understanding: Understanding, automatically: bool
) -> ApplicationSpecification:
    await wf.enter(JobPhase.SPECIFYING, "Writing down what you will get")
    written = await _write(wf, understanding, wf.conversation.changes)
    wf.mark("specified")
    while not automatically:
        decision = await _propose(wf, written.specification, written.summary)
        if decision.decision is Decision.APPROVE:
            break
        written = await _rewrite(wf, understanding, decision.changes or "", written)
    wf.tracker.specified(written.specification, written.summary)
    _note(wf, phase=ConversationPhase.COMPLETED)
    wf.mark("approved")
    return written.specification


async def _write(
    wf: JobWorkflow, understanding: Understanding, changes: tuple[str, ...]
) -> WriteSpecificationResult:
    return await wf.act(
        SpecificationActivities.write,
        WriteSpecificationInput(
            job=wf.job,
            request=wf.conversation.request,
            understanding=understanding,
            questions=wf.conversation.questions,
            answers=wf.conversation.answers,
            changes=changes,
        ),
        policies.THINKING,
    )


async def _rewrite(
    wf: JobWorkflow, understanding: Understanding, wish: str, before: WriteSpecificationResult
) -> WriteSpecificationResult:
    changes = (*wf.conversation.changes, wish)
    try:
        written = await _write(wf, understanding, changes)
    except ActivityError as error:
        _explain_refusal(wf, error)
        return before
    _note(wf, changes=changes)
    return written


async def _try_change(
    wf: JobWorkflow, wish: str, specification: ApplicationSpecification
) -> AnalyseChangeResult | None:
    try:
        proposal = await _analyse_change(wf, wish, specification)
    except ActivityError as error:
        _explain_refusal(wf, error)
        return None
    _note(wf, changes=(*wf.conversation.changes, wish))
    return proposal


async def _analyse_change(
    wf: JobWorkflow, wish: str, specification: ApplicationSpecification
) -> AnalyseChangeResult:
    return await wf.act(
        UnderstandingActivities.analyse_change,
        AnalyseChangeInput(job=wf.job, request=wish, specification=specification),
        policies.THINKING,
    )


def _explain_refusal(wf: JobWorkflow, error: ActivityError) -> None:
    """Tell why a wish was not taken up; anything else than a refusal ends the job."""
    cause = error.cause
    if not isinstance(cause, ApplicationError) or cause.type not in {
        "request_refused",
        "invalid_input",
    }:
        raise error
    details = cause.details[0] if cause.details else {}
    remedy = details.get("remedy", "") if isinstance(details, dict) else ""
    wf.tracker.remind(f"{cause.message} {remedy}".strip())


async def _propose(
    wf: JobWorkflow, specification: ApplicationSpecification, summary: tuple[str, ...]
) -> DecisionSignal:
    _note(wf, phase=ConversationPhase.CONFIRMING_SPECIFICATION)
    wf.tracker.enter(JobPhase.AWAITING_APPROVAL, _PROPOSE)
    wf.tracker.propose(specification, summary, _PROPOSE)
    wf.expect_decision()
    await wf.publish()
    await wf.wait_for_person(lambda: wf.decision is not None)
    decision, wf.awaiting_decision = wf.decision, False
    if decision is None:
        raise TypeError("waited for a decision and got none")
    if decision.decision is Decision.REJECT:
        raise JobStopped(
            JobPhase.CANCELLED,
            REJECTED,
            "You rejected the proposal, so nothing was built.",
            "Ask again in other words whenever you like.",
        )
    return decision


def _note(wf: JobWorkflow, **changes: object) -> None:
    wf.conversation = wf.conversation.model_copy(update=changes)
