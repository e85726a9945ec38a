"""Memory for a version that comes back, for the moment in which two of them run.

A rollback, a restart and a restore are ways out of trouble: they wait for nothing. What they need
is reserved at once, so that no build is let into memory that is about to be used; where it is
short they go on all the same, and say so.
"""

from temporalio import workflow

from workflows import patches
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.queue.activities import QueueActivities
    from activities.queue.messages import BesideInput
    from models.applications import Application, DesiredState
    from models.jobs import JobPhase
    from models.queue import Shortage
    from storage.line_words import memory


def reserves() -> bool:
    """Say whether this run reserves; to be asked before any local activity of the run."""
    return workflow.patched(patches.BESIDE)


def share_of(application: Application) -> int:
    """Return the memory that an application holds already, because it runs."""
    runs = (
        application.desired_state is DesiredState.RUNNING
        and application.asleep_since is None
        and application.full_since is None
    )
    return application.deployment.limits.memory_mb if application.deployment and runs else 0


async def reserve(wf: JobWorkflow, memory_mb: int) -> None:
    """Reserve that much until the job ends; tell its owner when it is more than there is."""
    if memory_mb <= 0:
        return
    wanted = BesideInput(job=wf.job, host=wf.host, memory_mb=memory_mb)
    found = await wf.note(QueueActivities.beside, wanted)
    if found.short is not None:
        wf.tracker.tell(JobPhase.DEPLOYING, _told(found.short))
        await wf.publish()


def _told(short: Shortage) -> str:
    return (
        f"Memory is short: {memory(short.needed)} are needed for a moment, {memory(short.free)} are"
        " free. It is started all the same; builds wait meanwhile."
    )
