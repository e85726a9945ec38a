"""When a day of the year comes back, and how many years it is then."""

import re
from dataclasses import dataclass
from datetime import date

from app.dates import away, counted
from app.values import show_date

_BIRTH = re.compile(r"birth|\bborn\b|geburt|geboren|naissance|nacimiento|nascita", re.IGNORECASE)
_OLDEST = 120
"""Years: whoever was born earlier has a year that nobody knew, or is remembered otherwise."""
_FAR = 30


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The next time that a day comes back."""

    next: date
    years: int

    @classmethod
    def after(cls, first: date, today: date) -> "Occurrence | None":
        """Return the next one; that of 29 February is the 28th in years that have no 29th.

        A day that is still to come is the first of its kind.
        """
        if first >= today:
            return cls(first, 0)
        years = today.year - first.year
        this = _in_year(first, today.year)
        if this >= today:
            return cls(this, years)
        return (
            cls(_in_year(first, today.year + 1), years + 1) if today.year < date.max.year else None
        )

    def says(self, today: date, *, birthday: bool) -> str:
        """Return when that is and how many years, like ``turns 40 in 5 days``."""
        far = (self.next - today).days > _FAR
        when = f"on {show_date(self.next.isoformat())}" if far else away(self.next, today)
        if self.years == 0 or (birthday and self.years > _OLDEST):
            return when
        return f"turns {self.years} {when}" if birthday else f"{counted(self.years, 'year')} {when}"


def is_birthday(labels: str) -> bool:
    """Return whether labels speak of somebody's birth."""
    return _BIRTH.search(labels) is not None


def _in_year(first: date, year: int) -> date:
    try:
        return first.replace(year=year)
    except ValueError:
        return date(year, 2, 28)
