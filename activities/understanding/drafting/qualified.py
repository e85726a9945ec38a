"""Marked fields with the words that tell them from others of the same name; pure.

The network calls a field what such fields usually are, and "queen colour" a colour; the words
that tell which one it is are what the person will look for.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from activities.understanding.grammar.qualifying import clause_of, folded_words, own_words
from activities.understanding.marking.marks import MarkedField
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import identifier, singular

_APART = re.compile(r"[^.;!?\n]{0,300}")
_SEPARATED = re.compile(r",|\band\b|\bor\b|&|/")
_POSSESSED = re.compile(
    r"\b(?P<whose>my|his|her|our|their|your) (?P<what>[a-z]{2,20}(?: [a-z]{2,20})?)$", re.IGNORECASE
)
_JOINED = re.compile(r"\s*(?:,|,? and|&|/|\+)\s*", re.IGNORECASE)
_WHO = re.compile(r"who(?:m|se)?\b")
"""What somebody did or has is named by what it makes of them: an owner, a borrower."""
_ALIKE = {"colour": "color"}
_BARE = frozenset({"date", "on_date", "day", "year", "month"})
_HYPHENED = re.compile(r"\b[^\W\d_]{1,2}-(?=\w)")
"""One letter or two before a hyphen: t-shirts, e-bikes, x-rays."""
_PLAIN = frozenset(
    {"full", "exact", "current", "own", "total", "complete", "short", "real", "whole", "item"}
)
"""What qualifies a noun without telling it from others."""


def qualified(fields: Iterable[MarkedField], text: str) -> Iterator[MarkedField]:
    """Return fields of an English request, each with the words that tell it from others.

    Args:
        fields: The marked fields, in their order.
        text: The request.
    """
    told = [_with_qualifier(field) for field in fields]
    whose = _whose(told, text)
    shared = _shared(told, text)
    return (
        field._replace(said=whose[at])
        if at in whose
        else _in_own_words(field)
        if at in shared
        else field
        for at, field in enumerate(told)
    )


def _whose(fields: list[MarkedField], text: str) -> dict[int, str]:
    """Return what fields are called that only tell whose they are: "her stars and my stars"."""
    found = [_POSSESSED.search(text[: field.words.end]) for field in fields]
    called: dict[int, str] = {}
    for at, (one, other) in enumerate(pairwise(found)):
        if one is None or other is None or fields[at].said or fields[at + 1].said:
            continue
        apart = one["whose"].lower() != other["whose"].lower()
        between = text[fields[at].words.end : other.start()]
        if apart and one["what"].lower() == other["what"].lower() and _JOINED.fullmatch(between):
            called |= {at: one.group(), at + 1: other.group()}
    return called


def _with_qualifier(field: MarkedField) -> MarkedField:
    words = field.words.text
    if field.said:
        return field
    clause = clause_of(words)
    usual = not (field.named or field.name in _BARE) and field.name.split("_")[-1] in words.lower()
    kept = (clause is not None and not usual) or _is_compound(field) or _is_hyphened(field)
    return _in_own_words(field) if kept else field


def _is_compound(field: MarkedField) -> bool:
    """Say whether a field is named by its last word alone, though a noun before it tells which."""
    parts = field.words.text.lower().split()
    if field.named or len(parts) != 2 or parts[0] in (*_PLAIN, *field.owner.split("_")):
        return False
    if _ALIKE.get(singular(parts[1]), singular(parts[1])) != field.name:
        return False
    first, _ = (*tag(field.words.text), None, None)[:2]
    return first is not None and first.is_noun


def _is_hyphened(field: MarkedField) -> bool:
    """Say whether a field is named without what a hyphen joins: no shirt size of "t-shirt size"."""
    words = field.words.text.lower()
    return _HYPHENED.search(words) is not None and field.name == identifier(
        _HYPHENED.sub("", words)
    )


def _shared(fields: list[MarkedField], text: str) -> set[int]:
    """Return the places of fields of one enumeration that have one name and different words."""
    last: dict[tuple[str, str], int] = {}
    shared: set[int] = set()
    for at, field in enumerate(fields):
        key = field.owner, field.name
        before = last.get(key)
        if before is not None and _is_other(fields[before], field, text):
            shared |= {before, at}
        last[key] = at
    return shared


def _is_other(one: MarkedField, other: MarkedField, text: str) -> bool:
    between = text[one.words.end : other.words.start]
    words = folded_words(_words(one)), folded_words(_words(other))
    if words[0] == words[1] or any(map(_WHO.match, words)):
        return False
    return bool(_APART.fullmatch(between) and _SEPARATED.search(between))


def _words(field: MarkedField) -> str:
    return field.said or field.words.text


def _in_own_words(field: MarkedField) -> MarkedField:
    return field if field.said else field._replace(said=own_words(field.words.text))
