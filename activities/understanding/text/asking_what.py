"""Clauses that ask what something was: "what I lent", "ce que j'ai prêté"; pure."""

import re

_WHAT = re.compile(
    r"(?:what|which (?:ones?|of them)|was|welche[sn]?|(?:tout )?ce qu(?:e\b|['\u2019])|lo que|qué"
    r"|que cosa|(?:che )?cosa|quello che|o que|wat|co)(?! for\b)(?:\b|(?<=['\u2019]))",
    re.IGNORECASE,
)


def asks_what(words: str) -> bool:
    """Say whether words are a clause that asks what it was, in one of eight languages.

    Args:
        words: The words of a field.
    """
    return bool(_WHAT.match(words.strip()))
