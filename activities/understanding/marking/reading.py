"""From a request to its marks; deterministic."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from activities.understanding.frames import frames
from activities.understanding.marking import encoder
from activities.understanding.marking import heads as layers
from activities.understanding.marking.decoding import Span, likeliest_thing, spans_in, steady_path
from activities.understanding.marking.encoder import Encoded, encode
from activities.understanding.marking.heads import Heads, Named
from activities.understanding.marking.marks import (
    Marked,
    MarkedField,
    MarkedRelation,
    MarkedThing,
    MarkedWish,
    Words,
)
from activities.understanding.typos import spell
from activities.understanding.words import identifier, singular
from models.conversation import Limit
from models.specification import RESERVED_NAMES, Category, View

Floats = NDArray[np.float32]
_MOST_THINGS, _MOST_SPANS = 12, 100
_OWN = 0.5
"""From here on a span is named by its own words."""
_SURE_NAME, _HARDLY_SURE_NAME = 0.8, 0.3
"""Below, the usual name of such words is a guess, and their own words are better: later so for
clauses, which are no good names."""
_NO_NAME = 0.15
"""Below, a usual name is no name at all."""
_CLAUSE = re.compile(
    r"^(?:who|whom|whose|what|when|where|which|why|how|if|whether)_|_(?:i|we|it|they|he|she)_"
)
_RELATED = 0.5
_NOBODY = 0.9
"""From here on a field belongs to nothing that is marked."""
_IN_A_LIST, _IN_NEW_SENTENCE, _NAMED_BETWEEN = 12.0, 1.0, 0.2
"""What a change of owner from one field to the next costs, as the logarithm of a share."""
_TINY = 1e-6
_SHORTEST_THING = 3
_BREAK = re.compile(r"[.!?;\n]")
_BEGINS_THING, _EAGER = 1, 0.25
"""A thing that is missed costs more than one too many: all its fields are lost with it."""
_ARTICLES = re.compile(
    r"^(?:(?:the|an?|my|our|its|their|his|her|your|each|every|all|any|table|sheet)\s+)+(?=\w)",
    re.IGNORECASE,
)


def mark(text: str, translate: Callable[[str], str] | None = None) -> Marked:
    """Return the marks of a request.

    Args:
        text: Cleaned; words behind the first few thousand are not read.
        translate: For a text that isn't English: returns what words mean, or nothing.
    """
    encoded = encode(text)
    if not encoded.spans:
        return Marked(categories={Category.OTHER: 1.0}, vague=1.0)
    return _Marking(text, encoded, translate).marked()


def load() -> None:
    """Load the network now instead of with the first request."""
    encoder.load()
    layers.load()


def own_name(words: str) -> str:
    """Return the canonical name that words give themselves.

    "Our library books" are a ``library_book``, and so is what a "library book register" keeps.
    """
    *first, last = spell(_ARTICLES.sub("", words.lower())).split() or [words]
    if first and last in frames().app_nouns:
        last = first.pop()
        if last in RESERVED_NAMES or last == "time":
            return identifier(f"{last} entry")
    return identifier(" ".join([*first, singular(last)]))


def _is_clause(name: str) -> bool:
    return _CLAUSE.search(name) is not None


class _Things(NamedTuple):
    spans: list[Span]
    vectors: Floats
    names: list[str]
    marks: list[MarkedThing]


class _Marking:
    def __init__(self, text: str, encoded: Encoded, translate: Callable[[str], str] | None) -> None:
        self._text = text
        self._encoded = encoded
        self._translate = translate
        self._heads = Heads(encoded)
        self._tags = self._heads.tags()
        self._tags[:, _BEGINS_THING] += _EAGER
        self._spans = list(spans_in(self._tags))

    def marked(self) -> Marked:
        self._name_homeless()
        things = self._things()
        names = self._heads.labels.categories
        shares = self._heads.categories()
        return Marked(
            things=tuple(things.marks),
            fields=tuple(self._fields(things)),
            relations=tuple(self._relations(things)),
            wishes=tuple(self._wishes()),
            categories={Category(n): float(s) for n, s in zip(names, shares, strict=True)},
            vague=self._heads.vague(),
        )

    def _of_kind(self, kind: str) -> list[Span]:
        return [span for span in self._spans if span.kind == kind][:_MOST_SPANS]

    def _name_homeless(self) -> None:
        """Find what the fields are of that belong to nothing marked: a word of their sentence."""
        fields, things = self._of_kind("F"), self._of_kind("E")
        if not fields:
            return
        told = self._heads.vectors(fields)
        known = self._heads.vectors(things) if things else np.empty((0, 0), np.float32)
        nobody = self._heads.owners(fields, told, things, known)[:, 0]
        homeless = [f for f, share in zip(fields, nobody, strict=True) if share > _NOBODY]
        if homeless:
            within = self._sentences(homeless[0].first, homeless[-1].last) if things else None
            whole = (0, len(self._encoded.spans))
            unfit = [
                Span("", at, at, 1.0)
                for at, (start, end) in enumerate(self._encoded.spans)
                if not self._text[start:end].isalpha() or end - start < _SHORTEST_THING
            ]
            self._spans.append(likeliest_thing(self._tags, [*self._spans, *unfit], within or whole))

    def _sentences(self, first: int, last: int) -> tuple[int, int]:
        """Return the words of the sentences from one word to another."""
        spans = self._encoded.spans
        ends = [at for at, (a, b) in enumerate(spans) if self._text[a:b] in ".!?"]
        begin = max((at + 1 for at in ends if at < first), default=0)
        return begin, min((at for at in ends if at > last), default=len(spans))

    def _words(self, span: Span) -> Words:
        start, end = self._encoded.spans[span.first][0], self._encoded.spans[span.last][1]
        return Words(start, end, self._text[start:end])

    def _name(self, span: Span, named: Named) -> tuple[str, bool]:
        words = self._words(span).text
        if self._translate:
            meant = self._translate(words) if named.confidence < _SURE_NAME else ""
            own, copied = own_name(meant or words), bool(meant)
        else:
            own = own_name(words)
            unsure = _HARDLY_SURE_NAME if _is_clause(own) else _SURE_NAME
            copied = named.own >= _OWN or named.confidence < unsure
        if copied or named.confidence < _NO_NAME:
            return own, True
        return identifier(named.usual.replace("_", " ")), False

    def _things(self) -> _Things:
        spans = self._of_kind("E")
        if not spans:
            return _Things([], np.empty((0, 0), np.float32), [], [])
        vectors = self._heads.vectors(spans)
        marks = []
        for span, named in zip(spans, self._heads.names("e", vectors), strict=True):
            name, own = self._name(span, named)
            marks.append(MarkedThing(self._words(span), name, own, span.confidence))
        return _Things(spans, vectors, [mark.name for mark in marks], marks)

    def _fields(self, things: _Things) -> Iterator[MarkedField]:
        spans = self._of_kind("F")
        if not spans:
            return
        vectors = self._heads.vectors(spans)
        types = self._heads.types(vectors).argmax(1)
        owners = self._owners(spans, vectors, things)
        for at, named in enumerate(self._heads.names("f", vectors)):
            name, own = self._name(spans[at], named)
            behind = spans[at + 1].first if at + 1 < len(spans) else None
            yield MarkedField(
                words=self._words(spans[at]),
                name=name,
                named=own,
                type=self._heads.labels.types[int(types[at])],
                owner=owners[at][0],
                values=self._values(spans[at], behind),
                confidence=spans[at].confidence * owners[at][1],
            )

    def _owners(
        self, spans: list[Span], vectors: Floats, things: _Things
    ) -> list[tuple[str, float]]:
        """Return the thing that each field is of, and how sure that is."""
        mentions = self._heads.owners(spans, vectors, things.spans, things.vectors)[:, 1:]
        names = list(dict.fromkeys(things.names))
        shares = np.zeros((len(spans), len(names)))
        for at, thing in enumerate(things.names):
            shares[:, names.index(thing)] += mentions[:, at]
        shares /= shares.sum(1, keepdims=True)
        path = steady_path(np.log(shares + _TINY), self._changes(spans, things, names))
        return [(names[best], float(shares[at, best])) for at, best in enumerate(path)]

    def _changes(self, spans: list[Span], things: _Things, names: list[str]) -> NDArray[np.float64]:
        """Return what it costs that a field is of another thing than the one before it.

        Fields of one enumeration are of one thing, unless another is named between them.
        """
        costs = np.full((len(spans), len(names)), _IN_A_LIST)
        for at, (one, other) in enumerate(pairwise(spans), 1):
            start, end = self._encoded.spans[one.last][1], self._encoded.spans[other.first][0]
            if _BREAK.search(self._text[start:end]):
                costs[at] = _IN_NEW_SENTENCE
            for place, thing in zip(things.spans, things.names, strict=True):
                if one.last < place.first < other.first:
                    costs[at, names.index(thing)] = _NAMED_BETWEEN
        return costs

    def _values(self, span: Span, next_field: int | None) -> str:
        """Return the enumeration right behind a field."""
        behind = [
            v
            for v in self._of_kind("C")
            if span.last < v.first <= span.last + 4 and (next_field is None or v.first < next_field)
        ]
        return self._words(behind[0]).text if behind else ""

    def _relations(self, things: _Things) -> Iterator[MarkedRelation]:
        names = list(dict.fromkeys(things.names))[:_MOST_THINGS]
        pairs = [(a, b) for a in names for b in names if a != b]
        if not pairs:
            return
        places = {
            name: [at for at, one in enumerate(things.names) if one == name] for name in names
        }
        vectors = {name: things.vectors[places[name]].max(0) for name in names}
        rows = [(vectors[a], vectors[b], self._far(things, places[a], places[b])) for a, b in pairs]
        shares = dict(zip(pairs, self._heads.relations(rows), strict=True))
        for (a, b), (_, one, several) in shares.items():
            both = float(several + shares[b, a][2]) / 2
            if both > max(one, shares[b, a][1], _RELATED):
                if a < b:
                    yield MarkedRelation(a, b, many=True, confidence=both)
            elif one > _RELATED and one > shares[b, a][1]:
                yield MarkedRelation(a, b, many=False, confidence=float(one))

    def _far(self, things: _Things, one: Sequence[int], other: Sequence[int]) -> int:
        return min(abs(things.spans[a].first - things.spans[b].first) for a in one for b in other)

    def _wishes(self) -> Iterator[MarkedWish]:
        spans = self._of_kind("W")
        if not spans:
            return
        shares = self._heads.wishes(self._heads.vectors(spans))
        for span, row in zip(spans, shares, strict=True):
            best = int(row.argmax())
            kind = self._heads.labels.wishes[best]
            wish = View(kind) if kind in set(View) else Limit(kind)
            yield MarkedWish(self._words(span), wish, span.confidence * float(row[best]))
