"""The names of usual lists and what is on them, in eight languages; pure after loading."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from typing import NamedTuple

from activities.understanding.languages.spelling import fold, stem_key
from activities.understanding.languages.vocabulary import LANGUAGES
from activities.understanding.text.cleaning import word_set
from models.specification import Category

DECLINING = frozenset({"pl"})
"""Languages that say whose something is without a small word."""
APP = re.compile(r"(?:(?<=liste)n|(?<=[^s])s)?-app$")
"""What a compound word has behind the name of a list: "Einkaufslisten-App"."""
_ENDING_SO = frozenset({"de", "nl", "en"})
"""Languages whose names of lists have the word for it last."""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*'?")
_CONTAINER = re.compile(r"\{(\w+)\}")
_LEFT_OUT = re.compile(r"\((\w+)\)")


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


class Words(NamedTuple):
    """Words of a language around the name of a list, by what they do there."""

    small: frozenset[str]
    before: frozenset[str]
    adjectives: frozenset[str]
    after: frozenset[str]
    tail: frozenset[str]
    never: frozenset[str]
    own: frozenset[str]
    with_: frozenset[str]
    and_: frozenset[str]


class Token(NamedTuple):
    """A word of a text."""

    low: str
    key: str
    """Nothing for a small word, which doesn't count in a name."""
    start: int
    end: int


class Name(NamedTuple):
    """A way in which a usual list is called."""

    list: UsualList
    called: str
    """As it stands by itself, in the nominative."""


@cache
def words_of(language: str) -> Words:
    """Return the words of a language by what they do around a name."""
    row = _raw()["words"][language]
    sets = ("small", "before", "adjectives", "after", "tail", "not", "own", "with", "and")
    return Words(*(word_set(row[name]) for name in sets))


@cache
def usual_lists() -> tuple[UsualList, ...]:
    """Return all of them; they are read once in a process."""
    return tuple(_usual(name, row) for name, row in _raw()["lists"].items())


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
def by_key(language: str) -> dict[tuple[str, ...], Name]:
    """Return every name of a usual list in a language, by the keys of its words."""
    found: dict[tuple[str, ...], Name] = {}
    for one in usual_lists():
        for called in names_of(one.name, language):
            key = tuple(token.key for token in tokens_of(called, language) if token.key)
            found.setdefault(key, Name(one, called))
    return found


def tokens_of(text: str, language: str) -> list[Token]:
    """Return the words of a text."""
    small = words_of(language).small
    found: list[Token] = []
    for match in _WORD.finditer(text):
        low = match.group().lower()
        elided = low in small or len(low) <= len("dell'")
        low = low if elided else low.rstrip("'")
        key = "" if low in small else _key(low, language)
        found.append(Token(low, key, match.start(), match.end()))
    return found


def is_paper(called: str, language: str) -> bool:
    """Say whether a name is one of what is written on, and no event or cash box: "Gästeliste".

    Args:
        called: The name.
        language: ISO 639-1 code.
    """
    row = _raw()["words"][language]
    papers = tuple(fold(word) for kind in ("list", "log") for word in row[kind].split("/"))
    words = fold(called).split()
    if language in _ENDING_SO:
        return words[-1].endswith(papers)
    return words[0] in papers


@cache
def _raw() -> dict[str, dict[str, dict[str, str]]]:
    text = files(__package__).joinpath("usual_lists.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


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


def _key(low: str, language: str) -> str:
    """Return under what a word is found, whatever its accents, and its endings in Polish."""
    low = APP.sub("", low) if language in ("de", "nl") else low
    return stem_key(fold(low), language)
