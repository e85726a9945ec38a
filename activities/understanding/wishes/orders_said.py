"""Which of a list is to stand first, in the words of each language; pure.

"Longest waiting on top" and "die ältesten zuerst" both ask for the oldest first.
"""

import re
from collections.abc import Iterator
from functools import cache

from activities.understanding.wishes.wished import load_data

_KINDS = ("oldest", "newest", "soonest")


def first_of(text: str, language: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Return for each wish for an order what is to be first: "oldest", "newest" or "soonest".

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    for kind, pattern in _patterns(language):
        for match in pattern.finditer(text):
            yield kind, match


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    row = load_data("orders_said.toml").get(language)
    if row is None:
        return ()
    return tuple(
        (
            kind,
            re.compile(
                rf"(?<![\w'\u2019-])(?:{row[kind]})"
                r"(?: (?:should |must |to |please )?(?:be |come |go |stand )?)"
                rf"(?:{row['top']})(?!\w)",
                re.IGNORECASE,
            ),
        )
        for kind in _KINDS
    )
