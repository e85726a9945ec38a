"""One way to heartbeat: on a timer, for as long as the work runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar

from temporalio import activity

Details = tuple[object, ...]

_TOLD: ContextVar[list[Details]] = ContextVar("what the running activity has told of itself")


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
    told: list[Details] = [()]
    _TOLD.set(told)
    beat = asyncio.create_task(_beat(interval, told))
    try:
        yield
    finally:
        beat.cancel()
        with suppress(asyncio.CancelledError):
            await beat


def tell(*details: object) -> None:
    """Heartbeat now with these details, which the timer then repeats; the server keeps the last."""
    told = _TOLD.get(None)
    if told is not None:
        told[:] = [details]
    if activity.in_activity():
        activity.heartbeat(*details)


def _interval_seconds() -> float | None:
    if not activity.in_activity():
        return None
    timeout = activity.info().heartbeat_timeout
    return timeout.total_seconds() / 3 if timeout else None


async def _beat(interval: float, told: list[Details]) -> None:
    while True:
        activity.heartbeat(*told[0])
        await asyncio.sleep(interval)
