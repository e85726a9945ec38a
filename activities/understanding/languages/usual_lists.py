"""Usual lists that a few words name, in eight languages: "Einkaufszettel für uns zwei"; pure."""

import re
from typing import NamedTuple

from activities.understanding.knowledge.inference import infer
from activities.understanding.languages.usual_table import (
    APP,
    DECLINING,
    Token,
    UsualList,
    Words,
    by_key,
    tokens_of,
    words_of,
)
from activities.understanding.languages.vocabulary import LANGUAGES, read_table, vocabulary
from activities.understanding.text.words import is_plural, singular
from models.specification import FieldType

_LONGEST, _MOST_WORDS = 100, 14
_MOST_LISTS = 3
_MOST_BEFORE, _MOST_BEHIND = 2, 5
"""How many words stand at most before a name and behind it, besides what asks for it."""
_LONGEST_TITLE = 50
_TOLD_BY_NAME = frozenset({FieldType.PHOTO, FieldType.DATE, FieldType.MONEY})
_OTHERWISE = re.compile(r"[^\w\s'-]")
"""Signs that stand between parts: whoever writes a colon or a comma tells more than a name."""
_TO_DO = {
    "en": re.compile(r"\bto (?!(?:the|an?|my|our) )[a-z]"),
    "fr": re.compile(r"\bpour (?!notre |votre )[^\W\d_]{2,}(?:er|ir|dre|tre)\b"),
    "es": re.compile(r"\bpara [^\W\d_]{2,}[aeií]r(?:se)?\b"),
    "it": re.compile(r"\bper [^\W\d_]{2,}[aei]r(?:e|si)\b"),
    "pt": re.compile(r"\b(?:para|pra) [^\W\d_]{2,}[aei]r\b"),
}
"""What somebody is to do with it, which is more than whose it is: "for the kids to tick off"."""
_APP_WRITTEN = re.compile(APP.pattern, re.IGNORECASE)


class Found(NamedTuple):
    """A usual list that a request names, and nothing else."""

    list: UsualList
    language: str
    words: str
    """The name of the list, as it was written."""
    title: str
    more: str = ""
    """In English, what is to be known of each besides what is usual: the "price"."""
    told: str = ""
    """The words for it."""


class _Place(NamedTuple):
    """Where a name stands among the words."""

    list: UsualList
    called: str
    start: int
    end: int


def usual_lists_in(text: str, language: str) -> tuple[Found, ...]:
    """Return the usual lists that a whole request names: one, or a few that are joined by "and".

    Args:
        text: The cleaned request.
        language: ISO 639-1 code of what it seems to be in.
    """
    one = usual_list_in(text, language)
    if one is not None or len(text) > _LONGEST or language not in ("en", *LANGUAGES):
        return () if one is None else (one,)
    known = "|".join(sorted(words_of(language).and_))
    parts = re.split(rf"\s*(?:,|\s(?:{known}))\s+", text, flags=re.IGNORECASE)
    told = [_found(part, language, sure=True) for part in parts[: _MOST_LISTS + 1]]
    found = tuple(one for one in told if one is not None)
    different = len({one.list.labels["en"] for one in found}) == len(told)
    return found if 1 < len(found) <= _MOST_LISTS and different else ()


def usual_list_in(text: str, language: str) -> Found | None:
    """Return the usual list that a whole request names, if it says no more than whose it is.

    Args:
        text: The cleaned request.
        language: ISO 639-1 code of what it seems to be in; a name of another language counts as
            well, as one or two words hardly tell.
    """
    if len(text) > _LONGEST:
        return None
    others = (one for one in ("en", *LANGUAGES) if one != language)
    known = (language,) if language in ("en", *LANGUAGES) else ()
    found = (_found(text, one, sure=one == language) for one in (*known, *others))
    return next((one for one in found if one is not None), None)


def usual_list_begun(text: str, language: str) -> Found | None:
    """Return the usual list that a longer request in another language than English begins with.

    Args:
        text: The cleaned request.
        language: ISO 639-1 code of it.
    """
    if language not in LANGUAGES:
        return None
    known = words_of(language)
    tokens = tokens_of(text[:_LONGEST], language)
    asking = next((at for at, one in enumerate(tokens) if one.low not in known.before), 0)
    place = _place_of(tokens[: asking + _MOST_BEHIND], asking, language, before=0)
    if place is None or place.list.alone:
        return None
    called = text[tokens[place.start].start : tokens[place.end - 1].end]
    return Found(place.list, language, called, place.called if language in DECLINING else called)


def _found(text: str, language: str, *, sure: bool) -> Found | None:
    known = words_of(language)
    tokens = _without_courtesy(tokens_of(text, language), known)
    asking = next(
        (at for at, one in enumerate(tokens) if one.low.rstrip("'") not in known.before),
        len(tokens),
    )
    place = _place_of(tokens, asking, language) if len(tokens) <= _MOST_WORDS else None
    if place is None:
        return None
    before, behind = tokens[asking : place.start], tokens[place.end :]
    behind, more, told = _parted(behind, language)
    if not _qualifies(before, place.list, language):
        return None
    if not _ends(behind, place.list, language, sure=sure):
        return None
    first, last = tokens[place.start], tokens[place.end - 1]
    begin = before[0].start if before else first.start
    if _OTHERWISE.search(text[begin : tokens[-1].end]):
        return None
    aim = _TO_DO.get(language)
    if aim and behind and aim.search(text, last.end, behind[-1].end):
        return None
    whose = any(token.low in known.own for token in behind)
    end = last.end if whose or not behind else behind[-1].end
    end = end if end - begin <= _LONGEST_TITLE else last.end
    called = _APP_WRITTEN.sub("", text[begin : last.end])
    if language in DECLINING and not before:
        called = place.called
    title = f"{called}{text[last.end : end]}"
    return Found(place.list, language, text[first.start : last.end], title, more, told)


def _parted(behind: list[Token], language: str) -> tuple[list[Token], str, str]:
    """Return words without the one field that they end with: "with prices", and that field."""
    known = words_of(language)
    at = next((at for at, one in enumerate(behind) if one.low in known.with_), len(behind))
    rest = [one.low for one in behind[at + 1 :] if one.key and one.low not in known.own]
    english = _field_of(rest[0], language) if len(rest) == 1 else ""
    return (behind[:at], english, rest[0]) if english else (behind, "", "")


def _field_of(low: str, language: str) -> str:
    """Return the English name of a field that a word names, or nothing."""
    entry = None if language == "en" else vocabulary(language).word(low)
    english = singular(low) if language == "en" else entry.english if entry else ""
    fields = read_table("fields")["nouns"]
    known = english in fields or (english and infer(english).type in _TOLD_BY_NAME)
    return english if known else ""


def _without_courtesy(tokens: list[Token], known: Words) -> list[Token]:
    """Return words without what is said behind them for politeness."""
    end = len(tokens)
    while end and tokens[end - 1].low in known.after:
        end -= 1
    return tokens[:end]


def _place_of(
    tokens: list[Token], asking: int, language: str, before: int = _MOST_BEFORE
) -> _Place | None:
    """Return where the longest name stands, the first of them if there are several.

    Args:
        tokens: The words.
        asking: How many of them ask for it; a name may begin with one of those.
        language: ISO 639-1 code.
        before: How many other words stand before it at most.
    """
    names = by_key(language)
    best: _Place | None = None
    for start in range(min(len(tokens), asking + before + 1)):
        for end in range(len(tokens), start, -1):
            if not tokens[start].key or not tokens[end - 1].key:
                continue
            found = names.get(tuple(token.key for token in tokens[start:end] if token.key))
            if found and (best is None or end - start > best.end - best.start):
                best = _Place(*found, start, end)
                break
    return best


def _qualifies(before: list[Token], found: UsualList, language: str) -> bool:
    """Say whether words before a name leave it what it is: "wedding", "wöchentlicher"."""
    known = words_of(language)
    free = language == "en" and found.qualified
    plain = (free and bool(one.key) and one.low not in known.never for one in before)
    return all(one.low in known.adjectives or fits for one, fits in zip(before, plain, strict=True))


def _ends(behind: list[Token], found: UsualList, language: str, *, sure: bool) -> bool:
    """Say whether words behind a name tell only whose it is, or what it is for.

    Args:
        behind: The words.
        found: What is named.
        language: ISO 639-1 code.
        sure: Whether the request is in that language for certain; else only words of it count.
    """
    known = words_of(language)
    if not behind or (len(behind) == 1 and behind[0].low in known.adjectives):
        return True
    if len(behind) > _MOST_BEHIND or any(one.low in known.never for one in behind):
        return False
    bare = behind[0].low not in known.tail
    if bare and not (sure and not found.alone and (len(behind) == 1 or language in DECLINING)):
        return False
    if bare and not found.qualified:
        return False
    if found.alone:
        return all(one.low in known.own | known.tail for one in behind)
    return not found.single or not _is_several(behind[-1].low, language)


def _is_several(low: str, language: str) -> bool:
    if language == "en":
        return is_plural(low)
    entry = vocabulary(language).word(low)
    return entry is not None and entry.plural
