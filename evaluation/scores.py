"""Precision, recall, F1 and calibration; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

_BINS = 10


@dataclass
class Tally:
    """How often something was found rightly, wrongly, and not at all."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: "Tally") -> None:
        """Count another tally in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 when nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what was to be found that was found; 1 when there was nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def calibration_error(outcomes: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error of confidences, in ten bins of equal width.

    The mean distance between confidence and share of right ones, weighted by bin size
    (Naeini, Cooper and Hauskrecht, 2015).
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
    for confidence, right in outcomes:
        bins[min(int(confidence * _BINS), _BINS - 1)].append((confidence, right))
    error = 0.0
    for members in filter(None, bins):
        confidence = sum(c for c, _ in members) / len(members)
        accuracy = sum(right for _, right in members) / len(members)
        error += abs(confidence - accuracy) * len(members) / len(outcomes)
    return error


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which that share lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]
