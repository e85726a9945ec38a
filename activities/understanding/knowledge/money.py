"""Which currency a text speaks of; pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

DEFAULT_CURRENCY = "EUR"
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "JPY", "SEK", "PLN", "INR")
"""What is offered when the currency is not known; the first is the default."""

_POUNDS = r"(?:pounds?|pfund)"
_SIGNS: tuple[tuple[str, str], ...] = (
    ("CAD", r"\bcanadian dollars?\b|\bC\$|\b(?-i:CAD)\b"),
    ("AUD", r"\baustralian dollars?\b|\bA\$|\bAUD\b"),
    ("NZD", r"\bnew zealand dollars?\b|\bNZ\$|\bNZD\b"),
    ("EUR", r"€|\beuros?\b|\bEUR\b"),
    (
        "USD",
        r"(?<!\$)\$(?!\$|\s?(?:to|-|–)\s?\$)|\b(?:us[- ]|american )?dollars?\b|\bUSD\b|\bbucks?\b"
        r"|\bd[óo]lares\b|\bdollari\b|\bdolar(?:y|ów|ach)?\b",
    ),
    (
        "GBP",
        r"£|\b(?:british pounds?|(?:british )?pounds? sterling|sterling|quid|pence)\b|\bGBP\b"
        r"|\blivres? sterling\b|\blibras?(?: esterlinas?)?\b|\bsterline\b",
    ),
    (
        "CHF",
        r"\b(?:swiss )?francs?(?: suisses?)?\b|\b(?:schweizer )?franken\b|\bfranchi(?: svizzeri)?\b"
        r"|\bfrancos? su[ií]zos?\b|\bfrancos? suíços?\b|\bfrank(?:i|ów) szwajcarsk\w+|\bCHF\b",
    ),
    ("JPY", r"¥|\byen\b|\bJPY\b"),
    ("INR", r"₹|\brupees?\b|\bINR\b"),
    ("SEK", r"\b(?:swedish )?kron(?:or|a)\b|\bSEK\b"),
    ("NOK", r"\bnorwegian kroner\b|\bNOK\b"),
    ("DKK", r"\b(?:danish )?kroner\b|\bDKK\b"),
    ("PLN", r"\bz[łl]ot(?:y|ys|ych|ówk\w+)\b|\bPLN\b|(?<=\d )zł\b"),
    ("CZK", r"\bczech (?:koruna|crowns?)\b|\bCZK\b|\bkč(?!\w)"),
    ("BRL", r"R\$|\breais\b|\bBRL\b"),
)
_COMPILED = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _SIGNS)
_WEIGHED_OR_PAID = re.compile(rf"\b{_POUNDS}\b(?! of\b)", re.IGNORECASE)
_WEIGHTY = re.compile(
    r"\b(?:weigh\w*|gewicht|wiegt|lift\w*|lbs?|kilos?|kgs?|heavy|ounces?|lose|lost|losing|gain\w*"
    r"|flour|sugar|meat|catch|caught|birth ?weight|body|load|plates?|bench|squat\w*)\b",
    re.IGNORECASE,
)
_OF_MONEY = re.compile(
    r"\b(?:pric\w+|costs?|fees?|rates?|amounts?|invoic\w+|bill(?:s|ed|ing)?|paid|pays?|paying"
    r"|payments?|charg\w+|income|salary|wages?|rents?|budgets?|dues|owes?|earn\w*|expens\w+|money"
    r"|currency|donat\w+|subscription|membership|join|deposits?|fines?|worth|value|sold|sells?"
    r"|bought|spen[dt]\w*|euros?|dollars?|pence|per (?:hour|lesson|night|year|month|week|person)"
    r"|an? (?:year|month|week|hour|night|lesson|head|session))\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;\n]")
_NEAR = 80
"""Characters on either side that say whether pounds are paid or weighed."""
_MOST = 40
"""Mentions that are looked at."""


class Mention(NamedTuple):
    """Where a text names a currency."""

    code: str
    start: int
    end: int


def mentions(text: str) -> list[Mention]:
    """Return the currencies that a text names, in its order; each place once."""
    found = sorted(_found(text), key=lambda one: (one.start, -one.end))
    apart: list[Mention] = []
    for one in found[:_MOST]:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def currency_in(text: str) -> tuple[str, str] | None:
    """Return the ISO 4217 code that a text names first, and the words for it."""
    first = next(iter(mentions(text)), None)
    return (first.code, text[first.start : first.end]) if first else None


def _found(text: str) -> Iterator[Mention]:
    for code, pattern in _COMPILED:
        for match in pattern.finditer(text):
            yield Mention(code, *match.span())
    for match in _WEIGHED_OR_PAID.finditer(text):
        if _is_paid(text, match):
            yield Mention("GBP", *match.span())


def _is_paid(text: str, match: re.Match[str]) -> bool:
    """Say whether pounds are an amount of money, and no weight."""
    before = _SENTENCE.split(text[max(0, match.start() - _NEAR) : match.start()])[-1]
    behind = _SENTENCE.split(text[match.end() : match.end() + _NEAR])[0]
    around = f"{before} {behind}"
    return bool(_OF_MONEY.search(around)) and not _WEIGHTY.search(around)
