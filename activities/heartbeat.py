"""One way to heartbeat: on a timer, for as long as the work runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from temporalio import activity


@asynccontextmanager
async def heartbeating() -> AsyncIterator[None]:
    """Heartbeat at a third of the heartbeat timeout while the block runs.

    The worker wraps every activity in this, so that a killed worker is noticed within one
    heartbeat timeout and a cancellation reaches the activity. Outside of an activity, and for an
    activity without a heartbeat timeout, it does nothing.
    """
    interval = _interval_seconds()
    if interval is None:
        yield
        return
    beat = asyncio.create_task(_beat(interval))
    try:
        yield
    finally:
        beat.cancel()
        with suppress(asyncio.CancelledError):
            await beat


def _interval_seconds() -> float | None:
    if not activity.in_activity():
        return None
    timeout = activity.info().heartbeat_timeout
    return timeout.total_seconds() / 3 if timeout else None


async def _beat(interval: float) -> None:
    while True:
        activity.heartbeat()
        await asyncio.sleep(interval)
