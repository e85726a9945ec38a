"""Months, as they stand in addresses and in dates."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_FIRST, _LAST = date(1900, 1, 1), date(2999, 12, 1)
_KEY = re.compile(r"\d{4}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    first: date
    """Its first day."""

    @classmethod
    def at(cls, day: date) -> "Month":
        """Return the month that a day is in."""
        return cls(day.replace(day=1))

    @classmethod
    def read(cls, text: str) -> "Month | None":
        """Return the month of a text like ``2026-11``; None if there is no such month."""
        if not _KEY.fullmatch(text):
            return None
        try:
            return cls(date.fromisoformat(f"{text}-01"))
        except ValueError:
            return None

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def key(self) -> str:
        """The month as in an address."""
        return self.first.isoformat()[:7]

    @property
    def name(self) -> str:
        """The month in words."""
        return f"{self.first:%B} {self.first.year}"

    @property
    def before(self) -> "Month":
        """The month before; the first that can be shown has none but itself."""
        return Month.at(self.first - timedelta(days=1)) if self.first > _FIRST else self

    @property
    def after(self) -> "Month":
        """The month after; the last that can be shown has none but itself."""
        return Month.at(self.first + timedelta(days=31)) if self.first < _LAST else self

    @property
    def days(self) -> tuple[str, str]:
        """Its first and its last day, as dates are stored."""
        return self.first.isoformat(), self.last.isoformat()
