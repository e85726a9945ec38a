"""Agreement on a change of a live application."""

from temporalio import workflow
from temporalio.exceptions import ActivityError

from workflows.conversation import agreed, note, propose, refusal_in
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.understanding.activities import UnderstandingActivities
    from activities.understanding.messages import AnalyseChangeInput, AnalyseChangeResult
    from models.jobs import Decision
    from models.proposal import SummaryPart, SummarySection
    from models.specification import ApplicationSpecification
    from workflows import policies
    from workflows.tracker import Proposal


async def agree_on_change(
    wf: JobWorkflow, current: ApplicationSpecification, *, automatically: bool
) -> tuple[ApplicationSpecification, tuple[str, ...]]:
    """Turn the words of a change into a specification that the owner approved.

    Returns:
        The new specification, and what changes, a sentence each.

    Raises:
        JobStopped: The owner rejected it, or never decided.
    """
    result = await _analyse(wf, wf.conversation.request, current)
    wf.mark("understood")
    changes, refusal = result.changes, ""
    while not automatically:
        decision = await propose(wf, _proposal(result, changes, refusal))
        if decision is None:
            continue
        if decision.decision is Decision.APPROVE:
            break
        try:
            result = await _analyse(wf, decision.changes or "", result.specification)
        except ActivityError as error:
            refusal = refusal_in(error)
            continue
        changes, refusal = (*changes, *result.changes), ""
        note(wf, changes=(*wf.conversation.changes, decision.changes or ""))
    agreed(wf, _proposal(result, changes))
    return result.specification, changes


def _proposal(result: AnalyseChangeResult, changes: tuple[str, ...], refusal: str = "") -> Proposal:
    told = (
        (SummaryPart.CHANGES, "What changes", changes),
        (SummaryPart.MEANS, "What that means", result.impact),
    )
    sections = tuple(
        SummarySection(part=part, heading=heading, sentences=sentences)
        for part, heading, sentences in told
        if sentences
    )
    return Proposal(result.specification, sections, refusal=refusal)


async def _analyse(
    wf: JobWorkflow, wish: str, specification: ApplicationSpecification
) -> AnalyseChangeResult:
    return await wf.act(
        UnderstandingActivities.analyse_change,
        AnalyseChangeInput(job=wf.job, request=wish, specification=specification),
        policies.THINKING,
    )
