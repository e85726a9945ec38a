"""Usual lists that a few words name, in eight languages: "Einkaufszettel für uns zwei"; pure."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from activities.understanding.languages.spelling import fold, stem_key
from activities.understanding.languages.vocabulary import LANGUAGES, vocabulary
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural
from models.specification import Category

_LONGEST, _MOST_WORDS = 100, 14
_MOST_LISTS = 3
_MOST_BEFORE, _MOST_BEHIND = 2, 5
"""How many words stand at most before a name and behind it, besides what asks for it."""
_LONGEST_TITLE = 50
_DECLINING = frozenset({"pl"})
"""Languages that say whose something is without a small word."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*'?")
_OTHERWISE = re.compile(r"[^\w\s'-]")
"""Signs that stand between parts: whoever writes a colon or a comma tells more than a name."""
_CONTAINER = re.compile(r"\{(\w+)\}")
_LEFT_OUT = re.compile(r"\((\w+)\)")
_APP = re.compile(r"(?:(?<=liste)n|(?<=[^s])s)?-app$")
"""What a compound word has behind the name of a list: "Einkaufslisten-App"."""
_APP_WRITTEN = re.compile(_APP.pattern, re.IGNORECASE)


class UsualList(NamedTuple):
    """What a usual list keeps."""

    name: str
    category: Category
    thing: str
    """Its name in the lexicon, if it is there."""
    fields: str
    """In the words of the lexicon; nothing where they are those of the thing."""
    labels: dict[str, tuple[str, str]]
    """One and several of what is on it, by the language."""
    people: bool
    qualified: bool
    single: bool
    alone: bool


class Found(NamedTuple):
    """A usual list that a request names, and nothing else."""

    list: UsualList
    language: str
    words: str
    """The name of the list, as it was written."""
    title: str


class _Words(NamedTuple):
    small: frozenset[str]
    before: frozenset[str]
    adjectives: frozenset[str]
    after: frozenset[str]
    tail: frozenset[str]
    never: frozenset[str]
    own: frozenset[str]


class _Token(NamedTuple):
    low: str
    key: str
    """Nothing for a small word, which doesn't count in a name."""
    start: int
    end: int


class _Name(NamedTuple):
    list: UsualList
    called: str
    """As it stands by itself, in the nominative."""


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
    known = "|".join(_raw()["words"][language]["and"].split())
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


def _found(text: str, language: str, *, sure: bool) -> Found | None:
    known = _words(language)
    tokens = _without_courtesy(_tokens(text, language), known)
    asking = next(
        (at for at, one in enumerate(tokens) if one.low.rstrip("'") not in known.before),
        len(tokens),
    )
    place = _place_of(tokens, asking, language) if len(tokens) <= _MOST_WORDS else None
    if place is None:
        return None
    before, behind = tokens[asking : place.start], tokens[place.end :]
    if not _qualifies(before, place.list, language):
        return None
    if not _ends(behind, place.list, language, sure=sure):
        return None
    first, last = tokens[place.start], tokens[place.end - 1]
    begin = before[0].start if before else first.start
    if _OTHERWISE.search(text[begin : tokens[-1].end]):
        return None
    whose = any(token.low in known.own for token in behind)
    end = last.end if whose or not behind else behind[-1].end
    end = end if end - begin <= _LONGEST_TITLE else last.end
    called = _APP_WRITTEN.sub("", text[begin : last.end])
    if language in _DECLINING and not before:
        called = place.called
    return Found(
        place.list, language, text[first.start : last.end], f"{called}{text[last.end : end]}"
    )


def _tokens(text: str, language: str) -> list[_Token]:
    small = _words(language).small
    found: list[_Token] = []
    for match in _WORD.finditer(text):
        low = match.group().lower()
        elided = low in small or len(low) <= len("dell'")
        low = low if elided else low.rstrip("'")
        key = "" if low in small else _key(low, language)
        found.append(_Token(low, key, match.start(), match.end()))
    return found


def _key(low: str, language: str) -> str:
    """Return under what a word is found, whatever its accents, and its endings in Polish."""
    low = _APP.sub("", low) if language in ("de", "nl") else low
    return stem_key(fold(low), language)


def _without_courtesy(tokens: list[_Token], known: _Words) -> list[_Token]:
    """Return words without what is said behind them for politeness."""
    end = len(tokens)
    while end and tokens[end - 1].low in known.after:
        end -= 1
    return tokens[:end]


def _place_of(tokens: list[_Token], asking: int, language: str) -> _Place | None:
    """Return where the longest name stands, the first of them if there are several.

    Args:
        tokens: The words.
        asking: How many of them ask for it; a name may begin with one of those.
        language: ISO 639-1 code.
    """
    names = _names(language)
    best: _Place | None = None
    for start in range(min(len(tokens), asking + _MOST_BEFORE + 1)):
        for end in range(len(tokens), start, -1):
            if not tokens[start].key or not tokens[end - 1].key:
                continue
            found = names.get(tuple(token.key for token in tokens[start:end] if token.key))
            if found and (best is None or end - start > best.end - best.start):
                best = _Place(*found, start, end)
                break
    return best


def _qualifies(before: list[_Token], found: UsualList, language: str) -> bool:
    """Say whether words before a name leave it what it is: "wedding", "wöchentlicher"."""
    known = _words(language)
    free = language == "en" and found.qualified
    plain = (free and bool(one.key) and one.low not in known.never for one in before)
    return all(one.low in known.adjectives or fits for one, fits in zip(before, plain, strict=True))


def _ends(behind: list[_Token], found: UsualList, language: str, *, sure: bool) -> bool:
    """Say whether words behind a name tell only whose it is, or what it is for.

    Args:
        behind: The words.
        found: What is named.
        language: ISO 639-1 code.
        sure: Whether the request is in that language for certain; else only words of it count.
    """
    known = _words(language)
    if not behind or (len(behind) == 1 and behind[0].low in known.adjectives):
        return True
    if len(behind) > _MOST_BEHIND or any(one.low in known.never for one in behind):
        return False
    bare = behind[0].low not in known.tail
    if bare and not (sure and not found.alone and (len(behind) == 1 or language in _DECLINING)):
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


@cache
def _raw() -> dict[str, dict[str, dict[str, str]]]:
    text = files(__package__).joinpath("usual_lists.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _words(language: str) -> _Words:
    row = _raw()["words"][language]
    sets = ("small", "before", "adjectives", "after", "tail", "not", "own")
    return _Words(*(word_set(row[name]) for name in sets))


@cache
def usual_lists() -> tuple[UsualList, ...]:
    """Return all of them; they are read once in a process."""
    return tuple(_usual(name, row) for name, row in _raw()["lists"].items())


def _usual(name: str, row: dict[str, str]) -> UsualList:
    return UsualList(
        name=name,
        category=Category(row["category"]),
        thing=row.get("thing", ""),
        fields=row.get("fields", ""),
        labels={language: _labels(row[language]) for language in ("en", *LANGUAGES)},
        people=bool(row.get("people")),
        qualified=bool(row.get("qualified")),
        single=bool(row.get("single")),
        alone=bool(row.get("alone")),
    )


def _labels(cell: str) -> tuple[str, str]:
    one, _, many = cell.partition("|")[2].partition(",")
    return one.strip(), many.strip()


def names_of(name: str, language: str) -> Iterator[str]:
    """Yield every way in which a usual list is called in a language."""
    row = _raw()["words"][language]
    for written in _raw()["lists"][name][language].partition("|")[0].split("/"):
        kinds = _CONTAINER.findall(written)
        for chosen in product(*(row[kind].split("/") for kind in kinds)):
            called = written.strip()
            for kind, container in zip(kinds, chosen, strict=True):
                called = called.replace(f"{{{kind}}}", container, 1)
            yield _LEFT_OUT.sub("", called)
            if _LEFT_OUT.search(called):
                yield _LEFT_OUT.sub(r"\1", called)


@cache
def _names(language: str) -> dict[tuple[str, ...], _Name]:
    found: dict[tuple[str, ...], _Name] = {}
    for one in usual_lists():
        for called in names_of(one.name, language):
            key = tuple(token.key for token in _tokens(called, language) if token.key)
            found.setdefault(key, _Name(one, called))
    return found
