"""The bell of PostgreSQL: a connection of its own that hears the server's notices."""

import asyncio
import contextlib
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from storage.bells import CHANNEL, Listening

AGAIN_SECONDS = 5.0
"""Between two tries to connect: meanwhile one looks more often."""

_log = structlog.get_logger(__name__)


class NoticeBell(Listening):
    """Is rung by the server; connects again when the connection is lost."""

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__()
        self._engine = engine
        self._task = asyncio.create_task(self._listen(), name="bell")

    async def close(self) -> None:
        """Hear nothing any more."""
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    async def _listen(self) -> None:
        while True:
            try:
                await self._hear()
            except Exception as why:  # whatever the driver has: one looks more often meanwhile
                _log.warning("notices_not_heard", error=str(why), again_in=AGAIN_SECONDS)
            await asyncio.sleep(AGAIN_SECONDS)

    async def _hear(self) -> None:
        """Listen until the connection is lost."""
        async with self._engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            if driver is None:
                return
            lost = asyncio.Event()
            driver.add_termination_listener(lambda _: lost.set())
            await driver.add_listener(CHANNEL, self._notice)
            try:
                self.works = True
                self.ring()  # what was told before is looked for now
                await lost.wait()
            finally:
                self.works = False
                self.ring()
                # It listened: whoever takes a connection from the pool gets another one.
                await connection.invalidate()

    def _notice(self, *_: Any) -> None:
        self.ring()
