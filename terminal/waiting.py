"""Saying why nothing happens: without a worker a job waits, safely but silently."""

import asyncio
from typing import Self

from rich.console import Console
from rich.markup import escape

from api.views import WORKERS
from sdk.client import OrchestratorClient
from sdk.errors import ApiError

SILENCE_SECONDS = 2.0
LONGEST_SILENCE_SECONDS = 30.0


class Silence:
    """The time in which a job gives no sign; it is explained once, if a worker is missing.

    Args:
        client: Knows whether workers are there.
        console: Where to say so.
        seconds: How long a silence may last before it is looked into; later looks are rarer.
    """

    def __init__(
        self, client: OrchestratorClient, console: Console, *, seconds: float = SILENCE_SECONDS
    ) -> None:
        self._client = client
        self._console = console
        self._seconds = seconds
        self._looking: asyncio.Task[None] | None = None

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def begin(self) -> None:
        """Begin to wait for a sign."""
        self.end()
        self._looking = asyncio.create_task(self._look())

    def end(self) -> None:
        """Take note of a sign, or stop waiting for one."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    async def _look(self) -> None:
        pause = self._seconds
        while True:
            await asyncio.sleep(pause)
            missing = await self._missing_workers()
            if missing:
                return self._tell(missing)
            pause = min(LONGEST_SILENCE_SECONDS, pause * 2)

    async def _missing_workers(self) -> str:
        """Return what is said of the workers if only they are missing; else nothing."""
        try:
            readiness = await self._client.ready()
        except ApiError:
            return ""  # the API is on its way back; the stream of events waits for it too
        states = (state for state in readiness.dependencies if state.name == WORKERS)
        return next((state.detail for state in states if readiness.ready), "")

    def _tell(self, missing: str) -> None:
        self._console.print(
            f"[yellow]The job is accepted and waits for a worker.[/] {escape(missing)}\n"
            "It goes on by itself as soon as one runs: 'orchestrator worker' starts one.",
            highlight=False,
        )
