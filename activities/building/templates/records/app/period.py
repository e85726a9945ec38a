"""How often something comes again, as people say it, and the days on which it does."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.dates import counted
from app.values import Stored

_MOST_DAYS = 36_500
_NUMBERS = {
    **dict.fromkeys(("", "a", "an", "one", "1st", "ein", "eine", "einen", "einem"), 1),
    **dict.fromkeys(("two", "other", "second", "2nd", "zwei", "zweite", "zweiten"), 2),
    **dict.fromkeys(("three", "third", "3rd", "drei", "dritte", "dritten"), 3),
    **dict.fromkeys(("four", "fourth", "4th", "vier", "vierte", "vierten"), 4),
    **dict.fromkeys(("five", "fünf"), 5),
    **dict.fromkeys(("six", "sechs"), 6),
    **dict.fromkeys(("eight", "acht"), 8),
    **dict.fromkeys(("ten", "zehn"), 10),
    **dict.fromkeys(("twelve", "zwölf"), 12),
}
_UNITS = {
    "day": (0, 1),
    "tag": (0, 1),
    "week": (0, 7),
    "woche": (0, 7),
    "fortnight": (0, 14),
    "month": (1, 0),
    "monat": (1, 0),
    "quarter": (3, 0),
    "quartal": (3, 0),
    "vierteljahr": (3, 0),
    "halfyear": (6, 0),
    "halbjahr": (6, 0),
    "year": (12, 0),
    "jahr": (12, 0),
}
_ADVERBS = {
    **dict.fromkeys(("daily", "täglich"), (0, 1)),
    **dict.fromkeys(("weekly", "wöchentlich"), (0, 7)),
    **dict.fromkeys(("biweekly", "bi-weekly", "fortnightly", "14-täglich"), (0, 14)),
    **dict.fromkeys(("zweiwöchentlich", "zweiwöchig", "14-tägig", "vierzehntägig"), (0, 14)),
    **dict.fromkeys(("monthly", "monatlich"), (1, 0)),
    **dict.fromkeys(("bimonthly", "zweimonatlich"), (2, 0)),
    **dict.fromkeys(("quarterly", "vierteljährlich", "quartalsweise"), (3, 0)),
    **dict.fromkeys(("halfyearly", "biannually", "semiannually", "halbjährlich"), (6, 0)),
    **dict.fromkeys(("yearly", "annually", "annual", "jährlich"), (12, 0)),
}
_FILLING = re.compile(
    r"^(?:(?:once|einmal|1x|1 x) )?(?:(?:every|each|per|all|alle|jede[nrsm]?|pro|im|in der) )?"
)
_HALF_YEAR = re.compile(r"half[- ](?:a )?year")
_ENDINGS = ("", "s", "e", "n", "en", "es")
_ASIDE = re.compile(r"\s*\(.*?\)|[.,;:!]+$")


@dataclass(frozen=True, slots=True)
class Period:
    """The time from one day to the next: months and days, one of which is 0."""

    months: int
    days: int

    @classmethod
    def of(cls, stored: Stored) -> "Period | None":
        """Return the period of a number of days, or of words like ``every two weeks``."""
        if isinstance(stored, int):
            return cls(0, stored) if 0 < stored <= _MOST_DAYS else None
        text = " ".join(_ASIDE.sub("", str(stored or "").casefold()).split())
        text = _HALF_YEAR.sub("halfyear", text)
        found = _ADVERBS.get(text) or _units(_FILLING.sub("", text))
        return cls(*found) if found else None

    def after(self, day: date, anchor: int, earliest: date) -> date | None:
        """Return the first day of the series after a day that is not before the earliest.

        Args:
            day: A day of the series.
            anchor: Day of the month that the series began with; months that are too short
                end it on their last day.
            earliest: What is before it is left out.
        """
        try:
            return (
                self._by_days(day, earliest)
                if self.days
                else self._by_months(day, anchor, earliest)
            )
        except (ValueError, OverflowError):
            return None

    def __str__(self) -> str:
        """Return it in words, like ``every 3 months``."""
        number, unit = (self.days, "day") if self.days else (self.months, "month")
        for size, larger in ((12, "year"), (7, "week")):
            if (larger == "year") == (unit == "month") and number % size == 0:
                number, unit = number // size, larger
        return f"every {unit}" if number == 1 else f"every {counted(number, unit)}"

    def _by_days(self, day: date, earliest: date) -> date:
        times = max(1, -(-(earliest - day).days // self.days))
        return day + timedelta(days=times * self.days)

    def _by_months(self, day: date, anchor: int, earliest: date) -> date:
        start = day.year * 12 + day.month - 1
        between = earliest.year * 12 + earliest.month - 1 - start
        times = max(1, between // self.months)
        while (found := _in_month(start + times * self.months, anchor)) < earliest:
            times += 1
        return found


def _in_month(number: int, anchor: int) -> date:
    year, month = divmod(number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(anchor, last))


def _units(text: str) -> tuple[int, int] | None:
    """Return months and days of words like ``3 months`` or ``zwei Wochen``."""
    word, _, name = text.rpartition(" ")
    unit = next((u for u in _UNITS if name.startswith(u) and name[len(u) :] in _ENDINGS), "")
    number = int(word) if re.fullmatch("[0-9]{1,5}", word) else _NUMBERS.get(word)
    if not unit or not number:
        return None
    months, days = _UNITS[unit]
    too_long = max(months * 30, days) * number > _MOST_DAYS
    return None if too_long else (months * number, days * number)
