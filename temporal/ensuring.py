"""What all schedules have in common."""

from datetime import timedelta
from typing import Any

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleIntervalSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleSpec,
    ScheduleUpdate,
)

from temporal import task_queues
from workflows.ids import WorkflowName

MISSED = timedelta(seconds=10)
"""A run that is missed by more is made up for by the next one."""


async def ensure_schedule(
    client: Client, schedule_id: str, schedule: Schedule, *, at_once: bool = False
) -> bool:
    """Make a schedule what the code says; return whether it is new.

    Args:
        client: Of the server that keeps it.
        schedule_id: Names it.
        schedule: What it shall be.
        at_once: Whether a new one also runs now.
    """
    try:
        await client.create_schedule(schedule_id, schedule, trigger_immediately=at_once)
    except ScheduleAlreadyRunningError:
        handle = client.get_schedule_handle(schedule_id)
        await handle.update(lambda _: ScheduleUpdate(schedule=schedule))
        return False
    return True


def repeated(
    name: WorkflowName, *args: Any, workflow_id: str, every: timedelta, at_most: timedelta
) -> Schedule:
    """Return the schedule of a workflow that runs again and again, never twice at once.

    Args:
        name: Type of the workflow.
        args: What it is given.
        workflow_id: Of each run; the server adds when it began.
        every: From one start to the next.
        at_most: How long a run may take.
    """
    return Schedule(
        action=ScheduleActionStartWorkflow(
            name,
            args=args,
            id=workflow_id,
            task_queue=task_queues.ORCHESTRATOR,
            execution_timeout=at_most,
        ),
        spec=ScheduleSpec(intervals=[ScheduleIntervalSpec(every=every)]),
        policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.SKIP, catchup_window=MISSED),
    )
