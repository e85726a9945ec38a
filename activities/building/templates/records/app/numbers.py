"""Reads numbers however their thousands and decimals are parted, with or without a currency."""

import re
from decimal import Decimal

SIGNS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "CHF": "CHF "}
EITHER = re.compile(r"[+-]?[1-9]\d{0,2}(?P<mark>[.,])\d{3}", re.ASCII)
"""What follows the mark could be thousands or decimals."""
_NUMBER = re.compile(r"[+-]?(?=\d|\.\d)\d{0,15}(?:\.\d{0,15})?", re.ASCII)
_GROUPED = re.compile(
    r"[+-]?[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*(?:(?!(?P=mark))[.,]\d*)?", re.ASCII
)
"""No number with marks between thousands begins with a zero: ``0,500`` is half of one."""
_SPACES = dict.fromkeys(map(ord, " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"))


def bare(text: str) -> str:
    """Return a number without the spaces between its digits, its minus as keyboards have it."""
    return text.replace("\N{MINUS SIGN}", "-").translate(_SPACES)


def readings(text: str) -> list[Decimal]:
    """Return what a number may be, the larger one first; nothing when it is none."""
    if found := EITHER.fullmatch(text):
        return [Decimal(text.replace(found["mark"], mark)) for mark in ("", ".")]
    if found := _GROUPED.fullmatch(text):
        text = text.replace(found["mark"], "")
    text = text.replace(",", ".")
    return [Decimal(text)] if _NUMBER.fullmatch(text) else []


def without_currency(text: str, currency: str) -> str:
    """Return an amount without the sign or the code of its currency, on whichever side."""
    names = _names(currency)
    pattern = rf"^([+-]?)(?:{names})|(?<=[\d.,])(?:{names})$"
    return re.sub(pattern, r"\1", text, count=1, flags=re.IGNORECASE)


def unsigned(text: str, currency: str) -> str:
    """Return a text whose amounts have no sign or code of their currency any more."""
    names = _names(currency)
    pattern = rf"(?<!\w)(?:{names})\s*(?=[.,]?\d)|(?<=\d)\s*(?:{names})(?!\w)"
    return re.sub(pattern, "", text, flags=re.IGNORECASE)


def _names(currency: str) -> str:
    names = {currency, SIGNS.get(currency, currency).strip()}
    return "|".join(re.escape(name) for name in sorted(names))
