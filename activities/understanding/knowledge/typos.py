"""Slips of the finger in words that no dictionary has; pure."""

import re
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from activities.understanding.knowledge.lexicon import load
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import is_word
from activities.understanding.text.words import is_plural, singular

_WORD = re.compile(r"\b[a-zA-Z]{5,24}\b")
_MOST = 80
"""Unknown words that are looked at; noise has thousands."""
_LEAST = 0.79
_SHORT = 0.83
_SHORT_WORD = 6
_SHORTEST_STEM = 4


@cache
def _vocabulary() -> tuple[str, ...]:
    known = frames()
    words = {
        *load().words(),
        *known.knowns,
        *known.happenings,
        *known.people,
        *known.events,
        *known.settings,
        *known.app_nouns,
        *known.times,
    }
    several = {f"{word}s" for word in words if not is_plural(word)}
    return tuple(sorted(word for word in words | several if len(word) >= 5 and word.isalpha()))


@lru_cache(maxsize=2048)
def _meant(word: str) -> str:
    one = singular(word)
    if is_word(word) or is_word(one) or word in _vocabulary() or _does_it(one):
        return word
    least = _SHORT if len(word) <= _SHORT_WORD else _LEAST
    best = process.extractOne(
        word, _vocabulary(), scorer=OSA.normalized_similarity, score_cutoff=least
    )
    return best[0] if best and best[0][0] == word[0] else word


def _does_it(word: str) -> bool:
    """Say whether a word names who does something, or the doing of it, by a verb that is known.

    A signer signs, and whoever worms does the worming, though no dictionary has them.
    """
    stem = word[:-3]
    doing = word.endswith("ing") and len(stem) >= _SHORTEST_STEM and is_word(stem)
    return doing or (word.endswith("er") and len(word) > _SHORT_WORD - 1 and is_word(word[:-2]))


def spell(text: str) -> str:
    """Return a text in which unknown words that nearly are a usual one are that one."""
    left = _MOST

    def corrected(match: re.Match[str]) -> str:
        nonlocal left
        word = match.group(0)
        folded = word.lower()
        if left <= 0 or word[1:] != folded[1:] or is_word(folded):
            return word
        left -= 1
        meant = _meant(folded)
        return meant[:1].upper() + meant[1:] if word[:1].isupper() else meant

    return _WORD.sub(corrected, text)
