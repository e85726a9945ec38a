"""What is asked for and left to people, by the kind of it, in the languages of requests; pure."""

import re
from functools import cache

from activities.understanding.languages.detection import language_of
from activities.understanding.wishes.wished import load_data

Patterns = tuple[tuple[str, re.Pattern[str]], ...]


def patterns_for(text: str) -> Patterns:
    """Return the patterns in the language of a text, each with the kind of what it finds."""
    return _patterns(language_of(text))


@cache
def _patterns(language: str) -> Patterns:
    told: dict[str, dict[str, str]] = load_data("unmet.toml")
    known = any(language in by_language for by_language in told.values())
    return tuple(
        (kind, re.compile(pattern, re.IGNORECASE))
        for kind, by_language in told.items()
        for said_in, pattern in by_language.items()
        if said_in == language or not known
    )
