"""How far an order of jobs is from being fair between owners, and from keeping priorities; pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Queued:
    """A job that waits."""

    owner: str
    priority: int


def fair_shares(backlogs: Mapping[str, int], served: int) -> dict[str, float]:
    """Return what each owner should have got of so many: all alike, nobody more than they have."""
    shares = dict.fromkeys(backlogs, 0.0)
    left, hungry = float(served), {owner for owner, size in backlogs.items() if size}
    while left > 1e-9 and hungry:
        each = min(left / len(hungry), min(backlogs[owner] - shares[owner] for owner in hungry))
        for owner in hungry:
            shares[owner] += each
        left -= each * len(hungry)
        hungry = {owner for owner in hungry if backlogs[owner] - shares[owner] > 1e-9}
    return shares


def unfairness(order: Sequence[Queued]) -> float:
    """Return by how much an owner was ever off its fair share, beyond one job that can't be split.

    The share is that of the jobs of one priority, at each prefix of the order.
    """
    worst = 0.0
    for priority in {job.priority for job in order}:
        alike = [job.owner for job in order if job.priority == priority]
        backlogs, got = Counter(alike), Counter[str]()
        for served, owner in enumerate(alike, start=1):
            got[owner] += 1
            for each, fair in fair_shares(backlogs, served).items():
                worst = max(worst, (abs(got[each] - fair) - 1) / max(fair, 1.0))
    return max(0.0, worst)


def overtaken(order: Sequence[Queued]) -> int:
    """Return how many jobs were let in although one of a better priority still waited."""
    best_left = [0] * len(order)
    best = max((job.priority for job in order), default=0)
    for place in range(len(order) - 1, -1, -1):
        best_left[place] = best
        best = min(best, order[place].priority)
    return sum(job.priority > later for job, later in zip(order, best_left, strict=True))
