"""What building and running an application will probably take; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from models.builders import EMBEDDED
from models.errors import DiskFull
from models.proposal import Estimate
from models.specification import Complexity, ResourceLimits

LEAST_DISK_MB = 512
"""Free space without which nothing can be built: sources, packages, an image, the data."""

_LEAST_JOBS = 3
"""Fewer say nothing about the next one."""
_ASSUMED = {
    Complexity.SIMPLE: (15.0, 40.0, 180.0),
    Complexity.MODERATE: (15.0, 45.0, 180.0),
    Complexity.COMPLEX: (20.0, 60.0, 240.0),
}
"""Seconds: at least, usually, at most."""
_ASSUMED_OF_AGENTS = (120.0, 900.0, 4 * 3600.0)
"""The same where a coding agent writes the code: each of its steps takes a minute or many."""
_SECONDS, _MINUTES = 90, 90 * 60


@dataclass(frozen=True)
class PastJob:
    """How long a job took from approval to its end."""

    complexity: Complexity
    seconds: float
    builder: str = EMBEDDED


@dataclass(frozen=True)
class Free:
    """What the machine has left."""

    memory_mb: int
    disk_mb: int


def forecast(
    complexity: Complexity,
    limits: ResourceLimits,
    past: Sequence[PastJob] = (),
    free: Free | None = None,
    builder: str = "",
) -> Estimate:
    """Return an estimate, learned from earlier jobs when there are enough.

    Args:
        complexity: Of what is to be built; jobs of the same one count when there are enough.
        limits: What the application may use.
        past: Earlier jobs that ended well.
        free: What this machine has left; unknown when None.
        builder: Who will write it: only what it wrote before says how long it takes. Empty when
            that is not chosen yet.

    Raises:
        DiskFull: There is too little disk space left to build anything.
    """
    if free is not None and free.disk_mb < LEAST_DISK_MB:
        raise DiskFull(
            f"Only {free.disk_mb} MB of disk space are left, and building an application takes "
            f"about {LEAST_DISK_MB} MB.",
            remedy="Make room on the disk, then ask again; your words are kept with this job.",
        )
    past = [job for job in past if builder in ("", job.builder)]
    alike = [job.seconds for job in past if job.complexity is complexity]
    seconds = alike if len(alike) >= _LEAST_JOBS else [job.seconds for job in past]
    known = len(seconds) if len(seconds) >= _LEAST_JOBS else 0
    low, middle, high = _spread(seconds) if known else _assumed(complexity, builder)
    return Estimate(
        seconds=round(middle, 1),
        at_least=round(low, 1),
        at_most=round(high, 1),
        jobs=known,
        memory_mb=limits.memory_mb,
        disk_mb=limits.disk_mb,
        told=(_time(low, middle, high, known), *_room(limits, free)),
    )


def _assumed(complexity: Complexity, builder: str) -> tuple[float, float, float]:
    return _ASSUMED[complexity] if builder in ("", EMBEDDED) else _ASSUMED_OF_AGENTS


def _spread(seconds: Sequence[float]) -> tuple[float, float, float]:
    tenths = quantiles(seconds, n=10, method="inclusive")
    return tenths[0], tenths[4], tenths[8]


def _time(low: float, middle: float, high: float, jobs: int) -> str:
    if not jobs:
        return (
            f"From your approval to the address that works it takes about {in_words(middle)}; that "
            f"is an assumption, as too few jobs have been done here to learn from."
        )
    return (
        f"From your approval to the address that works it takes about {in_words(middle)}: half of "
        f"{jobs} earlier jobs took less, and most took {in_words(low)} to {in_words(high)}."
    )


def in_words(seconds: float) -> str:
    """Return a length of time for people."""
    if seconds < _SECONDS:
        whole = max(1, round(seconds))
        return f"{whole} second{'s' * (whole != 1)}"
    if seconds < _MINUTES:
        return f"{round(seconds / 60)} minutes"
    return f"{round(seconds / 3600)} hours"


def _room(limits: ResourceLimits, free: Free | None) -> tuple[str, ...]:
    told = [
        f"It may use up to {limits.memory_mb} MB of memory and {limits.disk_mb} MB of disk space."
    ]
    if free is not None and free.memory_mb < limits.memory_mb:
        told.append(
            f"Memory is short: only {free.memory_mb} MB are free on this machine now, so it may "
            f"run slowly or be ended. Stop another application before you approve."
        )
    if free is not None and free.disk_mb < LEAST_DISK_MB + limits.disk_mb:
        told.append(
            f"Disk space is short: {free.disk_mb} MB are free on this machine now, which is less "
            f"than building it and filling it up would take."
        )
    return tuple(told)
