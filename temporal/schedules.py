"""Schedules, created or updated to what the code says each time a worker starts."""

from datetime import timedelta

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
from workflows.ids import UPKEEP_SCHEDULE, WorkflowName


async def ensure_upkeep(client: Client, host: str, interval: timedelta) -> None:
    """Make sure that a host's upkeep is scheduled, and let it run now."""
    schedule_id = f"{UPKEEP_SCHEDULE}-{host}"
    schedule = _upkeep(host, interval)
    try:
        await client.create_schedule(schedule_id, schedule, trigger_immediately=True)
    except ScheduleAlreadyRunningError:
        handle = client.get_schedule_handle(schedule_id)
        await handle.update(lambda _: ScheduleUpdate(schedule=schedule))
        await handle.trigger()


def _upkeep(host: str, interval: timedelta) -> Schedule:
    return Schedule(
        action=ScheduleActionStartWorkflow(
            WorkflowName.UPKEEP,
            host,
            id=f"{UPKEEP_SCHEDULE}-{host}",
            task_queue=task_queues.ORCHESTRATOR,
            execution_timeout=timedelta(minutes=5),
        ),
        spec=ScheduleSpec(intervals=[ScheduleIntervalSpec(every=interval)]),
        # A missed round is made up for by the next one.
        policy=SchedulePolicy(
            overlap=ScheduleOverlapPolicy.SKIP, catchup_window=timedelta(seconds=10)
        ),
    )
