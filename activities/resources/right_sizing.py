"""Which limits would fit what an application uses: pure, and steady once it is followed."""

from collections.abc import Sequence
from math import ceil

from models.base import Model
from models.resources import Recommendation, Sample, percentile
from models.specification import ResourceLimits
from settings import ResourceSettings

MEMORY_GRAIN_MB = 32
CPU_GRAIN = 0.25
LEAST_CPUS = 0.5
"""With less than that, starting takes long."""
SHRINK_SHARE = 0.7
"""Less is recommended only when it is this much less, so that it does not go up and down."""
GROWTH = 1.5
"""By how much more is recommended when it was clearly too little, however little was seen."""
HELD_BACK = 0.1
"""Share of the time that an application may wait for CPU before it should get more."""
_MEGABYTE = 1024 * 1024


class Observed(Model):
    """What an application used since its limits were changed last."""

    hours: float = 0.0
    """How long it was measured."""
    memory_p99: int = 0
    """Bytes that 99 % of the quarters of an hour stayed below throughout."""
    cpu_p95: float | None = None
    """Cores."""
    throttled: float | None = None
    """Share of the time that it waited for CPU; None where CPU is not limited."""
    oom_kills: int = 0


def observed(samples: Sequence[Sample]) -> Observed:
    """Return what an application's samples, of quarters of an hour, say about its needs."""
    cpu = [sample.cpu_p95 for sample in samples if sample.cpu_p95 is not None]
    waited = [sample.throttled for sample in samples if sample.throttled is not None]
    return Observed(
        hours=len(samples) / 4,
        memory_p99=percentile([sample.memory_max for sample in samples], 0.99) or 0,
        cpu_p95=percentile(cpu, 0.95),
        throttled=percentile(waited, 0.95),
        oom_kills=sum(sample.oom_kills for sample in samples),
    )


def recommend(
    seen: Observed, limits: ResourceLimits, settings: ResourceSettings
) -> Recommendation | None:
    """Return limits that fit better; None when these do, or too little was seen to say so.

    An application that was ended for want of memory gets more at once.
    """
    enough = seen.hours >= settings.right_sizing_hours
    if not enough and not seen.oom_kills:
        return None
    memory = _memory(seen, limits, settings, may_shrink=enough)
    cpus = _cpus(seen, limits, settings) if enough else limits.cpus
    if (memory, cpus) == (limits.memory_mb, limits.cpus):
        return None
    return Recommendation(memory_mb=memory, cpus=cpus, because=_because(seen))


def _memory(
    seen: Observed, limits: ResourceLimits, settings: ResourceSettings, *, may_shrink: bool
) -> int:
    now = limits.memory_mb
    wanted = float(seen.memory_p99) * settings.headroom / _MEGABYTE
    if seen.oom_kills:
        wanted = max(wanted, now * GROWTH)
    needed = int(_up(wanted, MEMORY_GRAIN_MB))
    if needed > now:
        return max(now, min(needed, settings.largest_memory_mb))
    less = max(needed, settings.least_memory_mb)
    return less if may_shrink and less <= now * SHRINK_SHARE else now


def _cpus(seen: Observed, limits: ResourceLimits, settings: ResourceSettings) -> float:
    if seen.throttled is None or seen.cpu_p95 is None:
        return limits.cpus
    now, needed = limits.cpus, _up(seen.cpu_p95 * GROWTH, CPU_GRAIN)
    if seen.throttled > HELD_BACK:
        more = max(needed, _up(now * GROWTH, CPU_GRAIN))
        return max(now, min(more, settings.largest_cpus))
    less = max(needed, LEAST_CPUS)
    return less if less <= now * SHRINK_SHARE else now


def _up(value: float, grain: float) -> float:
    return ceil(round(value / grain, 6)) * grain


def _because(seen: Observed) -> str:
    days = f"{seen.hours / 24:.1f} days" if seen.hours >= 48 else f"{seen.hours:.0f} hours"
    told = f"Within {days} it used up to {seen.memory_p99 / _MEGABYTE:.0f} MB of memory"
    if seen.cpu_p95 is not None and seen.throttled is not None:
        told += f" and {seen.cpu_p95:.2f} cores"
    if seen.oom_kills:
        times = "once" if seen.oom_kills == 1 else f"{seen.oom_kills} times"
        told += f", and was ended {times} because that was not enough"
    return f"{told}."
