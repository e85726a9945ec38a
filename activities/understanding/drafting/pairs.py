"""Two fields in one phrase, of which only the first is told whole: "km at start and end"; pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from activities.understanding.marking.marks import MarkedField, Words
from activities.understanding.text.words import identifier

_OPPOSITES = (
    "front back, start end, start finish, beginning end, begin end, in out, before after, "
    "morning evening, top bottom, left right, inside outside, minimum maximum, min max, "
    "arrival departure, opening closing, high low, highest lowest"
)
_PAIRS = frozenset(frozenset(pair.split()) for pair in _OPPOSITES.split(", "))
_AND = re.compile(r"\s*(?:,?\s*and|&|\+|/)\s*(?:at |on |in )?", re.IGNORECASE)


def told_whole(text: str, fields: Sequence[MarkedField]) -> Iterator[MarkedField]:
    """Return fields; of a pair the second one with the words that it shares with the first.

    Args:
        text: The request.
        fields: Its marked fields, in their order.
    """
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
