"""What is one field or two: "km at start and end", and "donor name"; pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from activities.understanding.grammar.items import is_person_word
from activities.understanding.marking.marks import MarkedField, Words
from activities.understanding.text.words import identifier

_OPPOSITES = (
    "front back, start end, start finish, beginning end, begin end, in out, before after, "
    "morning evening, top bottom, left right, inside outside, minimum maximum, min max, "
    "arrival departure, opening closing, high low, highest lowest"
)
_PAIRS = frozenset(frozenset(pair.split()) for pair in _OPPOSITES.split(", "))
_AND = re.compile(r"\s*(?:,?\s*and|&|\+|/)\s*(?:at |on |in )?", re.IGNORECASE)


_OF_SOMEBODY = frozenset({"name", "names", "surname"})
"""What is told of whoever is named right before: of a donor, not of the donation."""


_ENDS = frozenset({"from", "to", "until", "till", "since"})


def _joined(text: str, fields: Sequence[MarkedField]) -> Iterator[MarkedField]:
    """Return fields; a name right behind whose name it is makes one field of both."""
    skipped = False
    for one, other in pairwise((*fields, None)):
        if skipped or one is None:
            skipped = False
            continue
        if other is not None and _is_time(text, one, other):
            skipped = True
            yield one
        elif other is not None and _names(text, one, other):
            skipped = True
            start, end = one.words.start, other.words.end
            words = Words(start, end, text[start:end])
            yield one._replace(words=words, name=identifier(words.text), named=True)
        else:
            yield one


def _is_time(text: str, one: MarkedField, other: MarkedField) -> bool:
    """Say whether "from when" is told in two."""
    between = text[one.words.end : other.words.start]
    words = one.words.text.lower(), other.words.text.lower()
    return between == " " and words[0] in _ENDS and words[1] == "when"


def _names(text: str, one: MarkedField, other: MarkedField) -> bool:
    between = text[one.words.end : other.words.start]
    return (
        between == " "
        and is_person_word(one.words.text)
        and other.words.text.lower() in _OF_SOMEBODY
    )


def told_whole(text: str, fields: Sequence[MarkedField]) -> Iterator[MarkedField]:
    """Return fields; of a pair the second one with the words that it shares with the first.

    Args:
        text: The request.
        fields: Its marked fields, in their order.
    """
    fields = tuple(_joined(text, fields))
    if fields:
        yield fields[0]
    for one, other in pairwise(fields):
        *shared, first = one.words.text.split()
        second = other.words.text.lower()
        joined = _AND.fullmatch(text[one.words.end : other.words.start])
        if not shared or not joined or frozenset((first.lower(), second)) not in _PAIRS:
            yield other
            continue
        start, end = one.words.start, other.words.end
        yield other._replace(
            words=Words(start, end, text[start:end]),
            name=identifier(" ".join([*shared, second])),
            named=False,
            type=one.type,
            owner=one.owner,
        )
