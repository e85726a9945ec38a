"""What an agent reports while it works: heartbeats at once, lines of the job's log in batches."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from activities.building.agents.port import AgentEvent, EventKind
from activities.building.turns.ports import Journal
from activities.heartbeat import tell
from models.jobs import JobContext, LogLevel

BATCH_SECONDS = 0.5
MOST_LINES = 400
"""Of one turn; what comes after them is counted."""
_LEVELS = {
    EventKind.MESSAGE: LogLevel.DEBUG,
    EventKind.TOOL: LogLevel.INFO,
    EventKind.PERMISSION: LogLevel.INFO,
    EventKind.WARNING: LogLevel.WARNING,
}


class Reporter:
    """Listens to one turn.

    Args:
        journal: Where the lines go.
        job: Whose they are.
        step: The step that they tell of.
    """

    def __init__(self, journal: Journal, job: JobContext, step: str) -> None:
        self._journal = journal
        self._job = job
        self._step = step
        self._session = ""
        self._seen: Counter[str] = Counter()
        self._lines: list[tuple[LogLevel, str]] = []
        self._taken = 0

    @asynccontextmanager
    async def writing(self, session: str) -> AsyncIterator[None]:
        """Write what is heard for as long as the block runs, and the rest at its end."""
        self._session = session
        tell(session, {})
        writer = asyncio.create_task(self._write_on())
        try:
            yield
        finally:
            writer.cancel()
            with suppress(asyncio.CancelledError):
                await writer
            await asyncio.shield(self._write_out())

    def hear(self, event: AgentEvent) -> None:
        """Take a report; each one is a sign of life."""
        self._seen[event.kind.value] += 1
        tell(self._session, dict(self._seen))
        level = _LEVELS.get(event.kind)
        if level is None or not event.text.strip():
            return
        if self._taken < MOST_LINES:
            self._lines.append((level, event.text))
        self._taken += 1

    async def _write_on(self) -> None:
        while True:
            await asyncio.sleep(BATCH_SECONDS)
            await self._write_out()

    async def _write_out(self) -> None:
        lines, self._lines = self._lines, []
        start = 0
        for at in range(1, len(lines) + 1):
            if at == len(lines) or lines[at][0] is not lines[start][0]:
                texts = [text for _, text in lines[start:at]]
                await self._journal.write(self._job, self._step, *texts, level=lines[start][0])
                start = at

    async def tell_left_out(self) -> None:
        """Say how many reports were not written."""
        if self._taken > MOST_LINES:
            told = f"… {self._taken - MOST_LINES} more reports of the agent left out."
            await self._journal.write(self._job, self._step, told)
