"""From scores for each word to the spans that are most likely as a whole; pure."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
KINDS = "EFCW"
"""Things (entities), fields, values (choices), wishes. Tag 0 is none; two tags follow for each."""
_IMPOSSIBLE = -1e9
_HARDLY = 0.1
"""How much likelier a word is the thing when it is not a field already."""


class Span(NamedTuple):
    """Words that belong together, both ends included."""

    kind: str
    first: int
    last: int
    confidence: float


def spans_in(scores: Floats) -> tuple[Span, ...]:
    """Return the spans of the best sequence of tags (Viterbi, 1967).

    Args:
        scores: Shape (words, tags), unnormalised.
    """
    if not len(scores):
        return ()
    logs = scores - np.log(np.exp(scores - scores.max(1, keepdims=True)).sum(1, keepdims=True))
    logs = logs - scores.max(1, keepdims=True)
    path = _best_path(logs)
    sure = np.exp(logs[np.arange(len(path)), path])
    found, at = [], 0
    while at < len(path):
        last = at
        if path[at] % 2:
            while last + 1 < len(path) and path[last + 1] == path[at] + 1:
                last += 1
            kind = KINDS[(path[at] - 1) // 2]
            found.append(Span(kind, at, last, float(sure[at : last + 1].min())))
        at = last + 1
    return tuple(found)


def likely(scores: Floats, kind: str) -> Floats:
    """Return how likely each word belongs to a span of a kind; shape (words,).

    Args:
        scores: Shape (words, tags), unnormalised.
        kind: One of :data:`KINDS`.
    """
    begins = 1 + 2 * KINDS.index(kind)
    share: Floats = softmax(scores)[:, begins : begins + 2].sum(1)
    return share


def likeliest_thing(scores: Floats, taken: Sequence[Span], within: tuple[int, int]) -> Span:
    """Return the words that most likely name a thing, when none are likely enough by themselves.

    Fields belong to something: where some are told, a word that names it is nearly always there.

    Args:
        scores: Shape (words, tags), unnormalised.
        taken: Spans that are something else.
        within: The first word that may be it, and the one behind the last.
    """
    shares = softmax(scores)
    begins = np.full(len(shares), -1.0)
    begins[slice(*within)] = shares[slice(*within), 1]
    for span in taken:
        begins[span.first : span.last + 1] *= _HARDLY
    first = int(begins.argmax())
    last = first
    while last + 1 < len(shares) and shares[last + 1, 2] > max(0.5, shares[last + 1, 0]):
        last += 1
    return Span("E", first, last, float(begins[first]))


def steady_path(logs: NDArray[np.float64], costs: NDArray[np.float64]) -> list[int]:
    """Return the best choice for each row, where each change from the row before has a cost.

    Args:
        logs: Shape (rows, choices): the logarithm of how likely each choice is.
        costs: Shape (rows, choices): what it costs to change to a choice in a row.
    """
    best = logs[0]
    back: list[NDArray[np.int64]] = []
    for row, cost in zip(logs[1:], costs[1:], strict=True):
        before = int(best.argmax())
        changes = best[before] - cost > best
        back.append(np.where(changes, before, np.arange(len(best))))
        best = np.where(changes, best[before] - cost, best) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def softmax(rows: Floats) -> Floats:
    """Return scores as shares that add up to 1 along the last axis."""
    raised: Floats = np.exp(rows - rows.max(-1, keepdims=True))
    out: Floats = raised / raised.sum(-1, keepdims=True)
    return out


def _best_path(logs: Floats) -> list[int]:
    tags = logs.shape[1]
    follows = np.zeros((tags, tags))
    for inside in range(2, tags, 2):
        follows[:, inside] = _IMPOSSIBLE
        follows[[inside - 1, inside], inside] = 0
    best = logs[0].astype(np.float64)
    best[2::2] = _IMPOSSIBLE
    back: list[NDArray[np.int64]] = []
    for row in logs[1:]:
        reached = best[:, None] + follows
        back.append(reached.argmax(0))
        best = reached.max(0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]
