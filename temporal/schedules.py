"""Schedules, created or updated to what the code says each time a worker starts."""

from datetime import timedelta

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleIntervalSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleSpec,
    ScheduleState,
)

from activities.backups.messages import RoundInput
from temporal import task_queues
from temporal.ensuring import ensure_schedule, repeated
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
LOOK_LIMIT = timedelta(minutes=5)
"""How long one look at a host, or at all hosts, may take."""


async def ensure_upkeep(client: Client, host: str, interval: timedelta) -> None:
    """Make sure that a host's upkeep is scheduled, and let it run now."""
    schedule_id = f"{UPKEEP_SCHEDULE}-{host}"
    schedule = repeated(
        WorkflowName.UPKEEP, host, workflow_id=schedule_id, every=interval, at_most=LOOK_LIMIT
    )
    if not await ensure_schedule(client, schedule_id, schedule, at_once=True):
        await client.get_schedule_handle(schedule_id).trigger()


async def ensure_backups(client: Client, host: str, *, enabled: bool) -> None:
    """Make sure that a host's backups and their trials are scheduled, or paused when disabled."""
    for schedule_id, name, every in (
        (BACKUPS_SCHEDULE, WorkflowName.BACK_UP_ALL, BACKUPS_INTERVAL),
        (DRILLS_SCHEDULE, WorkflowName.PROVE_BACKUPS, DRILLS_INTERVAL),
    ):
        schedule = _round(name, f"{schedule_id}-{host}", host, every, paused=not enabled)
        await ensure_schedule(client, f"{schedule_id}-{host}", schedule)


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


async def ensure_host_watch(client: Client) -> None:
    """Make sure that hosts are watched."""
    schedule = repeated(
        WorkflowName.HOST_WATCH,
        workflow_id=WATCH_SCHEDULE,
        every=WATCH_INTERVAL,
        at_most=LOOK_LIMIT,
    )
    await ensure_schedule(client, WATCH_SCHEDULE, schedule)
