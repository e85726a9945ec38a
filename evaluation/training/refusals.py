"""Trains the head that recognises requests which harm people.

Run it with ``uv run --with torch==2.13.0 python -m evaluation.training.refusals``. The head sits on
the vectors of the network as it is shipped, so it is trained last. The harmful requests and their
innocent neighbours are in ``refusals.jsonl``; the annotated requests are innocent too, and so are
those that are put together from everyday words: without them, "a tool library" was refused.
"""

import json
from pathlib import Path

import numpy as np

from activities.understanding.marking.encoder import encode
from activities.understanding.marking.heads import Heads
from activities.understanding.text.cleaning import clean
from evaluation.training.annotations import load
from evaluation.training.everyday import everyday
from evaluation.training.small_heads import MODEL, Lesson, Plan, as_one, fitted, spread_of, store

FOLDER = Path(__file__).parent
_EVERYDAY = 6_000
_SEEDS = (1, 2, 3, 4)
"""A network alone depends much on where it began; their mean finds more and errs less."""
_PLAN = Plan(hidden=64, epochs=16, batch=256)
_HARMFUL, _NEAR = 4.0, 8.0
"""How much more those count that were written for this: what only sounds harmful, the most."""


def main() -> None:
    """Train, and put the head beside the others."""
    names = json.loads((MODEL / "labels.json").read_text(encoding="utf-8"))
    lines = (FOLDER / "refusals.jsonl").read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    kinds = list(dict.fromkeys(["none", *(r["kind"] for r in told)]))
    innocent = [annotated.text for annotated in load()]
    innocent += everyday(names["things"], names["fields"], _EVERYDAY)
    wishes = (FOLDER / "limits.jsonl").read_text(encoding="utf-8").splitlines()
    innocent += [json.loads(line)["text"] for line in wishes]
    rows = np.stack([_vector(r["text"]) for r in told] + [_vector(t) for t in innocent])
    labels = [kinds.index(r["kind"]) for r in told] + [0] * len(innocent)
    weights = [_NEAR if row["kind"] == "none" else _HARMFUL for row in told]
    weights += [1.0] * len(innocent)
    spread, lesson = spread_of(rows), Lesson(rows, labels, weights)
    networks = [fitted(lesson, spread, len(kinds), _PLAN, seed) for seed in _SEEDS]
    store(as_one("harm", networks, spread), {"harms": kinds})


def _vector(text: str) -> np.ndarray:
    return Heads(encode(clean(text))).whole


if __name__ == "__main__":
    main()
