"""Reads what people enter into what is stored, and shows what is stored to people.

Words, dates and times are stored as text; numbers as whole numbers, decimals in millionths and
money in the smallest unit, so that sums are exact. Nothing is stored for an empty value.
"""

import re
from datetime import date, time
from decimal import Decimal
from urllib.parse import urlsplit

from app.model import Field, Kind
from app.numbers import EITHER, SIGNS, bare, readings, without_currency
from app.photos import NAME, PATH

Stored = str | int | None

DECIMAL_PLACES = 6
_LARGEST = Decimal(10**12)
_LONGEST = {Kind.LONG_TEXT: 20_000, Kind.EMAIL: 254, Kind.URL: 2_000}
_LONGEST_TEXT = 500
_EMAIL = re.compile(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s<>\"'.]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(:\d{2})?", re.ASCII)
_YEAR_WORD = r"(?:year|vintage|\w*jahr(?:gang)?|\w*jaar|ann[ée]e|a[ñn]o|anno|rok)"
_YEAR = re.compile(rf"{_YEAR_WORD}\b.*|.*\b{_YEAR_WORD}", re.IGNORECASE)
_NO_YEAR = re.compile(
    r"\b(?:per|a|each|every|this|last|next|in|pro|im|par|por|al|na|total|goal|target|to date)\b",
    re.IGNORECASE,
)
"""Makes a label speak of what there is in a year, like ``Pages per year``."""
_LAST_YEAR = 9999
_WITHOUT_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_WITH_THREE = "BHD IQD JOD KWD LYD OMR TND"


class InvalidError(ValueError):
    """What was entered can't be taken; the text tells the person why."""


def shown_places(kind: Kind, currency: str) -> int:
    """Return how many decimals a number of that kind has."""
    if kind is Kind.MONEY:
        return 0 if currency in _WITHOUT_DECIMALS else 3 if currency in _WITH_THREE else 2
    return DECIMAL_PLACES if kind is Kind.DECIMAL else 0


def stored_places(kind: Kind, currency: str) -> int:
    """Return how many decimals are kept; money keeps two even if its currency shows none."""
    places = shown_places(kind, currency)
    return max(places, 2) if kind is Kind.MONEY else places


def read(field: Field, entered: str, currency: str) -> Stored:
    """Return what to store for what was entered.

    Raises:
        InvalidError: It is not a value of this field.
    """
    text = _clean(entered, keep_lines=field.kind is Kind.LONG_TEXT)
    if field.kind is Kind.YES_NO:
        return _read_yes_no(text)
    if not text:
        if field.required:
            raise InvalidError(f"{field.label} is needed.")
        return None
    if field.kind in _READERS:
        return _READERS[field.kind](field, text)
    if field.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.RATING):
        return _read_number(field, text, currency)
    return _read_text(field, text)


def write(field: Field, stored: Stored, currency: str) -> str:
    """Return a stored value as it can be entered again."""
    if stored is None:
        return ""
    if field.kind is Kind.YES_NO:
        return "yes" if stored else ""
    if field.kind is Kind.DECIMAL:
        return plain(exact(field.kind, int(stored), currency))
    if field.kind is Kind.MONEY:
        return exact(field.kind, int(stored), currency)
    return str(stored)


def exact(kind: Kind, stored: int, currency: str) -> str:
    """Return a decimal or an amount as programs read it: a dot always stands before decimals."""
    number = Decimal(stored).scaleb(-stored_places(kind, currency))
    if kind is Kind.MONEY:
        return f"{number:.{shown_places(kind, currency)}f}"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(text: str) -> str:
    """Return a number that has a dot before its decimals so that they can't be thousands."""
    return f"{text}0" if "." in text and EITHER.fullmatch(text) else text


def show(field: Field, stored: Stored, currency: str) -> str:
    """Return a stored value as people read it; empty for nothing."""
    if field.kind is Kind.YES_NO:
        return "Yes" if stored else "No"
    if stored is None:
        return ""
    if field.kind is Kind.MONEY:
        return show_money(int(stored), currency)
    if field.kind is Kind.INTEGER:
        return str(stored) if _is_year(field, Decimal(stored)) else f"{int(stored):,}"
    if field.kind is Kind.DECIMAL:
        return f"{Decimal(exact(field.kind, int(stored), currency)):,f}"
    if field.kind is Kind.DATE:
        return show_date(str(stored))
    if field.kind is Kind.RATING:
        return f"{stored} of {field.top}"
    return "Photo" if field.kind is Kind.PHOTO else str(stored)


def _is_year(field: Field, number: Decimal) -> bool:
    if field.kind is not Kind.INTEGER:
        return False
    named = _YEAR.fullmatch(field.label.strip(" ?:")) and not _NO_YEAR.search(field.label)
    return bool(named) and abs(number) <= _LAST_YEAR


def show_money(stored: int, currency: str) -> str:
    """Return an amount with the sign of its currency."""
    amount = Decimal(exact(Kind.MONEY, abs(stored), currency))
    minus = "\N{MINUS SIGN}" if stored < 0 else ""
    return f"{minus}{SIGNS.get(currency, f'{currency} ')}{amount:,f}"


def show_date(stored: str) -> str:
    """Return a date like ``5 Mar 2026``."""
    try:
        day = date.fromisoformat(stored)
    except ValueError:
        return stored
    return f"{day.day} {day:%b} {day.year}"


def numbers_in(word: str, kind: Kind, currency: str) -> list[int]:
    """Return the numbers of a kind that a word may be, as they are stored; mostly none."""
    places, scale = shown_places(kind, currency), stored_places(kind, currency)
    numbers = [n for n in readings(bare(word)) if n == round(n, places) and abs(n) <= _LARGEST]
    return [int(number.scaleb(scale)) for number in numbers]


def _clean(entered: str, *, keep_lines: bool) -> str:
    text = entered.replace("\r\n", "\n").strip()
    allowed = "\n\t" if keep_lines else ""
    if any((ord(c) < 32 and c not in allowed) or 0xD800 <= ord(c) < 0xE000 for c in text):
        raise InvalidError("This contains characters that can't be kept.")
    return text


def _read_yes_no(text: str) -> int:
    if text.casefold() in ("yes", "on", "true", "1"):
        return 1
    if text.casefold() in ("", "no", "off", "false", "0"):
        return 0
    raise InvalidError("Choose yes or no.")


def _read_text(field: Field, text: str) -> str:
    longest = _LONGEST.get(field.kind, _LONGEST_TEXT)
    if len(text) > longest:
        raise InvalidError(f"Use at most {longest:,} characters; this has {len(text):,}.")
    return text


def _read_email(field: Field, text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise InvalidError("Enter an e-mail address, like name@example.org.")
    return _read_text(field, text)


def _read_url(field: Field, text: str) -> str:
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or re.search(r"[\s<>\"]", address):
        raise InvalidError("Enter a web address, like https://example.org.")
    return _read_text(field, address)


def _read_date(_field: Field, text: str) -> str:
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise InvalidError("There is no such day; check the month and the day.") from None
    raise InvalidError("Enter a date as year-month-day, like 2026-03-05.")


def _read_time(_field: Field, text: str) -> str:
    if found := _TIME.fullmatch(text):
        try:
            return f"{time(int(found[1]), int(found[2])):%H:%M}"
        except ValueError:
            raise InvalidError("There is no such time; hours go to 23, minutes to 59.") from None
    raise InvalidError("Enter a time, like 18:30.")


def _read_choice(field: Field, text: str) -> str:
    if text not in field.choices:
        raise InvalidError("Choose one of the options.")
    return text


def _read_photo(_field: Field, text: str) -> str:
    name = text.removeprefix(PATH)
    if not NAME.fullmatch(name):
        raise InvalidError("Choose a photo.")
    return name


def _read_number(field: Field, text: str, currency: str) -> int:
    number = _number(field, text, currency)
    places = shown_places(field.kind, currency)
    if number != round(number, places):
        wanted = "a whole number" if not places else f"at most {places} decimals"
        raise InvalidError(f"Enter {wanted}.")
    lowest = Decimal(1) if field.kind is Kind.RATING else field.minimum
    highest = Decimal(field.top) if field.kind is Kind.RATING else field.maximum
    if lowest is not None and number < lowest:
        raise InvalidError(f"Enter {_bound(field, lowest)} or more.")
    if highest is not None and number > highest:
        raise InvalidError(f"Enter {_bound(field, highest)} or less.")
    if abs(number) > _LARGEST:
        raise InvalidError("This number is too large.")
    return int(number.scaleb(stored_places(field.kind, currency)))


def _number(field: Field, text: str, currency: str) -> Decimal:
    text = bare(text)
    if field.kind is Kind.MONEY:
        text = without_currency(text, currency)
    numbers = readings(text)
    if not numbers:
        raise InvalidError("Enter a number, like 12 or 12.50.")
    places = shown_places(field.kind, currency)
    if len(numbers) == 1 or not places:
        return numbers[0]  # whole numbers have no decimals that it could be
    if places == 3 and "." in text:
        return numbers[1]  # as the pages themselves write it
    whole, broken = numbers
    raise InvalidError(_doubt(field.kind, whole, broken, places))


def _doubt(kind: Kind, whole: Decimal, broken: Decimal, places: int) -> str:
    """Return how to write what could be thousands or decimals."""
    if kind is not Kind.DECIMAL:
        return f"Write {whole} or {broken:.{places}f}."
    text = f"{broken:f}".rstrip("0").rstrip(".")
    longer = plain(text)
    why = "" if longer == text else "; the zero shows that these are decimals"
    return f"Write {whole} or {longer}{why}."


def _bound(field: Field, number: Decimal) -> str:
    return f"{number.normalize():f}" if _is_year(field, number) else f"{number.normalize():,f}"


_READERS = {
    Kind.EMAIL: _read_email,
    Kind.URL: _read_url,
    Kind.DATE: _read_date,
    Kind.TIME: _read_time,
    Kind.CHOICE: _read_choice,
    Kind.PHOTO: _read_photo,
}
