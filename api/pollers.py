"""Which task queues are polled by workers."""

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import PollerInfo, TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client

from temporal.identity import has_ended
from temporal.task_queues import BUILD, ORCHESTRATOR, QUALITY, host_queue

FRESH = timedelta(seconds=90)
"""A poll lasts at most 60 to 70 seconds: a worker that was heard of longer ago is gone."""
ANSWER_TIMEOUT = timedelta(seconds=1)

_ACTIVITIES = TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY
_WORKFLOWS = TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW


async def idle_queues(client: Client, host: str) -> tuple[str, ...]:
    """Return the task queues of a host's jobs that no worker polls, each once.

    A worker of this machine counts until its process has ended. One elsewhere that was killed
    still counts for up to 90 seconds: the server knows it by its last poll only.

    Raises:
        RPCError: The server does not answer.
    """
    wanted = [(name, _ACTIVITIES) for name in (ORCHESTRATOR, BUILD, QUALITY, host_queue(host))]
    wanted.append((ORCHESTRATOR, _WORKFLOWS))
    polled = await asyncio.gather(*(_is_polled(client, name, kind) for name, kind in wanted))
    idle = (name for (name, _), fresh in zip(wanted, polled, strict=True) if not fresh)
    return tuple(dict.fromkeys(idle))


async def _is_polled(client: Client, name: str, kind: TaskQueueType.ValueType) -> bool:
    request = DescribeTaskQueueRequest(
        namespace=client.namespace, task_queue=TaskQueue(name=name), task_queue_type=kind
    )
    answer = await client.workflow_service.describe_task_queue(request, timeout=ANSWER_TIMEOUT)
    return has_fresh(answer.pollers, datetime.now(UTC))


def has_fresh(pollers: Iterable[PollerInfo], now: datetime) -> bool:
    """Return whether one of the pollers was heard of lately, and has not ended since."""
    return any(
        now - poller.last_access_time.ToDatetime(UTC) < FRESH and not has_ended(poller.identity)
        for poller in pollers
    )
