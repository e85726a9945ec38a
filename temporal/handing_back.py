"""Gives back what workers of this machine had begun when they were killed.

The server notices a dead worker by its silence alone, for which it allows the heartbeat timeout.
Who starts on the same machine sees at once that the process is no more, and lets the steps be
tried again right away. What it can't know of (other machines, numbers that were given anew) is
left to the timeout.
"""

import asyncio
from contextlib import suppress
from datetime import timedelta

from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import PendingActivityState
from temporalio.api.failure.v1 import ApplicationFailureInfo, Failure
from temporalio.api.workflow.v1 import PendingActivityInfo
from temporalio.api.workflowservice.v1 import (
    DescribeWorkflowExecutionRequest,
    RespondActivityTaskFailedByIdRequest,
)
from temporalio.client import Client
from temporalio.service import RPCError

from temporal.identity import has_ended, own_identity

MOST = 1000
"""Running workflows that are looked through, newest first: the timeout is there for the others."""
AT_ONCE = 8
AGAIN = timedelta(milliseconds=1)
"""Before the next attempt: nothing went wrong that time would heal."""
TIMEOUT = timedelta(seconds=5)


async def hand_back(client: Client) -> int:
    """Let steps of ended workers be tried again at once; return how many there were.

    Raises:
        RPCError: The server does not answer.
    """
    gate = asyncio.Semaphore(AT_ONCE)

    async def look_through(execution: WorkflowExecution) -> int:
        async with gate:
            with suppress(RPCError):  # it has just ended, or the step has
                return await _hand_back_of(client, execution)
        return 0

    running = client.list_workflows("ExecutionStatus = 'Running'", limit=MOST)
    found = [WorkflowExecution(workflow_id=one.id, run_id=one.run_id) async for one in running]
    return sum(await asyncio.gather(*map(look_through, found)))


async def _hand_back_of(client: Client, execution: WorkflowExecution) -> int:
    description = await client.workflow_service.describe_workflow_execution(
        DescribeWorkflowExecutionRequest(namespace=client.namespace, execution=execution),
        timeout=TIMEOUT,
    )
    dead = [step for step in description.pending_activities if _is_dead(step)]
    for step in dead:
        await _fail(client, execution, step.activity_id)
    return len(dead)


def _is_dead(step: PendingActivityInfo) -> bool:
    begun = step.state == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED
    return begun and has_ended(step.last_worker_identity)


async def _fail(client: Client, execution: WorkflowExecution, activity_id: str) -> None:
    info = ApplicationFailureInfo(type="WorkerEnded")
    info.next_retry_delay.FromTimedelta(AGAIN)
    await client.workflow_service.respond_activity_task_failed_by_id(
        RespondActivityTaskFailedByIdRequest(
            namespace=client.namespace,
            workflow_id=execution.workflow_id,
            run_id=execution.run_id,
            activity_id=activity_id,
            failure=Failure(
                message="The worker's process ended before the step did.",
                application_failure_info=info,
            ),
            identity=own_identity(),
        ),
        timeout=TIMEOUT,
    )
