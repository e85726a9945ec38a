"""All that is scheduled for a host."""

import asyncio
from datetime import timedelta

from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from settings import Settings
from temporal.resource_schedules import ensure_resource_schedules
from temporal.schedules import ensure_backups, ensure_host_watch, ensure_upkeep
from workflows.ids import (
    BACKUPS_SCHEDULE,
    DRILLS_SCHEDULE,
    TENDING,
    UPKEEP_SCHEDULE,
    clean_up_id,
)


async def ensure_host_schedules(client: Client, settings: Settings, *, alone: bool) -> None:
    """Make the schedules of this host what the settings say; several hosts are watched too.

    Args:
        client: Of the server that keeps them.
        settings: Which host it is, and how often it is looked after.
        alone: Whether there is no other host.

    Raises:
        RPCError: The server did not take one; those before it are kept.
    """
    host = settings.runtime.host_name
    await ensure_upkeep(client, host, timedelta(seconds=settings.health.look_seconds))
    await ensure_backups(client, host, enabled=settings.backups.enabled)
    interval = timedelta(seconds=settings.resources.interval_seconds)
    await ensure_resource_schedules(client, host, interval)
    if not alone:
        await ensure_host_watch(client)


def schedule_ids(host: str) -> tuple[str, ...]:
    """Return the ids of all schedules that are a host's own; the watch is for all hosts."""
    own = (UPKEEP_SCHEDULE, BACKUPS_SCHEDULE, DRILLS_SCHEDULE, TENDING)
    return (*(f"{name}-{host}" for name in own), clean_up_id(host))


async def forget_host_schedules(client: Client, host: str) -> None:
    """Remove all that is scheduled for a host that is no more; what is gone already is fine.

    Nobody polls the queue of such a host: what started there would stay open for ever.

    Raises:
        RPCError: One could not be removed; the others were tried all the same.
    """
    ended = await asyncio.gather(
        *(_forget(client, schedule_id) for schedule_id in schedule_ids(host)),
        return_exceptions=True,
    )
    for problem in ended:
        if problem is not None:
            raise problem


async def _forget(client: Client, schedule_id: str) -> None:
    try:
        await client.get_schedule_handle(schedule_id).delete()
    except RPCError as problem:
        if problem.status is not RPCStatusCode.NOT_FOUND:
            raise
