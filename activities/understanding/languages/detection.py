"""Which language a request is written in; pure after loading."""

import re
from functools import cache, lru_cache

from activities.understanding.knowledge.lexicon import load
from activities.understanding.languages.spelling import bases, fold
from activities.understanding.languages.vocabulary import (
    LANGUAGES,
    Kind,
    read_table,
    vocabulary,
)
from activities.understanding.text.tagging import is_word
from activities.understanding.text.words import regular_plural, singular

_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_LONGEST = 2_000
_SHORT = 7
_LEAST = 0.25
"""The share of words that has to belong to a language before it is anything but English."""
UNKNOWN = "und"
"""ISO 639-2 code of a language that none of the known ones is."""
_ENOUGH, _HARDLY_ENGLISH = 6, 0.34
"""From so many words on a text of which fewer are English is in a language that is not known.
English in telegrams, names and slips has at least 0.37; Swedish and Danish have at most 0.29."""
_SCRIPTS = tuple(
    (code, re.compile(f"[{letters}]"))
    for code, letters in (
        ("ja", "\u3040-\u30ff"),
        ("zh", "\u4e00-\u9fff"),
        ("ko", "\uac00-\ud7af"),
        ("ru", "\u0400-\u04ff"),
        ("el", "\u0370-\u03ff"),
        ("he", "\u0590-\u05ff"),
        ("ar", "\u0600-\u06ff"),
        ("hi", "\u0900-\u097f"),
    )
)


def language_of(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text; "en" when nothing says otherwise.

    What is written in none of the known languages is in :data:`UNKNOWN`.
    """
    if not re.search(r"[a-zA-Z]{2}", text):
        return next((code for code, script in _SCRIPTS if script.search(text)), "en")
    words = [word.lower() for word in _LETTERS.findall(text[:_LONGEST])]
    english = sum(_is_english(word) for word in words)
    scores = {code: sum(_weight(word, code) for word in words) for code in LANGUAGES}
    best = max(scores, key=lambda code: scores[code])
    enough = scores[best] >= _LEAST * len(words) and scores[best] > english * 1.1
    if enough:
        return best
    return UNKNOWN if len(words) >= _ENOUGH and _is_foreign(words) else "en"


def _is_foreign(words: list[str]) -> bool:
    known = sum(_is_english(word) or is_word(word) or is_word(singular(word)) for word in words)
    return known < _HARDLY_ENGLISH * len(words)


@lru_cache(8_192)
def _weight(word: str, code: str) -> float:
    """Say how much a word speaks for a language; one that English has as well hardly does."""
    words = vocabulary(code)
    bare = word.rpartition("'")[2] or word
    entry = words.exact.get((word,)) or words.exact.get((bare,))
    shared = 0.3 if _is_english(word) else 1.0
    if entry is not None:
        return shared * (1.3 if entry.kind is Kind.PLAIN else 1.0)
    folded = fold(bare)
    if (folded,) in words.folded:
        return shared * 0.8
    if any((base,) in words.folded for base in bases(folded, code)):
        return shared * 0.6
    return 0.9 if len(bare) > _SHORT and words.compound(bare) else 0.0


def _is_english(word: str) -> bool:
    return word in _english() or load().is_known(word)


@cache
def _english() -> frozenset[str]:
    known = set(read_table("en")["plain"].split())
    for code in LANGUAGES[:1]:
        words = vocabulary(code)
        for entry in words.folded.values():
            known.update(entry.english.lower().split())
    known |= {regular_plural(word) for word in known if len(word) > 3 and word.isalpha()}
    return frozenset(known)
