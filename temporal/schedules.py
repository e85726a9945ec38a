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
    ScheduleState,
    ScheduleUpdate,
)
from temporalio.service import RPCError, RPCStatusCode

from activities.backups.messages import RoundInput
from temporal import task_queues
from workflows.ids import (
    BACKUPS_SCHEDULE,
    DRILLS_SCHEDULE,
    UPKEEP_SCHEDULE,
    WATCH_SCHEDULE,
    WorkflowName,
)

BACKUPS_INTERVAL = timedelta(minutes=10)
"""How often it is asked whose turn it is; how often each has one is a setting."""
DRILLS_INTERVAL = timedelta(hours=1)
WATCH_INTERVAL = timedelta(seconds=5)


async def ensure_upkeep(client: Client, host: str, interval: timedelta) -> None:
    """Make sure that a host's upkeep is scheduled, and let it run now."""
    schedule_id = f"{UPKEEP_SCHEDULE}-{host}"
    schedule = _upkeep(host, interval)
    if not await _create_or_update(client, schedule_id, schedule, at_once=True):
        await client.get_schedule_handle(schedule_id).trigger()


async def ensure_backups(client: Client, host: str, *, enabled: bool) -> None:
    """Make sure that a host's backups and their trials are scheduled, or paused when disabled."""
    for schedule_id, name, every in (
        (BACKUPS_SCHEDULE, WorkflowName.BACK_UP_ALL, BACKUPS_INTERVAL),
        (DRILLS_SCHEDULE, WorkflowName.PROVE_BACKUPS, DRILLS_INTERVAL),
    ):
        schedule = _round(name, f"{schedule_id}-{host}", host, every, paused=not enabled)
        await _create_or_update(client, f"{schedule_id}-{host}", schedule)


async def _create_or_update(
    client: Client, schedule_id: str, schedule: Schedule, *, at_once: bool = False
) -> bool:
    """Make a schedule what the code says; return whether it is new."""
    try:
        await client.create_schedule(schedule_id, schedule, trigger_immediately=at_once)
    except ScheduleAlreadyRunningError:
        handle = client.get_schedule_handle(schedule_id)
        await handle.update(lambda _: ScheduleUpdate(schedule=schedule))
        return False
    return True


def _round(
    name: WorkflowName, workflow_id: str, host: str, every: timedelta, *, paused: bool
) -> Schedule:
    return Schedule(
        action=ScheduleActionStartWorkflow(
            name, RoundInput(host=host), id=workflow_id, task_queue=task_queues.ORCHESTRATOR
        ),
        spec=ScheduleSpec(intervals=[ScheduleIntervalSpec(every=every)], jitter=every / 10),
        # Whoever missed a turn has it in the next round.
        policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.SKIP, catchup_window=every),
        state=ScheduleState(paused=paused),
    )


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
