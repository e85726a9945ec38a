"""Sayings of which no word names anything to keep, taken out: "so every penny counts"; pure."""

import re
from functools import cache

from activities.understanding.languages.vocabulary import read_table

_END = r"(?=\s*(?:[.,;:!?)\n]|[-\u2013\u2014] |$))"


def without_idioms(text: str, language: str) -> str:
    """Return a request without sayings that stand as a clause in it.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    pattern = _pattern(language)
    told = pattern.sub(_left_out, text) if pattern else text
    return told.lstrip(" ,;:.!?-") if any(map(str.isalnum, told)) else text


def _left_out(match: re.Match[str]) -> str:
    """Return nothing, and no second stop where it was a sentence of its own."""
    before = match.string[: match.start()].rstrip()
    return "" if not match["stop"] or not before or before[-1] in ".!?\n:" else match["stop"]


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    row = read_table("idioms").get(language)
    if row is None:
        return None
    lead = rf"(?:(?<!\w)(?:{row['so']})\s+)?"
    return re.compile(
        rf"[ ,]{{0,3}}(?<!\w){lead}(?<!\w)(?:{row['said']}){_END}(?P<stop>[.!?]*)", re.IGNORECASE
    )
