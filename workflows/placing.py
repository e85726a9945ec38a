"""Choosing the host of an application, and waiting while none fits."""

import asyncio
from datetime import timedelta

from temporalio import workflow

from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.hosts.activities import HostActivities
    from activities.hosts.messages import PlaceInput, PlaceResult
    from models.jobs import JobPhase
    from models.specification import ResourceLimits
    from workflows.failures import JobStopped

_FIRST_SECONDS, _LONGEST_SECONDS = 2.0, 300.0


async def choose(
    wf: JobWorkflow,
    limits: ResourceLimits,
    *,
    avoid: str | None = None,
    left: str | None = None,
) -> PlaceResult:
    """Choose a host for the job's application; the job waits, saying why, while none fits.

    Args:
        wf: The job.
        limits: What the application may use.
        avoid: A host that is not to be chosen.
        left: A host that was given up while the job was there.

    Raises:
        JobStopped: None did until the deadline of the job.
    """
    wanted = PlaceInput(job=wf.job, limits=limits, default=wf.policy.host, avoid=avoid, left=left)
    end = workflow.now() + timedelta(hours=wf.policy.deadline_hours)
    pause = _FIRST_SECONDS
    while True:
        found = await wf.note(HostActivities.place, wanted)
        if found.host is not None:
            wf.host = found.host
            wf.lost_hosts.take_back(found.host)
            return found
        if workflow.now() >= end:
            raise _nowhere(found.reason)
        await wf.enter(JobPhase.QUEUED, f"Waiting for a host. {found.reason}")
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_SECONDS)


def _nowhere(reason: str) -> JobStopped:
    return JobStopped(
        JobPhase.FAILED,
        "no_host",
        f"No host could take the application in time. {reason}",
        "Tell the operator: a host has to be added, or made free.",
    )
