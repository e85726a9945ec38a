"""The numbers along the edge of a chart."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_ROWS = 4
"""About as many steps are there from one end to the other."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A word at the edge."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers along the edge, at round distances."""

    steps: Sequence[Decimal]

    @classmethod
    def over(cls, numbers: Iterable[Decimal], *, whole: bool = False) -> "Scale":
        """Return the scale on which all the numbers have room."""
        known = list(numbers) or [Decimal(0)]
        low, high = min(known), max(known)
        step = _round_step((high - low or abs(high) or Decimal(1)) / _ROWS)
        step = max(step, Decimal(1)) if whole else step
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = max((high / step).to_integral_value(ROUND_CEILING), first + 1)
        return cls([step * number for number in range(int(first), int(last) + 1)])

    def at(self, number: Decimal) -> float:
        """Return how far below the upper edge a number stands."""
        top, bottom = self.steps[-1], self.steps[0]
        return round(float((top - number) * 100 / (top - bottom)), 2)

    def ticks(self, word: Callable[[Decimal], str]) -> list[Tick]:
        """Return the words at the edge."""
        return [Tick(self.at(step), word(step)) for step in self.steps]


def _round_step(rough: Decimal) -> Decimal:
    size = Decimal(1).scaleb(rough.adjusted())
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
