"""Which thing each field is of, as a whole: fields of one enumeration stay with one thing; pure."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from activities.understanding.marking.decoding import Floats, Span, steady_path
from activities.understanding.marking.marks import Words

_IN_A_LIST, _IN_NEW_SENTENCE, _NAMED_BETWEEN = 12.0, 1.0, 0.2
"""What a change of owner from one field to the next costs, as the logarithm of a share."""
_TINY = 1e-6
_IN_PARENTHESES = re.compile(r"\s*\([^()]*\)")
_AND_THEIR = re.compile(r",? and (?:also )?(?:their|its|his|her) ", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s*(?:\([^()]{0,200}\))?,?\s*(?::|(?:each )?(?:with|having|including)\b)", re.IGNORECASE
)
_OF_WHOLE = re.compile(
    r"(?:\w+ )?(?:names?|(?:tele)?phone|mobile|e-?mail|address)\b", re.IGNORECASE
)
"""What is known of people is told behind what they have, too: "owners and their dogs, phone"."""
_BREAK = re.compile(r"[.!?;\n]")


def owners_of(
    fields: Sequence[Span],
    things: Sequence[tuple[Span, str]],
    shares: Floats,
    between: Sequence[str],
    closed: Sequence[Collection[str]] = (),
) -> list[tuple[str, float]]:
    """Return for each field the name of its thing, and how sure that is.

    Args:
        fields: In their order.
        things: Mentions of things, with their names.
        shares: Shape (fields, mentions): how likely each mention owns each field.
        between: What is written between each field and the next.
        closed: For each field the things that it can't be of; see :func:`closed_before`.
    """
    names = list(dict.fromkeys(name for _, name in things))
    likely = np.zeros((len(fields), len(names)))
    for at, (_, name) in enumerate(things):
        likely[:, names.index(name)] += shares[:, at]
    for at, left in enumerate(closed):
        likely[at, [names.index(name) for name in left]] = 0
    likely /= likely.sum(1, keepdims=True) + _TINY
    path = steady_path(np.log(likely + _TINY), _costs(fields, things, names, between))
    return [(names[best], float(likely[at, best])) for at, best in enumerate(path)]


def closed_before(
    text: str, fields: Sequence[Words], things: Sequence[tuple[Words, str]]
) -> list[set[str]]:
    """Return for each field the things that it can't be of, because of parentheses.

    "Recipes with ingredients (amount, unit), steps and a photo": the amount is of the ingredient,
    and steps are of the recipe.

    Args:
        text: The request.
        fields: In their order.
        things: Mentions of things, with their names.
    """
    found: list[set[str]] = [set() for _ in fields]
    for match in _IN_PARENTHESES.finditer(text):
        inner = next((t for t in things if t[0].end == match.start()), None)
        others = [t for t in things if inner and t[1] != inner[1] and t[0].start < inner[0].start]
        told = any(match.start() <= field.start < match.end() for field in fields)
        if inner is None or not others or not told:
            continue
        for at, field in enumerate(fields):
            if match.start() <= field.start < match.end():
                found[at].update(name for _, name in others)
        later = [words.start for words, _ in things if words.start >= match.end()]
        stop = _BREAK.search(text, match.end())
        until = min([*later[:1], stop.start() if stop else len(text)])
        for at, field in enumerate(fields):
            if match.end() <= field.start < until:
                found[at].add(inner[1])
    for start, end, name in _their_parts(text, things):
        inside = [at for at, field in enumerate(fields) if start <= field.start < end]
        if inside and not _OF_WHOLE.match(fields[inside[0]].text):
            for at in inside:
                found[at].add(name)
    return found


def _their_parts(text: str, things: Sequence[tuple[Words, str]]) -> Iterator[tuple[int, int, str]]:
    """Return where the parts of "members and their cars, with make and model" are described.

    With the name of the whole, which that is not told of.
    """
    for (one, whole), (other, part) in pairwise(things):
        goes_on = _GOES_ON.match(text, other.end)
        if (
            whole == part
            or goes_on is None
            or not _AND_THEIR.fullmatch(text[one.end : other.start])
        ):
            continue
        later = [words.start for words, _ in things if words.start >= goes_on.end()]
        stop = _BREAK.search(text, goes_on.end())
        yield goes_on.end(), min([*later[:1], stop.start() if stop else len(text)]), whole


def _costs(
    fields: Sequence[Span],
    things: Sequence[tuple[Span, str]],
    names: list[str],
    between: Sequence[str],
) -> NDArray[np.float64]:
    """Return what it costs that a field is of another thing than the one before it."""
    costs = np.full((len(fields), len(names)), _IN_A_LIST)
    for at, (one, other) in enumerate(pairwise(fields), 1):
        if _BREAK.search(between[at - 1]) or between[at - 1].lstrip().startswith(")"):
            costs[at] = _IN_NEW_SENTENCE
        for place, name in things:
            if one.last < place.first < other.first:
                costs[at, names.index(name)] = _NAMED_BETWEEN
    return costs
