"""How busy the machine is, and from which point on that delays or refuses requests."""

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Protocol

from settings import QueueSettings

FRESH_SECONDS = 1.0
"""How long a look at the machine counts."""
_MEGABYTE = 1024 * 1024


class Level(IntEnum):
    """What a figure means for a request."""

    FREE = 0
    DELAYED = 1
    REFUSED = 2


class Gauge:
    """Two thresholds that hold until the figure has clearly gone back, so that nothing flickers.

    Args:
        delay: Threshold from which on requests are delayed.
        refuse: Threshold from which on they are refused.
        relief: Share of a threshold at which it does not hold any more.
        low: Whether low figures are the bad ones.
    """

    def __init__(self, delay: float, refuse: float, *, relief: float, low: bool = False) -> None:
        self._delay = delay
        self._refuse = refuse
        self._relief = relief
        self._low = low
        self.level = Level.FREE

    def read(self, figure: float) -> Level:
        """Take a figure and return what it means, given what the ones before meant."""
        for level, threshold in ((Level.REFUSED, self._refuse), (Level.DELAYED, self._delay)):
            needed = self._relief if self.level >= level else 1.0
            if self._share(figure, threshold) >= needed:
                self.level = level
                return level
        self.level = Level.FREE
        return Level.FREE

    def _share(self, figure: float, threshold: float) -> float:
        if self._low:
            figure, threshold = threshold, figure
        return figure / threshold if threshold else (float("inf") if figure else 0.0)


@dataclass(frozen=True)
class Sample:
    """How the machine is now."""

    free_memory_mb: float
    free_disk_mb: float
    load: float
    """Per processor."""


class Machine(Protocol):
    """Where builds are carried out."""

    def look(self) -> Sample:
        """Return how it is now."""
        ...


class LocalMachine:
    """The machine that this process runs on.

    Args:
        folder: On the disk that everything is kept on.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def look(self) -> Sample:
        """See :class:`Machine`."""
        import psutil  # the first request needs it, no start does

        there = next(place for place in (self._folder, *self._folder.parents) if place.exists())
        return Sample(
            free_memory_mb=psutil.virtual_memory().available / _MEGABYTE,
            free_disk_mb=shutil.disk_usage(there).free / _MEGABYTE,
            load=os.getloadavg()[0] / (os.cpu_count() or 1),
        )


class Pressure:
    """What the machine and the number of jobs mean for the next request.

    Args:
        settings: The thresholds.
        machine: Where builds are carried out.
        clock: Seconds, monotonic.
    """

    def __init__(
        self,
        settings: QueueSettings,
        machine: Machine,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        relief, self._machine, self._clock = settings.relief, machine, clock
        self._jobs = Gauge(settings.delay_jobs, settings.refuse_jobs, relief=relief)
        self._load = Gauge(settings.delay_load, settings.refuse_load, relief=relief)
        self._memory = Gauge(
            settings.delay_free_memory_mb,
            settings.refuse_free_memory_mb,
            relief=relief,
            low=True,
        )
        self._disk = Gauge(
            settings.delay_free_disk_mb, settings.refuse_free_disk_mb, relief=relief, low=True
        )
        self._looked_at = float("-inf")

    def of_machine(self) -> tuple[Level, str]:
        """Return how much the machine delays requests, and what of it."""
        now = self._clock()
        if now - self._looked_at >= FRESH_SECONDS:
            self._looked_at = now
            sample = self._machine.look()
            self._memory.read(sample.free_memory_mb)
            self._disk.read(sample.free_disk_mb)
            self._load.read(sample.load)
        gauges = ((self._disk, "disk"), (self._memory, "memory"), (self._load, "load"))
        return max(((gauge.level, name) for gauge, name in gauges), key=lambda each: each[0])

    def of_jobs(self, busy: int) -> Level:
        """Return how much the jobs of everybody delay one more."""
        return self._jobs.read(busy)
