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
from temporalio.service import RPCError, RPCStatusCode

from temporal import task_queues
from workflows.ids import UPKEEP_SCHEDULE, WATCH_SCHEDULE, WorkflowName

UPKEEP_INTERVAL = timedelta(seconds=30)
WATCH_INTERVAL = timedelta(seconds=5)


async def ensure_upkeep(client: Client, host: str) -> None:
    """Make sure that a host's upkeep is scheduled, and let it run now."""
    schedule_id = f"{UPKEEP_SCHEDULE}-{host}"
    schedule = _upkeep(host)
    try:
        await client.create_schedule(schedule_id, schedule, trigger_immediately=True)
    except ScheduleAlreadyRunningError:
        handle = client.get_schedule_handle(schedule_id)
        await handle.update(lambda _: ScheduleUpdate(schedule=schedule))
        await handle.trigger()


def _upkeep(host: str) -> Schedule:
    return Schedule(
        action=ScheduleActionStartWorkflow(
            WorkflowName.UPKEEP,
            host,
            id=f"{UPKEEP_SCHEDULE}-{host}",
            task_queue=task_queues.ORCHESTRATOR,
            execution_timeout=timedelta(minutes=30),
        ),
        spec=ScheduleSpec(intervals=[ScheduleIntervalSpec(every=UPKEEP_INTERVAL)]),
        # A missed round is made up for by the next one.
        policy=SchedulePolicy(
            overlap=ScheduleOverlapPolicy.SKIP, catchup_window=timedelta(seconds=30)
        ),
    )


async def ensure_host_watch(client: Client) -> None:
    """Make sure that hosts are watched."""
    schedule = _watch()
    try:
        await client.create_schedule(WATCH_SCHEDULE, schedule)
    except ScheduleAlreadyRunningError:
        handle = client.get_schedule_handle(WATCH_SCHEDULE)
        await handle.update(lambda _: ScheduleUpdate(schedule=schedule))


async def forget_upkeep(client: Client, host: str) -> None:
    """Remove the upkeep of a host that is no more; no-op when there is none."""
    try:
        await client.get_schedule_handle(f"{UPKEEP_SCHEDULE}-{host}").delete()
    except RPCError as problem:
        if problem.status is not RPCStatusCode.NOT_FOUND:
            raise


def _watch() -> Schedule:
    return Schedule(
        action=ScheduleActionStartWorkflow(
            WorkflowName.HOST_WATCH,
            id=WATCH_SCHEDULE,
            task_queue=task_queues.ORCHESTRATOR,
            execution_timeout=timedelta(minutes=5),
        ),
        spec=ScheduleSpec(intervals=[ScheduleIntervalSpec(every=WATCH_INTERVAL)]),
        policy=SchedulePolicy(
            overlap=ScheduleOverlapPolicy.SKIP, catchup_window=timedelta(seconds=10)
        ),
    )
