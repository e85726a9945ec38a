"""The activity that collects what an application writes, for as long as somebody looks."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from temporalio import activity

from activities.application_logs.collector import LogCollector
from activities.application_logs.messages import CollectLogInput

EVERY_SECONDS = 0.4


class LogActivities:
    """Collects logs on one host."""

    def __init__(self, collector: LogCollector) -> None:
        self._collector = collector

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [self.collect]

    @activity.defn(name="application_logs.collect")
    async def collect(self, request: CollectLogInput) -> None:
        """Take over what is new, again and again until the time is over; once at least.

        Raises:
            NotFound: There is no such application.
        """
        end = time.monotonic() + request.seconds
        await self._collector.collect(request.application_id)
        while time.monotonic() < end and not _stopping():
            await asyncio.sleep(EVERY_SECONDS)
            await self._collector.collect(request.application_id)


def _stopping() -> bool:
    return activity.in_activity() and activity.is_worker_shutdown()
