"""Works out how far a number is on its way to another."""

from dataclasses import dataclass
from decimal import Decimal

from app.measure import Measure
from app.model import Entity, Kind
from app.records import Record


@dataclass(frozen=True, slots=True)
class State:
    """How far a record is."""

    current: Decimal
    goal: Decimal
    measure: Measure
    """What both numbers mean; the more exact of their fields."""

    @property
    def is_reached(self) -> bool:
        """Whether the goal is reached, or passed."""
        return self.current >= self.goal

    @property
    def percent(self) -> int:
        """How far it is, from 0 to 100; 100 is only said when the goal is reached."""
        if self.is_reached:
            return 100
        if self.goal <= 0 or self.current <= 0:
            return 0
        return int(self.current * 100 / self.goal)

    @property
    def left(self) -> str:
        """What is missing; empty when nothing is."""
        return "" if self.is_reached else self._shown(self.goal - self.current)

    @property
    def beyond(self) -> str:
        """What was reached beyond the goal; empty when nothing was."""
        return self._shown(self.current - self.goal) if self.current > self.goal else ""

    @property
    def so_far(self) -> str:
        """Both numbers in words."""
        return f"{self._shown(self.current)} of {self._shown(self.goal)}"

    @property
    def badge(self) -> str:
        """The state in a few words."""
        return "Reached" if self.is_reached else f"{self.percent} %, {self.left} left"

    def _shown(self, number: Decimal) -> str:
        if self.measure.field is not None and self.measure.field.kind is Kind.RATING:
            return f"{number:f}"
        return self.measure.shown(int(number.scaleb(self.measure.places)))


def state(entity: Entity, record: Record, names: tuple[str, str], currency: str) -> State | None:
    """Return how far a record is; None when it has no goal.

    Args:
        entity: The entity.
        record: The record.
        names: Names of the field with the number and of the one with its goal.
        currency: Currency of amounts of money.
    """
    measures = [Measure.of(entity, name, currency) for name in names]
    current, goal = (record.values[name] for name in names)
    if goal is None:
        return None
    numbers = [m.exact(int(v or 0)) for m, v in zip(measures, (current, goal), strict=True)]
    measure = max(reversed(measures), key=lambda known: (known.is_money, known.places))
    return State(numbers[0], numbers[1], measure)
