"""Going on from where a failed job stopped: nothing is asked again, and nothing built twice."""

from temporalio import workflow

from workflows import delivery
from workflows.conversation import agreed
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.building.messages import BuildResult
    from models.jobs import JobPhase
    from models.specification import ApplicationSpecification
    from workflows.tracker import Proposal


def agreed_before(wf: JobWorkflow) -> ApplicationSpecification | None:
    """Return the specification that the failed job's owner approved; None when there is none."""
    adopted = wf.adopted
    if adopted is None or adopted.specification is None:
        return None
    for milestone in wf.tracker.progress.milestones:
        if milestone.name in {"understood", "specified"}:
            wf.mark(milestone.name)
    agreed(wf, Proposal(adopted.specification, adopted.sections, adopted.estimate))
    return adopted.specification


async def built_before(wf: JobWorkflow, item: delivery.Delivery) -> BuildResult | None:
    """Take the sources that the failed job built, and what the gates said of them.

    Returns:
        None when there are none, or a gate has found something against them.

    Raises:
        JobStopped: A gate blocks that had not judged yet.
    """
    adopted = wf.adopted
    if adopted is None or not adopted.commit:
        return None
    item.built_by(adopted.builder)
    wf.tracker.built_by(adopted.builder)
    wf.tracker.keep(commit=adopted.commit)
    item.build = BuildResult(commit=adopted.commit, files=0, lines=0, summary="Built before.")
    wf.mark("built")
    if adopted.quality is None:
        await delivery.check_and_package(wf, item, adopted.commit)
        return item.build
    item.quality = adopted.quality
    wf.tracker.judged(adopted.quality)
    wf.mark("checked")
    await wf.enter(JobPhase.CHECKING, "Packaging what was checked before")
    await delivery.package(wf, item, adopted.commit)
    return item.build
