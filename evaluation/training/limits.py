"""Trains the head that recognises, word by word, wishes that are beyond the limits.

Run it with ``uv run --with torch==2.13.0 python -m evaluation.training.limits``. The head sits on
the vectors of the network as it is shipped, so it is trained after that. ``limits.jsonl`` has
requests with such wishes, and others that only sound so; the annotated requests that ask for
something beyond the limits, and a share of the others, are examples too. What is told in it to be
kept aside is not learned from: the head is judged by that at the end.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from activities.understanding.marking.decoding import Floats
from activities.understanding.marking.encoder import encode
from activities.understanding.marking.heads import Heads
from activities.understanding.marking.limiting import shares_of
from activities.understanding.text.cleaning import clean
from evaluation.training.annotations import LIMITS, Annotated, load
from evaluation.training.small_heads import Lesson, Plan, as_one, fitted, spread_of, store
from models.conversation import Limit

_NONE = "none"
KINDS = (_NONE, *(limit.value for limit in Limit))
_FILE = Path(__file__).parent / "limits.jsonl"
_OTHERS = 7_000
"""How many annotated requests are learned from that have no such wish."""
_LEARNED = 0.35
"""The share of the words of annotated requests that ask for nothing which is learned from; words
that ask for a view all are."""
_MORE = 2.0
"""How much more those count that were written for this."""
_SEEDS = (1, 2, 3)
_PLAN = Plan(hidden=128, epochs=5, batch=1024, dropout=0.3)
_SURE = 0.5


class Told(NamedTuple):
    """A request, and which of its words ask for what; characters from and until, and the kind."""

    text: str
    wishes: tuple[tuple[int, int, str], ...]
    written: bool
    """Whether it was written for this."""
    views: tuple[tuple[int, int], ...] = ()
    """Words that ask for a view, which is no such wish."""
    aside: bool = False


def main() -> None:
    """Train, judge by what was kept aside, and put the head beside the others."""
    told = [*_written(), *_annotated()]
    learned = _lesson([one for one in told if not one.aside])
    spread = spread_of(learned.rows)
    networks = [fitted(learned, spread, len(KINDS), _PLAN, seed) for seed in _SEEDS]
    store(as_one("limit", networks, spread), {"limits": list(KINDS)})
    _judge([one for one in told if one.aside])


def _written() -> Iterator[Told]:
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = clean(row["text"])
        found = (
            (text.find(clean(said)), clean(said), kind) for kind, said in row["limits"].items()
        )
        wishes = tuple((at, at + len(said), kind) for at, said, kind in found if at >= 0)
        yield Told(text, wishes, written=True, aside=row.get("aside", False))


def _annotated() -> Iterator[Told]:
    every = list(load())
    random.Random(5).shuffle(every)  # noqa: S311 - shuffles, protects nothing
    asking, others = list[Annotated](), list[Annotated]()
    for one in every:
        (asking if any(m.name in LIMITS and m.kind == "W" for m in one.marks) else others).append(
            one
        )
    for one in (*asking, *others[:_OTHERS]):
        wanted = [mark for mark in one.marks if mark.kind == "W"]
        wishes = tuple((m.start, m.end, m.name) for m in wanted if m.name in LIMITS)
        views = tuple((m.start, m.end) for m in wanted if m.name not in LIMITS)
        yield Told(one.text, wishes, written=False, views=views)


def _lesson(told: list[Told]) -> Lesson:
    chance = np.random.default_rng(0)
    rows, kinds, weights = list[Floats](), list[int](), list[float]()
    for one in told:
        encoded = encode(one.text)
        if not encoded.spans:
            continue
        asked = np.array([_kind_of(span, one) for span in encoded.spans])
        views = np.array([_is_of_view(span, one) for span in encoded.spans])
        learned = (asked > 0) | views | (chance.random(len(asked)) < _LEARNED) | one.written
        rows.append(Heads(encoded).words()[learned])
        kinds += asked[learned].tolist()
        once = _MORE if one.written else 1.0
        weights += [once * (1 + (kind > 0)) for kind in asked[learned]]
    return Lesson(np.concatenate(rows), kinds, weights)


def _kind_of(span: tuple[int, int], told: Told) -> int:
    found = (kind for start, end, kind in told.wishes if start < span[1] and span[0] < end)
    return KINDS.index(next(found, _NONE))


def _is_of_view(span: tuple[int, int], told: Told) -> bool:
    return any(start < span[1] and span[0] < end for start, end in told.views)


def _judge(told: list[Told]) -> None:
    right = found = wanted = 0
    for one in told:
        encoded = encode(one.text)
        shares = shares_of(Heads(encoded).limits())
        got = {KINDS[at] for at in np.flatnonzero(shares >= _SURE).tolist() if at}
        asked = {kind for _, _, kind in one.wishes}
        right, found, wanted = right + len(got & asked), found + len(got), wanted + len(asked)
    print(f"kept aside: recall {right / wanted:.3f}, precision {right / found:.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
