"""When a job goes on: by what its workflow's history and its running steps say."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime

from temporalio.api.enums.v1 import EventType
from temporalio.client import Client, WorkflowHandle
from temporalio.service import RPCError

LOOK_SECONDS = 0.05
_STEPS = frozenset(
    {
        EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED,
        EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
        EventType.EVENT_TYPE_TIMER_FIRED,
        EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
    }
)
"""What is written when something was done; not that an attempt timed out, or is to begin."""


async def goes_on(client: Client, workflow_id: str, after: datetime) -> str:
    """Return once something was done, or a step was begun, after that moment; say what it was."""
    handle = client.get_workflow_handle(workflow_id)
    while True:
        with suppress(RPCError):  # the server may be the part that was killed
            found = await _begun(handle, after) or await _done(handle, after)
            if found:
                return found
        await asyncio.sleep(LOOK_SECONDS)


async def _begun(handle: WorkflowHandle[object, object], after: datetime) -> str:
    """Return the step that was begun, or that the server has heard of, since; empty if none."""
    description = await handle.describe()
    for step in description.raw_description.pending_activities:
        if step.last_started_time.ToDatetime(UTC) > after:
            return f"{step.activity_type.name} begun"
        if step.last_heartbeat_time.ToDatetime(UTC) > after:
            return f"{step.activity_type.name} goes on"
    return ""


async def _done(handle: WorkflowHandle[object, object], after: datetime) -> str:
    """Return what was done since, by the newest of the history; empty when nothing was."""
    async for event in handle.fetch_history_events():
        if event.event_type in _STEPS and event.event_time.ToDatetime(UTC) > after:
            return EventType.Name(event.event_type).removeprefix("EVENT_TYPE_").lower()
    return ""
