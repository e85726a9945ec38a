"""Which thing each field is of, as a whole: fields of one enumeration stay with one thing; pure."""

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from activities.understanding.marking.decoding import Floats, Span, steady_path

_IN_A_LIST, _IN_NEW_SENTENCE, _NAMED_BETWEEN = 12.0, 1.0, 0.2
"""What a change of owner from one field to the next costs, as the logarithm of a share."""
_TINY = 1e-6
_BREAK = re.compile(r"[.!?;\n]")


def owners_of(
    fields: Sequence[Span],
    things: Sequence[tuple[Span, str]],
    shares: Floats,
    between: Sequence[str],
) -> list[tuple[str, float]]:
    """Return for each field the name of its thing, and how sure that is.

    Args:
        fields: In their order.
        things: Mentions of things, with their names.
        shares: Shape (fields, mentions): how likely each mention owns each field.
        between: What is written between each field and the next.
    """
    names = list(dict.fromkeys(name for _, name in things))
    likely = np.zeros((len(fields), len(names)))
    for at, (_, name) in enumerate(things):
        likely[:, names.index(name)] += shares[:, at]
    likely /= likely.sum(1, keepdims=True)
    path = steady_path(np.log(likely + _TINY), _costs(fields, things, names, between))
    return [(names[best], float(likely[at, best])) for at, best in enumerate(path)]


def _costs(
    fields: Sequence[Span],
    things: Sequence[tuple[Span, str]],
    names: list[str],
    between: Sequence[str],
) -> NDArray[np.float64]:
    """Return what it costs that a field is of another thing than the one before it."""
    costs = np.full((len(fields), len(names)), _IN_A_LIST)
    for at, (one, other) in enumerate(pairwise(fields), 1):
        if _BREAK.search(between[at - 1]):
            costs[at] = _IN_NEW_SENTENCE
        for place, name in things:
            if one.last < place.first < other.first:
                costs[at, names.index(name)] = _NAMED_BETWEEN
    return costs
