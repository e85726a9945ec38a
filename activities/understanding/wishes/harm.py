"""Requests that are refused because what they ask for harms people; pure."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from activities.understanding.marking.marks import Marked
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.patterns import ENDS, Phrases, Span, Token, tokens
from activities.understanding.wishes.wished import is_denied, load_data, phrases_of
from models.errors import RequestRefused

_NEAR = 14
_SURE, _SURE_WITH_WORDS, _SURE_WITH_PHRASE = 0.55, 0.45, 0.1
"""How sure the network must be: alone, where some words are a part of what is harmful, and where a
phrase is whole that innocent people use as well ("the beat", "burn").

An innocent request that is refused can be said in other words; it still should be rare."""


@cache
def _data() -> dict[str, Any]:
    return load_data("harm.toml")


@cache
def _phrases() -> Phrases:
    kinds = {name: kind for name, kind in _data().items() if isinstance(kind, dict)}
    return phrases_of(
        {
            f"{name}.{part}": kind[part]
            for name, kind in kinds.items()
            for part in ("alone", "loose", "covert", "watching")
            if part in kind
        }
    )


def refuse_marked(marked: Marked, text: str) -> None:
    """Refuse what the network takes for harmful as a whole, sooner where words point at it too.

    Args:
        marked: The marks of the request.
        text: The same in English.

    Raises:
        RequestRefused: It is likely that the request asks for such a program.
    """
    harms = {name: share for name, share in marked.harms.items() if name != "none"}
    if sum(harms.values()) >= _needed(text):
        raise _refusal(max(harms, key=lambda name: harms[name]))


def _needed(text: str) -> float:
    parts = {span.key for span in _harmful(tokens(text))}
    if any(part.endswith(".loose") for part in parts):
        return _SURE_WITH_PHRASE
    return _SURE_WITH_WORDS if parts else _SURE


def refuse_harm(text: str) -> None:
    """Refuse requests whose phrases ask for programs that harm or watch people.

    Raises:
        RequestRefused: The words ask for such a program.
    """
    words = tokens(text)
    parts = {span.key for span in _harmful(words)}
    for name in _data():
        if f"{name}.alone" in parts or {f"{name}.covert", f"{name}.watching"} <= parts:
            raise _refusal(name)


def _refusal(name: str) -> RequestRefused:
    kind = _data()[name]
    return RequestRefused(f"This asks for {kind['name']}; it is not built.", remedy=kind["instead"])


def _harmful(words: tuple[Token, ...]) -> Iterator[Span]:
    innocent = word_set(_data()["innocent"])
    for span in _phrases().find(words):
        # "mustn't find out" is a denial itself, and a sign of what is done covertly.
        covert = span.key.endswith(".covert")
        if (covert or not is_denied(words, span)) and not innocent & _around(words, span):
            yield span


def _around(words: tuple[Token, ...], span: Span) -> set[str]:
    first, last = span.start, span.end
    while first and words[first - 1].word not in ENDS and span.start - first < _NEAR:
        first -= 1
    while last < len(words) and words[last].word not in ENDS and last - span.end < _NEAR:
        last += 1
    # Its own words are no sign of innocence: a scam needs its victims.
    return {token.word for token in (*words[first : span.start], *words[span.end : last])}
