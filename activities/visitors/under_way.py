"""Visits that have not ended: the access log tells of them only when they have.

A WebSocket or a stream may stay open for days. As long as one is, its application is being visited.
"""

import asyncio
from datetime import timedelta
from typing import Protocol

import structlog

from models.base import utc_now
from models.errors import OrchestrationError
from storage.traffic import TrafficRecords

LOOK_EVERY = timedelta(seconds=30)
SEEN_WITHIN = timedelta(seconds=75)
"""What was seen under way longer ago than two looks has ended since."""


class OpenRequests(Protocol):
    """The part of :class:`activities.serving.proxy.Proxy` that knows what is under way."""

    async def open_requests(self) -> dict[str, int]:
        """Return how many requests each application is answering, by its id."""
        ...


class UnderWay:
    """Notes again and again who is being visited now.

    Args:
        proxy: What leads visitors.
        records: Where it is noted.
    """

    def __init__(self, proxy: OpenRequests, records: TrafficRecords) -> None:
        self._proxy = proxy
        self._records = records
        self._log = structlog.get_logger("activities.visitors")

    async def run(self) -> None:
        """Look again and again until cancelled."""
        while True:
            try:
                await self.look()
            except OrchestrationError as problem:
                await self._log.awarning("open_visits_not_seen", cause=problem.message)
            await asyncio.sleep(LOOK_EVERY.total_seconds())

    async def look(self) -> int:
        """Note what is under way now; return how many applications that is."""
        found = await self._proxy.open_requests()
        if found:
            await self._records.note_open(found, utc_now())
        return len(found)
