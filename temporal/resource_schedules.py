"""Schedules of what cares for a host's resources."""

from datetime import timedelta

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleCalendarSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleRange,
    ScheduleSpec,
)

from activities.resources.messages import CleanUpInput
from temporal import task_queues
from temporal.ensuring import ensure_schedule, repeated
from workflows.ids import TENDING, WorkflowName, clean_up_id

CLEAN_UP_HOUR = 3
"""Of the day, UTC; a machine that is off then cleans up when it is on again."""


async def ensure_resource_schedules(client: Client, host: str, interval: timedelta) -> None:
    """Make sure that a host's resources are tended and that it is cleaned up once a day."""
    tending = f"{TENDING}-{host}"
    at_most = timedelta(minutes=10)
    schedule = repeated(
        WorkflowName.TEND, host, workflow_id=tending, every=interval, at_most=at_most
    )
    await ensure_schedule(client, tending, schedule)
    await ensure_schedule(client, clean_up_id(host), _cleaning(host))


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
