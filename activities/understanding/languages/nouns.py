"""Which words of other languages can't name a thing: verbs, participles, helpers."""

import re

from activities.understanding.languages.bare import bare
from activities.understanding.languages.lemmas import is_verb_form
from activities.understanding.languages.vocabulary import LANGUAGES, Kind, vocabulary

_NO_NOUNS = (Kind.VERB, Kind.PLAIN)
_PARTICIPLE = re.compile(r"(?:[a-zäöü]{2,6})?ge[a-zäöüß]{4,}en")
"""What was done, in texts without capitals: "geschlagen", "abgefahren"."""
_VERBAL_NOUNS = ("nie", "niu", "nia", "cie", "ość", "ości")
"""Polish nouns that a dictionary has with their verb: "karmienie", a feeding."""
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
    if entry is not None:
        return entry.kind in _NO_NOUNS
    if language == "de" and _PARTICIPLE.fullmatch(name):
        return True
    spelt_as_noun = language == "de" and name[:1].isupper()
    named = language == "pl" and name.lower().endswith(_VERBAL_NOUNS)
    return not (spelt_as_noun or named) and is_verb_form(name, language)
