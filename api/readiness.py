"""Whether what the API needs answers: looked at once for all who ask at about the same time."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from api.views import Readiness

KEPT_SECONDS, UNREADY_KEPT_SECONDS = 1.0, 0.1
"""How long an answer holds; a bad one shorter, since at a start everybody waits for its end."""


class ReadinessDesk:
    """Gives everybody the last answer while it holds, so that asking costs nothing.

    Args:
        clock: Seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._one_at_a_time = asyncio.Lock()
        self._kept: Readiness | None = None
        self._until = 0.0

    async def answer(self, look: Callable[[], Awaitable[Readiness]]) -> Readiness:
        """Return what was seen just now, or else look; who comes meanwhile waits for that."""
        async with self._one_at_a_time:
            if self._kept is None or self._clock() >= self._until:
                self._kept = await look()
                lasts = KEPT_SECONDS if self._kept.ready else UNREADY_KEPT_SECONDS
                self._until = self._clock() + lasts
            return self._kept
