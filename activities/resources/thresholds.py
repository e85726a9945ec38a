"""When something is too much for too long, and when it is well again: pure."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

CLEAR_SHARE = 0.9
"""Of the threshold: below it, for as long as it took to raise it, all is well again."""


class Verdict(StrEnum):
    """What a row of values says."""

    HIGH = "high"
    WELL = "well"
    BETWEEN = "between"
    """Neither: whatever was said before still holds."""


class Threshold(NamedTuple):
    """What is too much, and for how many measurements in a row."""

    high: float
    needed: int

    @property
    def low(self) -> float:
        """What all values must be below before it is well again."""
        return self.high * CLEAR_SHARE


def judge(values: Sequence[float], threshold: Threshold) -> Verdict:
    """Judge the newest values; with fewer than are needed nothing can be said."""
    newest = values[-threshold.needed :]
    if len(newest) < threshold.needed:
        return Verdict.BETWEEN
    if all(value >= threshold.high for value in newest):
        return Verdict.HIGH
    if all(value < threshold.low for value in newest):
        return Verdict.WELL
    return Verdict.BETWEEN
