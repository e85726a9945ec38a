"""Figures that do not depend on how fast the machine is, or on what else it does."""

import time
from collections.abc import Callable
from typing import Any


def cpu_seconds(work: Callable[[], Any], tries: int = 3) -> float:
    """Return the CPU time that the work takes: the best of a few tries, without what disturbs."""
    return min(_once(work) for _ in range(tries))


def _once(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def growth(small: Callable[[], Any], large: Callable[[], Any]) -> float:
    """Return how many times as long the large work takes as the small one.

    Of four times the input a linear program needs four times as long, a quadratic one sixteen.
    """
    return cpu_seconds(large) / max(cpu_seconds(small), 1e-4)
