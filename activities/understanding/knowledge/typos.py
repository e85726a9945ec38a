"""Slips of the finger in words that no dictionary has; pure."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from activities.understanding.knowledge.lexicon import load
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.tagging import is_word
from activities.understanding.text.words import is_plural, singular

_RARE_WORDS = Path(__file__).with_name("rare_words.toml")
_WORD = re.compile(r"\b[a-zA-Z]{5,24}\b")
_MOST = 80
"""Unknown words that are looked at; noise has thousands."""
_LEAST = 0.79
_SHORT = 0.83
_SHORT_WORD = 6
_SHORTEST_STEM = 4
_SHORTEST_BASE = 3
_PREFIXES = ("re", "un", "over", "pre", "de", "mis", "out")
_VOWELS = "aeiou"


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
    usual = {word for word in words | several if len(word) >= 5 and word.isalpha()}
    doubled = {word for word in usual if word.endswith("ses") and is_plural(word[:-2])}
    return tuple(sorted(usual - {word for word in doubled if word[:-2] in usual}))


@cache
def _rare_words() -> frozenset[str]:
    return word_set(tomllib.loads(_RARE_WORDS.read_text(encoding="utf-8"))["words"])


@lru_cache(maxsize=2048)
def _meant(word: str) -> str:
    one = singular(word)
    if is_word(word) or is_word(one) or word in _vocabulary() or _is_rare(word, one):
        return word
    twice = word[-1] == word[-2] and word[-1] not in _VOWELS
    once = word[:-1]
    if twice and (is_word(once) or is_word(singular(once)) or once in _vocabulary()):
        return once
    least = _SHORT if len(word) <= _SHORT_WORD else _LEAST
    best = process.extractOne(
        word, _vocabulary(), scorer=OSA.normalized_similarity, score_cutoff=least
    )
    return best[0] if best and best[0][0] == word[0] else word


def _is_rare(word: str, one: str) -> bool:
    """Say whether it is a word that no table of usual ones has: "pilates", "worming", "signer"."""
    stem = one[:-3]
    doing = one.endswith("ing") and len(stem) >= _SHORTEST_STEM and is_word(stem)
    doer = one.endswith("er") and len(one) >= _SHORT_WORD and is_word(one[:-2])
    done = _is_done(one) or _is_done_again(one)
    return doing or doer or done or not _rare_words().isdisjoint((word, one))


def _is_done_again(word: str) -> bool:
    """Say whether it is a known word behind "re-" and the like: "repotted", "unboxing"."""
    rests = (word.removeprefix(first) for first in _PREFIXES if word.startswith(first))
    return any(_is_done(rest) or (len(rest) > _SHORTEST_STEM and is_word(rest)) for rest in rests)


def _is_done(word: str) -> bool:
    """Say whether it is a form of a known verb: "tuned", "binned", "potting"."""
    ending = next((end for end in ("ed", "ing") if word.endswith(end)), "")
    stem = word.removesuffix(ending)
    doubled = stem[:-1] if stem[-1:] == stem[-2:-1] and stem[-1:] not in _VOWELS else ""
    bases = (base for base in (stem, f"{stem}e", doubled) if len(base) >= _SHORTEST_BASE)
    return bool(ending) and any(is_word(base) for base in bases)


def spell(text: str) -> str:
    """Return a text in which unknown words that nearly are a usual one are that one."""
    left = _MOST
    written = {word.lower() for word in _WORD.findall(text)}

    def corrected(match: re.Match[str]) -> str:
        nonlocal left
        word = match.group(0)
        folded = word.lower()
        if left <= 0 or word[1:] != folded[1:] or is_word(folded):
            return word
        left -= 1
        meant = _meant(folded)
        if meant in written and len(meant) == len(folded):
            return word  # who writes of nitrite beside nitrate means both
        if word[:1].isupper() and meant == folded[:-1]:
            return word  # names end so
        return meant[:1].upper() + meant[1:] if word[:1].isupper() else meant

    return _WORD.sub(corrected, text)
