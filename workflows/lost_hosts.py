"""Hosts that are given up while a job works there: its steps end at once instead of waiting."""

import asyncio
from collections import defaultdict
from typing import Any, TypeVar

from temporalio import workflow
from temporalio.exceptions import ActivityError, FailureError

with workflow.unsafe.imports_passed_through():
    from models.jobs import JobKind, JobPhase
    from temporal.task_queues import host_queue, line_queue
    from workflows.failures import HOST_LOST, JobStopped
    from workflows.ids import SignalName, workflow_id
    from workflows.messages import HostLostSignal

Result = TypeVar("Result")

_RETRY = (
    "When its application runs again, because the host is back or it was started elsewhere, go on"
    " with 'orchestrator retry {job}': what was finished is not done again."
)
_REMEDIES = {
    JobKind.MOVE: "Nothing needs to be done: a host that is being emptied is tried again.",
    JobKind.RESTORE: "Today's data was saved before it was replaced, if it came to that: it is the"
    " backup {job}. Restore that one or ask for the same again when the application runs again.",
}


class HostLost(JobStopped):
    """The host that a step runs on was given up; some jobs can go on elsewhere."""

    def __init__(self, host: str, kind: JobKind, job_id: str) -> None:
        super().__init__(
            JobPhase.FAILED,
            HOST_LOST,
            f"The host '{host}' does not answer any more, and this needs it.",
            _REMEDIES.get(kind, _RETRY).format(job=job_id),
        )
        self.host = host


class LostHosts:
    """The hosts that a job may not wait for, and the steps of it that run anywhere.

    Args:
        kind: Of the job.
        job_id: Its id.
    """

    def __init__(self, kind: JobKind, job_id: str) -> None:
        self._kind = kind
        self._job_id = job_id
        self._lost: set[str] = set()
        self._steps: defaultdict[str, list[workflow.ActivityHandle[Any]]] = defaultdict(list)

    def lose(self, host: str) -> None:
        """End the steps on a host, and begin none there any more."""
        self._lost.add(host)
        for queue in (host_queue(host), line_queue(host)):
            for step in self._steps[queue]:
                step.cancel()

    def take_back(self, host: str) -> None:
        """Let steps run on a host that was chosen again."""
        self._lost.discard(host)

    def problem(self, host: str) -> HostLost:
        """Return the end of a job that needs that host."""
        return HostLost(host, self._kind, self._job_id)

    def check(self, queue: str | None) -> None:
        """Raise HostLost when a queue is of a host that was lost."""
        for host in self._lost:
            if queue in (host_queue(host), line_queue(host)):
                raise self.problem(host)

    async def wait_for(self, step: workflow.ActivityHandle[Result], queue: str | None) -> Result:
        """Return what a step returns.

        Raises:
            HostLost: Its host was given up meanwhile.
        """
        steps = self._steps[queue or ""]
        steps.append(step)
        try:
            return await step
        except (ActivityError, asyncio.CancelledError):
            self.check(queue)
            raise
        finally:
            steps.remove(step)


async def tell_lost(application_id: str, signal: HostLostSignal) -> None:
    """Tell a job that a host was given up; one that has ended meanwhile need not know."""
    job = workflow.get_external_workflow_handle(workflow_id(application_id))
    try:
        await job.signal(SignalName.HOST_LOST, signal)
    except FailureError:
        workflow.logger.debug("it has ended meanwhile: %s", signal.job_id)
