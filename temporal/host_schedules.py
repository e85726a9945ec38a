"""All that is scheduled for a host."""

from datetime import timedelta

from temporalio.client import Client

from settings import Settings
from temporal.resource_schedules import ensure_resource_schedules
from temporal.schedules import ensure_backups, ensure_host_watch, ensure_upkeep


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
