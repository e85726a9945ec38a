"""Says what the numbers of a field mean: how they add up, and how people read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.model import Entity, Field, Kind
from app.sums import Sum
from app.values import show, show_money, stored_places

_SHORT = [(10**12, "tn"), (10**9, "bn"), (10**6, "M"), (10**3, "k")]
_WRITTEN_OUT = 10**4
_MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Measure:
    """The numbers of a field; without a field, how many records there are."""

    label: str
    field: Field | None
    currency: str

    @classmethod
    def of(cls, entity: Entity, name: str, currency: str) -> "Measure":
        """Return the measure of a field; of the records themselves when it has no name."""
        field = entity.field(name) if name else None
        return cls(field.label if field else entity.plural, field, currency)

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of money."""
        return self.field is not None and self.field.kind is Kind.MONEY

    @property
    def adds_up(self) -> bool:
        """Whether a sum says something: it doesn't of ratings, grades and percentages."""
        return self.field is None or not (self.field.averaged or self.field.kind is Kind.RATING)

    @property
    def whole(self) -> bool:
        """Whether there is nothing between one number and the next."""
        return self.field is None or self.field.kind in (Kind.INTEGER, Kind.RATING)

    @property
    def places(self) -> int:
        """How many decimals are kept."""
        return stored_places(self.field.kind, self.currency) if self.field else 0

    def exact(self, stored: int) -> Decimal:
        """Return the number that is stored."""
        return Decimal(stored).scaleb(-self.places)

    def mean(self, total: Sum) -> Decimal:
        """Return the average; 0 of nothing."""
        return self.exact(total.stored) / total.count if total.count else Decimal(0)

    def shown(self, stored: int) -> str:
        """Return a stored number, or a sum, as people read it."""
        if self.field is None:
            return f"{stored:,}"
        return show(self.field, stored, self.currency).replace("-", _MINUS)

    def rounded(self, number: Decimal) -> str:
        """Return a number that may have more decimals than are kept, like an average."""
        if self.is_money:
            return show_money(round(number.scaleb(self.places)), self.currency)
        if self.field is not None and self.field.kind is Kind.RATING:
            return f"{number:.1f} of {self.field.top}"
        return _trimmed(f"{number:,.2f}")

    def change(self, number: Decimal) -> str:
        """Return a difference with its sign."""
        if not number:
            return "no change"
        sign, size = ("+" if number > 0 else _MINUS), abs(number)
        stored = size.scaleb(self.places)
        if self.field is not None and self.field.kind is Kind.RATING:
            return sign + _trimmed(f"{size:.1f}")
        return sign + (self.shown(int(stored)) if stored == int(stored) else self.rounded(size))

    def short(self, number: Decimal) -> str:
        """Return a number for the edge of a chart."""
        if abs(number) < _WRITTEN_OUT:
            return _trimmed(f"{number:,.6f}")
        size, unit = next(pair for pair in _SHORT if abs(number) >= pair[0])
        return _trimmed(f"{number / size:,.2f}") + unit


def shares(parts: Sequence[int]) -> list[int]:
    """Return how many percent each part is of the whole; they add up to 100, unless all are 0.

    What rounding down leaves goes to those that lost most by it.
    """
    whole = sum(parts)
    if not whole:
        return [0] * len(parts)
    found = [part * 100 // whole for part in parts]
    lost = sorted(range(len(parts)), key=lambda i: -(parts[i] * 100 % whole))
    for i in lost[: 100 - sum(found)]:
        found[i] += 1
    return found


def _trimmed(text: str) -> str:
    plain = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if plain == "-0" else plain.replace("-", _MINUS)
