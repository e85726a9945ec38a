"""Reads the cells of a column as people and spreadsheets write them, in English and German."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.export import unsafe
from app.model import NUMBERS, Field, Kind
from app.values import InvalidError, Stored, plain, read, shown_places

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jän jänner",
            "feb february februar",
            "mar march mär märz maerz mrz",
            "apr april",
            "may mai",
            "jun june juni",
            "jul july juli",
            "aug august",
            "sep sept september",
            "oct october okt oktober",
            "nov november",
            "dec december dez dezember",
        ),
        1,
    )
    for name in names.split()
}
_YES = frozenset(["yes", "y", "true", "on", "1", "x", "ja", "j", "wahr", "✓", "✔"])
_NO = frozenset(["no", "n", "false", "off", "0", "nein", "falsch", "-", "✗", "✘"])
_MIDNIGHT = re.compile(r"[T ]00:00(:00)?(\.0+)?$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})[.-] ?(\d{1,2})[.-] ?(\d{4}|\d{2})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.? ([^\W\d]+)\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)? ?(am|pm|uhr)?", re.IGNORECASE)
_OF = re.compile(r"(\d+) ?(?:/|of|von) ?\d+", re.IGNORECASE)
_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}([.,'])\d{3}(\1\d{3})*")
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "CHF": "Fr."}
_SPACES = dict.fromkeys(map(ord, " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"))


@dataclass(frozen=True, slots=True)
class Column:
    """How a column is written; one cell may tell what another leaves open."""

    field: Field
    currency: str
    orders: frozenset[str]
    """``dm`` or ``md``: what the slashes of its dates may separate."""
    marks: frozenset[str]
    """Which of ``.`` and ``,`` may stand before its decimals."""

    @classmethod
    def of(
        cls, field: Field, currency: str, cells: Sequence[str], *, ours: bool = False
    ) -> "Column":
        """Look at all cells of a column; an export of ours has no commas in its numbers."""
        orders = frozenset({"dm", "md"})
        marks = frozenset("." if ours and not any("," in cell for cell in cells) else ".,")
        for cell in cells if field.kind in (*NUMBERS, Kind.DATE) else ():
            orders = orders & _orders(cell.strip()) or orders
            marks = marks & _marks(_bare(cell, currency)) or marks
        return cls(field, currency, orders, marks)

    def read(self, cell: str) -> Stored:
        """Return what to store for a cell.

        Raises:
            InvalidError: It is not a value of the field, or could be two.
        """
        kind = self.field.kind
        text = cell.strip() if kind in NUMBERS else unsafe(cell.strip())
        if text and kind is Kind.DATE:
            text = self._date(" ".join(text.split()))
        elif text and kind is Kind.RATING:
            text = _stars(text)
        elif text and kind in NUMBERS:
            text = self._number(_bare(text, self.currency))
        elif kind is Kind.TIME:
            text = _clock(text)
        elif kind is Kind.YES_NO:
            text = _yes_no(text)
        elif kind is Kind.CHOICE:
            text = _choice(self.field, text)
        return read(self.field, text, self.currency)

    def _date(self, text: str) -> str:
        days = list(dict.fromkeys(_days(_MIDNIGHT.sub("", text), self.orders)))
        if len(days) > 1:
            raise InvalidError("Day and month could be either; write it like 2026-03-05.")
        return days[0] if days else text

    def _number(self, text: str) -> str:
        possible = {_plain(text, mark) for mark in _marks(text) & self.marks or _marks(text)}
        if len(possible) > 1:
            # Three digits can't be decimals where there are fewer.
            if shown_places(self.field.kind, self.currency) < 3:
                return re.sub(r"[.,]", "", text)
            raise InvalidError("The last three digits could be decimals or thousands.")
        return plain(possible.pop())


def _days(text: str, orders: frozenset[str]) -> Iterator[str]:
    """Give each day that a text may mean, as it is stored."""
    for pattern, order in (
        (_YEAR_FIRST, "ymd"),
        (_DOTTED, "dmy"),
        (_DAY_FIRST, "dmy"),
        (_MONTH_FIRST, "mdy"),
    ):
        if found := pattern.fullmatch(text):
            yield from _day(dict(zip(order, found.groups(), strict=True)))
    if found := _SLASHED.fullmatch(text):
        for order in sorted(orders):
            yield from _day(dict(zip(f"{order}y", found.groups(), strict=True)))


def _day(parts: dict[str, str]) -> Iterator[str]:
    month = _MONTHS.get(parts["m"].casefold()) or (int(parts["m"]) if parts["m"].isdigit() else 0)
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 2000 if year < 70 else 1900
    try:
        yield date(year, month, int(parts["d"])).isoformat()
    except ValueError:
        return


def _orders(text: str) -> frozenset[str]:
    """Return what the slashes of a date may separate; nothing when it has none."""
    if not (found := _SLASHED.fullmatch(_MIDNIGHT.sub("", text))):
        return frozenset()
    first, second = int(found[1]), int(found[2])
    return frozenset(["dm"] * (second <= 12) + ["md"] * (first <= 12))


def _bare(text: str, currency: str) -> str:
    """Return a number without its currency and spaces."""
    bare = text.replace("\N{MINUS SIGN}", "-").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    for sign in (currency, _SIGNS.get(currency, currency)):
        bare = bare.replace(sign, "").replace(sign.lower(), "")
    bare = bare.translate(_SPACES)
    return bare.replace("'", "") if _GROUPS.match(bare.partition(".")[0]) else bare


def _marks(text: str) -> frozenset[str]:
    """Return what may stand before the decimals of a number."""
    if "." in text and "," in text:
        return frozenset("." if text.rfind(".") > text.rfind(",") else ",")
    used = "," if "," in text else "."
    other = "." if used == "," else ","
    if used not in text:
        return frozenset(".,")
    if not _GROUPS.fullmatch(text):
        return frozenset(used)
    return frozenset(".,") if text.count(used) == 1 else frozenset(other)


def _plain(text: str, mark: str) -> str:
    return text.replace("," if mark == "." else ".", "").replace(mark, ".")


def _stars(text: str) -> str:
    if set(text) <= set("★☆"):
        return str(text.count("★"))
    found = _OF.fullmatch(text)
    return found[1] if found else text


def _clock(text: str) -> str:
    found = _CLOCK.fullmatch(text)
    if not found or not (found[2] or found[3]):
        return text
    hour, half = int(found[1]), (found[3] or "").lower()
    if half in ("am", "pm") and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour}:{found[2] or '00'}"


def _yes_no(text: str) -> str:
    folded = text.casefold()
    return "yes" if folded in _YES else "no" if folded in _NO else text


def _choice(field: Field, text: str) -> str:
    for choice in field.choices:
        if choice.casefold() == text.casefold():
            return choice
    if text:
        raise InvalidError(f"This is none of: {', '.join(field.choices)}.")
    return text
