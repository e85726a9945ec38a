"""From how likely each word asks for something beyond the limits to the wishes; pure."""

from collections.abc import Iterator, Sequence

import numpy as np

from activities.understanding.marking.decoding import Floats
from activities.understanding.marking.marks import MarkedWish, Words
from models.conversation import Limit

_WORTH_TELLING = 0.15
"""Less likely wishes are none."""
_PART = 0.3
"""How likely a word beside the likeliest ones is at least, by their measure, to be told as well."""
_ENDS = frozenset(".!?;\n")


def shares_of(likely: Floats) -> Floats:
    """Return for each kind how likely the likeliest two words in a row ask for it."""
    pairs = (likely[:-1] + likely[1:]) / 2 if len(likely) > 1 else likely
    shares: Floats = pairs.max(0)
    return shares


def wishes_of(
    text: str, spans: Sequence[tuple[int, int]], likely: Floats, kinds: Sequence[str]
) -> Iterator[MarkedWish]:
    """Return what a request may ask for beyond the limits, each kind once.

    Args:
        text: The request.
        spans: Where its words begin and end.
        likely: How likely each word asks for each kind; the first kind stands for none.
        kinds: What these are called.
    """
    shares = shares_of(likely)
    for at in np.flatnonzero(shares >= _WORTH_TELLING).tolist():
        if at:
            first, last = _around(text, spans, likely[:, at])
            start, end = spans[first][0], spans[last][1]
            words = Words(start, end, text[start:end])
            yield MarkedWish(words, Limit(kinds[at]), float(shares[at]))


def _around(text: str, spans: Sequence[tuple[int, int]], shares: Floats) -> tuple[int, int]:
    """Return the first and the last word of what asks for it, within one sentence."""
    first = last = int(shares.argmax())
    least = _PART * shares[first]

    def is_part(at: int) -> bool:
        begin, end = spans[at]
        return bool(shares[at] >= least) and text[begin:end] not in _ENDS

    while first and is_part(first - 1):
        first -= 1
    while last + 1 < len(spans) and is_part(last + 1):
        last += 1
    while first < last and not any(c.isalnum() for c in text[slice(*spans[first])]):
        first += 1
    while last > first and not any(c.isalnum() for c in text[slice(*spans[last])]):
        last -= 1
    return first, last
