"""Following an application's own log: lines as server-sent events."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Self

from api.frames import Frame
from api.hub import HubClosed
from models.application_logs import ApplicationLogLine
from storage.application_logs import ApplicationLog, Wanted

LEASE_SECONDS = 30.0
"""For how long the host is asked to collect; it is asked again while somebody follows."""
POLL_SECONDS = 0.3
AGAIN_SECONDS = 2.0
"""Pause after the host did not answer."""
PAGE = 500
Collect = Callable[[float], Awaitable[bool]]


class LogFollower:
    """One reader of one application's log, at a pace of its own.

    It reads a page, and the next one only when that was taken: nobody waits for a slow reader, and
    no more than a page is in memory.

    Args:
        log: What is kept.
        collect: Has the log collected for some seconds.
        wanted: Which lines are wanted.
        closed: Tells whether the process stops.
    """

    def __init__(
        self, log: ApplicationLog, collect: Collect, wanted: Wanted, closed: Callable[[], bool]
    ) -> None:
        self._log = log
        self._collect = collect
        self._wanted = wanted
        self._closed = closed
        self._application_id = ""
        self._after = 0

    async def __aenter__(self) -> Self:
        self._collecting = asyncio.create_task(self._keep_collecting())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._collecting.cancel()
        with suppress(asyncio.CancelledError):
            await self._collecting

    def follow(self, application_id: str, after: int = 0) -> None:
        """Follow a log from behind that line."""
        self._application_id, self._after = application_id, after

    async def frames(self, patience: float) -> list[Frame]:
        """Return the next lines; none when the time is over.

        Raises:
            HubClosed: The process stops.
        """
        deadline = asyncio.get_running_loop().time() + patience
        while asyncio.get_running_loop().time() < deadline:
            if self._closed():
                raise HubClosed
            found = await self._log.read(
                self._application_id, after=self._after, wanted=self._wanted, limit=PAGE
            )
            self._after = found.position
            if found.items:
                return [_frame(self._application_id, line) for line in found.items]
            await asyncio.sleep(POLL_SECONDS)
        return []

    async def _keep_collecting(self) -> None:
        while True:
            if not await self._collect(LEASE_SECONDS):
                await asyncio.sleep(AGAIN_SECONDS)


def _frame(application_id: str, line: ApplicationLogLine) -> Frame:
    text = line.model_dump_json()
    return Frame(
        job_id=application_id,
        sequence=line.number,
        last=False,
        server_sent=f"id: {line.number}\ndata: {text}\n\n".encode(),
        socket_text=text,
    )
