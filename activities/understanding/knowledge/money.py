"""Which currency a text speaks of; pure."""

import re

DEFAULT_CURRENCY = "EUR"
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "JPY", "SEK", "PLN", "INR")
"""What is offered when the currency is not known; the first is the default."""

_SIGNS: tuple[tuple[str, str], ...] = (
    ("CAD", r"\bcanadian dollars?\b|\bC\$|\bCAD\b"),
    ("AUD", r"\baustralian dollars?\b|\bA\$|\bAUD\b"),
    ("EUR", r"€|\beuros?\b|\bEUR\b"),
    ("USD", r"\$|\b(?:us )?dollars?\b|\bUSD\b|\bbucks?\b"),
    ("GBP", r"£|\b(?:british pounds?|pounds? sterling|quid|pence)\b|\bGBP\b"),
    ("CHF", r"\b(?:swiss )?francs?\b|\bCHF\b"),
    ("JPY", r"¥|\byen\b|\bJPY\b"),
    ("INR", r"₹|\brupees?\b|\bINR\b"),
    ("SEK", r"\b(?:swedish )?kron(?:or|a)\b|\bSEK\b"),
    ("NOK", r"\bnorwegian kroner\b|\bNOK\b"),
    ("DKK", r"\b(?:danish )?kroner\b|\bDKK\b"),
    ("PLN", r"\bz[łl]oty(?:s|ch)?\b|\bPLN\b"),
    ("CZK", r"\bczech koruna\b|\bCZK\b"),
    ("BRL", r"R\$|\breais\b|\bBRL\b"),
)
_COMPILED = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _SIGNS)


def currency_in(text: str) -> tuple[str, str] | None:
    """Return the ISO 4217 code that a text names first in the table, and the words for it."""
    for code, pattern in _COMPILED:
        match = pattern.search(text)
        if match:
            return code, match.group(0)
    return None
