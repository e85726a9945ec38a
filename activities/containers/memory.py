"""The most memory that programs took while they ran, measured from outside."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from activities.containers.programs.family import descendants, resident_bytes

SAMPLE_SECONDS = 0.2
_FIRST_SECONDS = 0.01
"""Some programs are through with it before the second look otherwise."""


class MemoryMeter:
    """Watches processes with all that they start; those that run side by side count together.

    Shared pages count for nobody. What comes and goes between two looks is missed: this is for
    knowing what work usually takes, not for holding anybody to a limit.
    """

    def __init__(self, sample_seconds: float = SAMPLE_SECONDS) -> None:
        self.peak_bytes = 0
        """The most so far; 0 when nothing was seen."""
        self._every = sample_seconds
        self._watched: set[int] = set()
        self._sampling: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def watching(self, pid: int) -> AsyncIterator[None]:
        """Watch a process while the block runs."""
        self._watched.add(pid)
        if self._sampling is None:
            self._sampling = asyncio.create_task(self._sample())
        try:
            yield
        finally:
            self._watched.discard(pid)
            if not self._watched and self._sampling is not None:
                ended, self._sampling = self._sampling, None
                ended.cancel()
                await asyncio.wait([ended])

    def saw(self, peak_bytes: int) -> None:
        """Take in what somebody else has measured."""
        self.peak_bytes = max(self.peak_bytes, peak_bytes)

    async def _sample(self) -> None:
        pause = min(_FIRST_SECONDS, self._every)
        while True:
            self.saw(await asyncio.to_thread(_held_by, frozenset(self._watched)))
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, self._every)


def _held_by(roots: frozenset[int]) -> int:
    return sum(resident_bytes(pid) for root in roots for pid in (root, *descendants(root)))
