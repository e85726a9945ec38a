"""Bounds on how many there may be, and numbers that break them; pure."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from activities.understanding.text.cleaning import word_set
from activities.understanding.text.patterns import Span, Token
from activities.understanding.wishes.wished import load_data

_LONGEST_NUMBER = 4


class _Words(NamedTuple):
    """The words that numbers and bounds are made of."""

    units: dict[str, int]
    tens: dict[str, int]
    at_most: frozenset[tuple[str, ...]]
    at_least: frozenset[tuple[str, ...]]
    having: frozenset[str]
    measures: frozenset[str]


@cache
def _words() -> _Words:
    data: dict[str, str] = load_data("contradictions.toml")["counting"]
    return _Words(
        units={word: number for number, word in enumerate(data["units"].split(), start=1)},
        tens={word: 10 * number for number, word in enumerate(data["tens"].split(), start=2)},
        at_most=_bounds(data["at_most"]),
        at_least=_bounds(data["at_least"]),
        having=word_set(data["having"]),
        measures=word_set(data["measures"]),
    )


def _bounds(listed: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(bound.split()) for bound in listed.split(", "))


class Amount(NamedTuple):
    """A number of something, where it stands, and what bounds it."""

    number: int
    noun: str
    span: Span


def conflicts(text: tuple[Token, ...]) -> Iterator[tuple[Span, Span]]:
    """Return bounds together with a number that can't be within them."""
    most = list(_bounded(text, _words().at_most))
    least = [*_bounded(text, _words().at_least), *_had(text)]
    for bound in most:
        for other in least:
            apart = other.span.start > bound.span.end or other.span.end < bound.span.start
            if apart and other.number > bound.number and _same(bound.noun, other.noun):
                yield bound.span, other.span
                return


def _same(one: str, other: str) -> bool:
    return not one or not other or one.rstrip("s") == other.rstrip("s")


def _bounded(text: tuple[Token, ...], bounds: frozenset[tuple[str, ...]]) -> Iterator[Amount]:
    words = [token.word for token in text]
    first_words = {bound[0] for bound in bounds}
    for at, word in enumerate(words):
        for bound in bounds if word in first_words else ():
            if tuple(words[at : at + len(bound)]) == bound:
                found = _amount(words, at + len(bound))
                if found and found[1] not in _words().measures:
                    yield Amount(found[0], found[1], Span("count", at, found[2]))


def _had(text: tuple[Token, ...]) -> Iterator[Amount]:
    """Return what there is already: "the forty-three we already have"."""
    words = [token.word for token in text]
    for at, word in enumerate(words):
        found = (
            _amount(words, at)
            if word in _words().units or word in _words().tens or word.isdigit()
            else None
        )
        if not found or found[1] in _words().measures:
            continue
        around = words[max(0, at - 4) : at] + words[found[2] : found[2] + 4]
        if "already" in around and _words().having & set(around):
            pronoun = found[1] in {"we", "i", "that", "already"}
            yield Amount(found[0], "" if pronoun else found[1], Span("count", at, found[2]))


def _amount(words: list[str], at: int) -> tuple[int, str, int] | None:
    """Return the number that begins there, the noun behind it and where they end."""
    if at >= len(words):
        return None
    number, end = _number(words, at)
    if number is None:
        return None
    noun = words[end] if end < len(words) and re.match(r"[a-z€%$£]", words[end]) else ""
    return number, noun, end + bool(noun)


def _number(words: list[str], at: int) -> tuple[int | None, int]:
    word = words[at]
    if word.isascii() and word.isdigit() and len(word) <= _LONGEST_NUMBER:
        return int(word), at + 1
    if word in _words().units:
        return _words().units[word], at + 1
    if word not in _words().tens:
        return None, at
    end = at + 2 if words[at + 1 : at + 2] == ["-"] else at + 1
    if end < len(words) and _words().units.get(words[end], 10) < _words().tens["twenty"] // 2:
        return _words().tens[word] + _words().units[words[end]], end + 1
    return _words().tens[word], at + 1
