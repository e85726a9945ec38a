"""Works out how much was used from one fill to the next. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

PER = 100


@dataclass(frozen=True, slots=True)
class Fill:
    """A record: what the odometer said, and what was filled in."""

    id: int
    at: Decimal
    amount: Decimal | None
    price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """The way to a fill from the one before."""

    fill: Fill
    distance: Decimal
    amount: Decimal | None
    price: Decimal | None

    @property
    def use(self) -> Decimal | None:
        """What was used for each 100 of the distance."""
        return None if self.amount is None else self.amount * PER / self.distance

    @property
    def cost(self) -> Decimal | None:
        """What was paid for each 100 of the distance."""
        return None if self.price is None else self.price * PER / self.distance


@dataclass(frozen=True, slots=True)
class Journey:
    """All the ways of one vehicle, in their order."""

    ways: Sequence[Way]

    @property
    def distance(self) -> Decimal:
        """How far it went."""
        return sum((way.distance for way in self.ways), Decimal(0))

    @property
    def use(self) -> Decimal | None:
        """What was used for each 100, over all ways of which that is known."""
        return _average((way.amount, way.distance) for way in self.ways)

    @property
    def cost(self) -> Decimal | None:
        """What was paid for each 100, over all ways of which that is known."""
        return _average((way.price, way.distance) for way in self.ways)


def journey(fills: Iterable[Fill]) -> Journey:
    """Return the ways between fills; what was filled in first was used before."""
    ordered = sorted(fills, key=lambda fill: (fill.at, fill.id))
    ways: list[Way] = []
    for before, fill in pairwise(ordered):
        distance = fill.at - before.at
        if distance:
            ways.append(Way(fill, distance, fill.amount, fill.price))
        elif ways:  # filled twice at the same place: both belong to the way before
            last = ways[-1]
            amount, price = _both(last.amount, fill.amount), _both(last.price, fill.price)
            ways[-1] = Way(fill, last.distance, amount, price)
    return Journey(ways)


def _both(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


def _average(pairs: Iterable[tuple[Decimal | None, Decimal]]) -> Decimal | None:
    known = [(number, distance) for number, distance in pairs if number is not None]
    if not known:
        return None
    return sum((n for n, _ in known), Decimal(0)) * PER / sum((d for _, d in known), Decimal(0))
