"""What the network says about spans: their names, types, owners and relations."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from activities.understanding.marking.decoding import Floats, Span, softmax
from activities.understanding.marking.encoder import Encoded

_BUCKETS = 12
_LINK = 128
_BESIDE = 4
"""How many words on both sides tell what a word asks for."""


class Labels(NamedTuple):
    """What the rows of the heads stand for."""

    things: tuple[str, ...]
    fields: tuple[str, ...]
    types: tuple[str, ...]
    wishes: tuple[str, ...]
    categories: tuple[str, ...]
    harms: tuple[str, ...]
    limits: tuple[str, ...]


class Named(NamedTuple):
    """How likely it is that a span is named by its own words, and what else it usually means."""

    own: float
    usual: str
    confidence: float


class Heads:
    """Linear layers on top of the word vectors of one text."""

    def __init__(self, encoded: Encoded) -> None:
        self._weights, self.labels = _load()
        self._firsts, self._lasts = encoded.firsts, encoded.lasts
        share = softmax(self._linear("pool", encoded.pieces)[:, 0])
        self._text: Floats = share @ encoded.pieces
        means = (self._text, encoded.pieces.mean(0), encoded.pieces.max(0))
        self.whole: Floats = np.concatenate(means)
        """A vector for the text as a whole."""

    def tags(self) -> Floats:
        """Return the score of each tag for each word; shape (words, tags)."""
        return self._linear("tag", np.concatenate([self._firsts, self._lasts], 1))

    def vectors(self, spans: Sequence[Span]) -> Floats:
        """Return a vector for each span."""
        rows = [
            np.concatenate(
                [
                    self._firsts[s.first],
                    self._lasts[s.last],
                    self._firsts[s.first : s.last + 1].mean(0),
                ]
            )
            for s in spans
        ]
        return _gelu(self._linear("span", np.stack(rows)))

    def names(self, which: str, vectors: Floats) -> list[Named]:
        """Return how spans are named; ``which`` is ``e`` for things and ``f`` for fields."""
        labels = self.labels.things if which == "e" else self.labels.fields
        own = _sigmoid(self._linear(f"{which}copy", vectors)[:, 0])
        usual = softmax(self._linear(f"{which}name", vectors))
        best = usual.argmax(1)
        return [Named(float(own[at]), labels[b], float(usual[at, b])) for at, b in enumerate(best)]

    def types(self, vectors: Floats) -> Floats:
        """Return how likely each type of field is; shape (spans, types)."""
        return softmax(self._linear("ftype", vectors))

    def wishes(self, vectors: Floats) -> Floats:
        """Return how likely each kind of wish is; shape (spans, wishes)."""
        return softmax(self._linear("wish", vectors))

    def owners(
        self, fields: Sequence[Span], told: Floats, things: Sequence[Span], known: Floats
    ) -> Floats:
        """Return how likely each mention of a thing owns each field; column 0 is none of them."""
        nobody = self._linear("ow_null", told)
        if not things:
            return np.ones_like(nobody)
        fits = self._linear("ow_f", told) @ self._linear("ow_e", known).T / np.sqrt(_LINK)
        far = np.array([[bucket(f.first - t.first) for t in things] for f in fields])
        near = self._weights["ow_dist.weight"][far][..., 0]
        return softmax(np.concatenate([nobody, fits + near], 1))

    def relations(self, pairs: Sequence[tuple[Floats, Floats, int]]) -> Floats:
        """Return for ordered pairs of things: unrelated, the first has one, or has several.

        Args:
            pairs: Both vectors, and how many words lie between the nearest mentions.
        """
        rows = [
            np.concatenate([a, b, a * b, self._text, [np.log(far + 1)]]).astype(np.float32)
            for a, b, far in pairs
        ]
        return softmax(self._linear("r2", _gelu(self._linear("r1", np.stack(rows)))))

    def categories(self) -> Floats:
        """Return how likely each category is."""
        return softmax(self._linear("cat", self._text[None])[0])

    def vague(self) -> float:
        """Return how likely it is that one would have to ask."""
        return float(_sigmoid(self._linear("q", self._text[None])[0, 0]))

    def words(self) -> Floats:
        """Return what is known of each word: itself, those beside it, and the text as a whole."""
        count = len(self._firsts)
        sums = np.cumsum(np.vstack([np.zeros_like(self._firsts[:1]), self._firsts]), 0)
        first = np.maximum(0, np.arange(count) - _BESIDE)
        last = np.minimum(count, np.arange(count) + _BESIDE + 1)
        beside = (sums[last] - sums[first]) / (last - first)[:, None].astype(np.float32)
        whole = np.broadcast_to(self._text, self._firsts.shape)
        rows: Floats = np.concatenate([self._firsts, self._lasts, beside, whole], 1)
        return rows

    def limits(self) -> Floats:
        """Return for each word how likely it asks for what can't be had; shape (words, kinds).

        The first kind stands for none.
        """
        return softmax(self._linear("limit2", _gelu(self._linear("limit1", self.words()))))

    def harms(self) -> Floats:
        """Return how likely each kind of harm is; the first stands for none."""
        inner = _gelu(self._linear("harm1", self.whole[None]))
        return softmax(self._linear("harm2", inner)[0])

    def _linear(self, name: str, rows: Floats) -> Floats:
        out: Floats = rows @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return out


@contextmanager
def one_thread() -> Iterator[None]:
    """Keep the products of matrices on one thread.

    These are small: threads that wait for each other cost more than they save, on a busy machine
    ten times the product itself, and one request would take the processors of others.
    """
    with _threads().limit(limits=1, user_api="blas"):
        yield


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@cache
def _load() -> tuple[dict[str, Floats], Labels]:
    folder = files(__package__) / "model"
    with as_file(folder / "heads.npz") as path, np.load(path) as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files}
    raw = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return weights, Labels(**{name: tuple(values) for name, values in raw.items()})


def load() -> None:
    """Load the layers now instead of with the first request."""
    _load()


def forget() -> None:
    """Load the layers anew when they are asked next: what is stored was trained further."""
    _load.cache_clear()


@cache
def bucket(words: int) -> int:
    """Return the class of a distance: finer where it is short, other for words before."""
    size = min(int(np.log2(abs(words) + 1) * 1.5), _BUCKETS - 1)
    return size + (_BUCKETS if words < 0 else 0)


def _sigmoid(rows: Floats) -> Floats:
    out: Floats = np.asarray(1 / (1 + np.exp(-rows)), dtype=np.float32)
    return out


def _gelu(rows: Floats) -> Floats:
    """The Gaussian error linear unit (Hendrycks and Gimpel, 2016), by its tanh approximation."""
    inner = np.float32(np.sqrt(2 / np.pi)) * (rows + 0.044715 * rows**3)
    out: Floats = 0.5 * rows * (1 + np.tanh(inner))
    return out
