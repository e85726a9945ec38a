"""How much memory a build takes, learned from those before it."""

import math
from collections.abc import Sequence
from typing import Protocol

import structlog

from models.errors import StorageError
from models.queue import Need

NEEDED = 5
"""Fewer jobs say nothing yet."""
LOOKED_AT = 50
"""The newest jobs; what builders took long ago says little about them now."""
SHARE = 0.95
STEP_MB = 16


class Peaks(Protocol):
    """The part of :class:`storage.build_peaks.PeakRecords` that learning needs."""

    async def of_builder(self, builder: str, most: int) -> list[int]:
        """Return what the newest jobs of a builder took at most, in MB."""
        ...


class LearnedNeeds:
    """Raises what a job asks for to what such jobs really took.

    Never below what is set, and never above what the host has: a job must not be refused because
    an earlier one had room to spare.

    Args:
        peaks: What jobs took.
        most_mb: What the host gives.
    """

    def __init__(self, peaks: Peaks, most_mb: int) -> None:
        self._peaks = peaks
        self._most = most_mb

    async def raised(self, need: Need, builder: str) -> Need:
        """Return the need with the memory that such jobs take."""
        try:
            seen = await self._peaks.of_builder(builder, LOOKED_AT)
        except StorageError as problem:
            log = structlog.get_logger(__name__)
            await log.awarning("needs_not_learned", error=problem.message)
            return need
        usual = min(usual_mb(seen), self._most)
        return need.model_copy(update={"memory_mb": max(need.memory_mb, usual)})


def usual_mb(peaks: Sequence[int]) -> int:
    """Return what 95 % of the jobs did not exceed, rounded up; 0 when that can't be said yet."""
    if len(peaks) < NEEDED:
        return 0
    rank = math.ceil(SHARE * len(peaks))
    return math.ceil(sorted(peaks)[rank - 1] / STEP_MB) * STEP_MB
