"""Which words of other languages can't name a thing: verbs, participles, helpers; pure."""

import re

from activities.understanding.languages.bare import bare
from activities.understanding.languages.vocabulary import LANGUAGES, Kind, vocabulary

_NO_NOUNS = (Kind.VERB, Kind.PLAIN)
_PARTICIPLE = re.compile(r"(?:[a-zäöü]{2,6})?ge[a-zäöüß]{4,}en")
"""What was done, in texts without capitals: "geschlagen", "abgefahren"."""
_CAPITAL = re.compile(r"(?<=[a-zäöüß,] )[A-ZÄÖÜ][a-zäöüß]{2}")
"""A capital inside a sentence: whoever writes one writes all German nouns so."""


def writes_capitals(text: str) -> bool:
    """Say whether a German text is written with the capitals that its nouns have."""
    return _CAPITAL.search(text) is not None


def is_no_noun(words: str, language: str, *, capitals: bool = False) -> bool:
    """Say whether a single word is known to be something else than a noun.

    Args:
        words: As they were written.
        language: ISO 639-1 code.
        capitals: Whether German nouns of the text have capitals.
    """
    name = bare(words, language)
    if language not in LANGUAGES or not name.isalpha():
        return False
    if language == "de" and capitals and name[:1].islower():
        return True
    entry = vocabulary(language).word(name.lower())
    if entry is None and language == "de":
        return _PARTICIPLE.fullmatch(name) is not None
    return entry is not None and entry.kind in _NO_NOUNS
