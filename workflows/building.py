"""Who writes the code of a version, and the code until it has passed all gates."""

from temporalio import workflow

from workflows import delivery
from workflows.agent_build import AgentBuild
from workflows.agent_owner import TakeEmbedded
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.building.messages import BuildResult
    from activities.building.turns.activities import TurnActivities
    from activities.building.turns.messages import ChooseInput, ChooseResult
    from models.builders import EMBEDDED
    from models.jobs import JobPhase
    from temporal import task_queues
    from workflows import policies

_EMBEDDED = ChooseResult(name=EMBEDDED, agent=False, because="")


async def choose(wf: JobWorkflow, wanted: str, *, kept: bool = False) -> ChooseResult:
    """Choose who builds.

    Args:
        wf: The job.
        wanted: Name of a builder, or ``auto``.
        kept: Whether it is wanted only because it built the version before.

    Raises:
        ActivityError: The builder that was named can't be used.
    """
    chosen = _EMBEDDED
    if wanted != EMBEDDED:
        chosen = await wf.act(
            TurnActivities.choose,
            ChooseInput(job=wf.job, wanted=wanted, kept=kept),
            policies.CHOOSING,
            queue=task_queues.BUILD,
        )
    wf.tracker.built_by(chosen.name)
    return chosen


async def choose_again(wf: JobWorkflow, wanted: str) -> ChooseResult:
    """Choose who builds; a retry keeps whoever the failed job had, if that is still possible."""
    before = wf.adopted.builder if wf.adopted is not None else ""
    return await choose(wf, before or wanted, kept=bool(before))


async def make(wf: JobWorkflow, item: delivery.Delivery, chosen: ChooseResult) -> BuildResult:
    """Let the builder write the sources, until all gates have passed.

    Raises:
        JobStopped: A gate blocks, or the owner stops it.
    """
    item.built_by(chosen.name)
    if chosen.agent:
        try:
            built = await AgentBuild(wf, item, chosen.name).run()
            wf.tracker.keep(commit=built.commit)
            return built
        except TakeEmbedded:
            item.unjudged()
            item.built_by(EMBEDDED)
            wf.tracker.built_by(EMBEDDED)
            await wf.enter(JobPhase.BUILDING, "The embedded builder takes over")
    built = await delivery.build(wf, item)
    await delivery.check_and_package(wf, item, built.commit)
    return built
