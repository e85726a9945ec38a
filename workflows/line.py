"""Waiting in line until there is room to build: who is next is the Temporal server's matter."""

from datetime import timedelta
from typing import NoReturn

from temporalio import workflow
from temporalio.exceptions import ActivityError, is_cancelled_exception

from workflows.delivery import Delivery
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.queue.activities import QueueActivities
    from activities.queue.messages import AdmitInput, JoinInput
    from models.jobs import JobPhase
    from models.queue import Joined
    from storage.limit_words import limit_told, too_large_told
    from temporal.task_queues import line_queue
    from workflows import policies
    from workflows.failures import LIMIT_REACHED, TOO_LARGE_HERE, WAITED_TOO_LONG, JobStopped
    from workflows.lost_hosts import HostLost
    from workflows.messages import QueuePolicy

_USUAL_SECONDS = 60.0
"""How long a job takes of which nothing else is known."""
_USUAL_PRIORITY = 3


async def wait_for_room(wf: JobWorkflow, item: Delivery) -> None:
    """Reserve what building and running a version takes; if there is too little, wait in line.

    A job that nothing keeps waiting takes one note in the records, and tells nobody. Runs that
    began before there was a line, or without its policy, do not wait.

    Raises:
        JobStopped: It is more than its owner may have, more than there is, or took too long.
        HostLost: The host was given up meanwhile.
    """
    policy = wf.policy.queue
    if policy is None:
        return
    joined = await wf.note(QueueActivities.join, _request(wf, item, policy))
    _stop_if_refused(joined)
    if joined.place is None:
        return
    wf.tracker.line_up(joined.place)
    await wf.publish()
    try:
        await _admitted(wf, policy)
    except HostLost:
        wf.tracker.let_in()  # it does not stand in this line any more
        raise
    wf.tracker.let_in()


def _request(wf: JobWorkflow, item: Delivery, policy: QueuePolicy) -> JoinInput:
    limits, estimate = item.specification.resources, wf.tracker.progress.estimate
    memory_mb = max(policy.need.memory_mb, limits.memory_mb)
    return JoinInput(
        job=wf.job,
        host=wf.host,
        priority=workflow.info().priority.priority_key or _USUAL_PRIORITY,
        need=policy.need.model_copy(update={"memory_mb": memory_mb}),
        builder=item.specification.development.builder,
        running_memory_mb=limits.memory_mb,
        disk_mb=limits.disk_mb,
        seconds=max(1.0, estimate.seconds) if estimate else _USUAL_SECONDS,
        patience=_patience(policy),
    )


def _patience(policy: QueuePolicy) -> timedelta:
    return timedelta(hours=policy.longest_wait_hours)


async def _admitted(wf: JobWorkflow, policy: QueuePolicy) -> None:
    try:
        await wf.act(
            QueueActivities.admit,
            AdmitInput(job=wf.job),
            policies.waiting(_patience(policy)),
            queue=line_queue(wf.host),
        )
    except ActivityError as error:
        if is_cancelled_exception(error):
            raise
        raise JobStopped(
            JobPhase.FAILED,
            WAITED_TOO_LONG,
            f"There was no room for it within {policy.longest_wait_hours:g} hours, so nothing was "
            "built.",
            "Stop applications that you don't need, or ask again when less is going on.",
        ) from error


def _stop_if_refused(joined: Joined) -> None:
    if joined.exceeded is not None:
        _stop(LIMIT_REACHED, *limit_told(joined.exceeded))
    if joined.too_large is not None:
        remedy = "Ask for something smaller, or let the operator give it more (settings of queue)."
        _stop(TOO_LARGE_HERE, too_large_told(joined.too_large), remedy)


def _stop(code: str, detail: str, remedy: str) -> NoReturn:
    raise JobStopped(JobPhase.FAILED, code, f"{detail} Nothing was built.", remedy)
