"""Schedules of what cares for a host's resources."""

from datetime import timedelta

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleCalendarSpec,
    ScheduleIntervalSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleRange,
    ScheduleSpec,
    ScheduleUpdate,
)

from activities.resources.messages import CleanUpInput
from temporal import task_queues
from workflows.ids import TENDING, WorkflowName, clean_up_id

CLEAN_UP_HOUR = 3
"""Of the day, UTC; a machine that is off then cleans up when it is on again."""


async def ensure_resource_schedules(client: Client, host: str, interval: timedelta) -> None:
    """Make sure that a host's resources are tended and that it is cleaned up once a day."""
    await _ensure(client, f"{TENDING}-{host}", _tending(host, interval))
    await _ensure(client, clean_up_id(host), _cleaning(host))


async def _ensure(client: Client, schedule_id: str, schedule: Schedule) -> None:
    try:
        await client.create_schedule(schedule_id, schedule)
    except ScheduleAlreadyRunningError:
        handle = client.get_schedule_handle(schedule_id)
        await handle.update(lambda _: ScheduleUpdate(schedule=schedule))


def _tending(host: str, interval: timedelta) -> Schedule:
    return Schedule(
        action=ScheduleActionStartWorkflow(
            WorkflowName.TEND,
            host,
            id=f"{TENDING}-{host}",
            task_queue=task_queues.ORCHESTRATOR,
            execution_timeout=timedelta(minutes=10),
        ),
        spec=ScheduleSpec(intervals=[ScheduleIntervalSpec(every=interval)]),
        policy=SchedulePolicy(
            overlap=ScheduleOverlapPolicy.SKIP, catchup_window=timedelta(seconds=10)
        ),
    )


def _cleaning(host: str) -> Schedule:
    return Schedule(
        action=ScheduleActionStartWorkflow(
            WorkflowName.CLEAN_UP,
            CleanUpInput(host=host),
            id=clean_up_id(host),
            task_queue=task_queues.ORCHESTRATOR,
            execution_timeout=timedelta(hours=6),
        ),
        spec=ScheduleSpec(calendars=[ScheduleCalendarSpec(hour=[ScheduleRange(CLEAN_UP_HOUR)])]),
        policy=SchedulePolicy(
            overlap=ScheduleOverlapPolicy.SKIP, catchup_window=timedelta(hours=20)
        ),
    )
