"""The line of waiting jobs: in which order they come, what they lack, how long it takes; pure.

The order is that of the Temporal server, which lets them in: priority first, then owners by
turns. It is worked out anew here only to tell people where they stand.
"""

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from models.queue import Capacity, Need, Scarce, Shortage

LEAST_REMAINING = 5.0
"""Seconds that a job needs at least when it takes longer than it should."""
_EXACT = 10


class Turn(IntEnum):
    """What comes before priority and owner."""

    RETURNING = 0
    """Was let in before, and lost its reservation while nobody worked on it."""
    AT_HEAD = 1
    """The server has chosen it: it is let in as soon as there is room."""
    IN_LINE = 2
    AT_ONCE = 3
    """Never waits: what it holds is taken whether there is room or not."""


@dataclass(frozen=True)
class Waiting:
    """A job that waits."""

    job_id: str
    owner: str
    turn: int
    priority: int
    need: Need
    seconds: float
    asked_at: datetime
    told: int = 0


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Return who comes first: by priority, then one job of each owner after the other."""
    rounds = Counter[tuple[int, str]]()
    keyed = []
    for job in sorted(waiting, key=lambda each: (each.turn, each.asked_at, each.job_id)):
        served = (job.priority, job.owner)
        keyed.append((job.turn, job.priority, rounds[served], job.asked_at, job.job_id, job))
        rounds[served] += 1
    return [entry[-1] for entry in sorted(keyed, key=lambda entry: entry[:-1])]


def left_of(capacity: Capacity, taken: Need) -> Need:
    """Return what is free."""
    return Need(
        memory_mb=max(0, capacity.memory_mb - taken.memory_mb),
        cpus=max(0.0, round(capacity.cpus - taken.cpus, 3)),
        builds=max(0, capacity.builds - taken.builds),
    )


def shortage(need: Need, free: Need) -> Shortage | None:
    """Return what is short for a need, None when it fits."""
    for resource in (Scarce.BUILDS, Scarce.MEMORY, Scarce.CPUS):
        name = {Scarce.MEMORY: "memory_mb"}.get(resource, resource.value)
        needed, left = getattr(need, name), getattr(free, name)
        if needed > left:
            return Shortage(resource=resource, needed=needed, free=left)
    return None


def seconds_to_wait(
    remaining: Sequence[float], ahead: Sequence[float], places: int
) -> float | None:
    """Return when a place gets free for whoever comes after ``ahead``.

    Args:
        remaining: Seconds that each job that holds a place will still take.
        ahead: Seconds that each job before it in line will take.
        places: How many jobs are carried out at a time.
    """
    if places <= 0:
        return None
    busy = sorted(max(LEAST_REMAINING, each) for each in remaining)[:places]
    free_at = [0.0] * (places - len(busy)) + busy
    heapq.heapify(free_at)
    for each in ahead:
        heapq.heapreplace(free_at, free_at[0] + each)
    return free_at[0]


def coarse(position: int) -> int:
    """Return a position as it is told: exact for the first ten, then by tens and hundreds."""
    if position <= _EXACT:
        return position
    step = 10 if position <= 10 * _EXACT else 100
    return -(-position // step) * step
