"""What the machine and applications use, over time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from math import ceil
from typing import TypeVar

from pydantic import Field

from models.base import Model, Text

_SUMMED = ("samples", "restarts", "oom_kills")
_Number = TypeVar("_Number", int, float)


class Step(IntEnum):
    """How much time a sample stands for, in seconds."""

    RAW = 0
    """One measurement."""
    QUARTER_HOUR = 900
    DAY = 86_400

    def slot(self, at: datetime) -> datetime:
        """Return the beginning of the slot that a moment is in."""
        return slot_of(at, timedelta(seconds=self.value))


class Sample(Model):
    """What a subject used within a slot of time."""

    subject: str
    """Id of an application, or ``host:<name>``."""
    at: datetime
    """Beginning of the slot."""
    step: Step = Step.RAW
    samples: int = Field(default=1, ge=1)
    """How many measurements it is made of."""
    cpu: float | None = None
    """Cores, on average; None where there was nothing to compare with."""
    cpu_p95: float | None = None
    cpu_max: float | None = None
    throttled: float | None = None
    """Share of the time that it wanted more CPU than its limit, on average."""
    memory: int
    """Bytes without page cache, on average."""
    memory_p95: int
    memory_max: int
    disk: int | None = None
    """Bytes of data, the most within the slot."""
    pids: int | None = None
    """Processes, the most within the slot."""
    load: float | None = None
    """Programs that wait for the machine's CPU, on average."""
    restarts: int = 0
    oom_kills: int = 0


def slot_of(at: datetime, length: timedelta) -> datetime:
    """Return the beginning of the slot of that length that a moment is in."""
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return epoch + (at - epoch) // length * length


def merged(parts: Sequence[Sample], step: Step) -> Sample:
    """Return one sample for a slot made of several of the same subject.

    Averages are weighted by their numbers of measurements, so that averages of averages are
    those of all measurements; percentiles are those of the parts' percentiles.
    """
    first = parts[0]
    return Sample(
        subject=first.subject,
        at=step.slot(first.at),
        step=step,
        cpu=_mean([(part.cpu, part.samples) for part in parts]),
        cpu_p95=percentile([p.cpu_p95 for p in parts if p.cpu_p95 is not None], 0.95),
        cpu_max=_most([part.cpu_max for part in parts]),
        throttled=_mean([(part.throttled, part.samples) for part in parts]),
        memory=round(_mean([(float(part.memory), part.samples) for part in parts]) or 0),
        memory_p95=percentile([part.memory_p95 for part in parts], 0.95) or 0,
        memory_max=max(part.memory_max for part in parts),
        disk=_most([part.disk for part in parts]),
        pids=_most([part.pids for part in parts]),
        load=_mean([(part.load, part.samples) for part in parts]),
        **{name: sum(getattr(part, name) for part in parts) for name in _SUMMED},
    )


def percentile(values: Sequence[_Number], share: float) -> _Number | None:
    """Return the least value that this share of all values does not exceed; None of none."""
    if not values:
        return None
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def _mean(values: Sequence[tuple[float | None, int]]) -> float | None:
    known = [(value, weight) for value, weight in values if value is not None]
    weights = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / weights if weights else None


def _most(values: Sequence[_Number | None]) -> _Number | None:
    return max((value for value in values if value is not None), default=None)


def host_subject(host: str) -> str:
    """Return the name of a machine among the subjects that are measured."""
    return f"host:{host}"


class Recommendation(Model):
    """Limits that would fit better, and why."""

    memory_mb: int
    cpus: float
    because: Text
