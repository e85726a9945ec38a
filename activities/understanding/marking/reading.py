"""From a request to its marks; deterministic."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from activities.understanding.grammar.heads import is_happening
from activities.understanding.marking import encoder
from activities.understanding.marking import heads as layers
from activities.understanding.marking.decoding import (
    Floats,
    Span,
    likeliest_thing,
    likely,
    spans_in,
)
from activities.understanding.marking.encoder import Encoded, encode
from activities.understanding.marking.heads import Heads
from activities.understanding.marking.limiting import wishes_of
from activities.understanding.marking.marks import (
    ENTRY,
    Marked,
    MarkedField,
    MarkedRelation,
    MarkedThing,
    MarkedWish,
    Words,
)
from activities.understanding.marking.naming import (
    Translate,
    name_of,
    name_of_thing,
    noun_phrase,
    own_name,
)
from activities.understanding.marking.owning import closed_before, owners_of
from activities.understanding.marking.wordkinds import WordKinds
from activities.understanding.text.words import singular
from models.conversation import Limit
from models.specification import Category, View

_MOST_THINGS, _MOST_SPANS = 12, 100
_RELATED = 0.5
_NOBODY = 0.9
"""From here on a field belongs to nothing that is marked."""
_LEAST_LIKELY = 0.05
"""Below, no word of a sentence is the thing that its fields are of, if others are marked."""
_SHORTEST_THING = 3
_LONGEST_ARTICLE = 4
_FAR_BEHIND = 4
"""Words behind a field within which its values begin."""
_LIST = re.compile(r" list\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r" ([a-z]+)\b", re.IGNORECASE)
_BEGINS_THING, _EAGER = 1, 0.25
"""A thing that is missed costs more than one too many: all its fields are lost with it."""


def mark(
    text: str, translate: Translate | None = None, is_no_noun: Callable[[str], bool] | None = None
) -> Marked:
    """Return the marks of a request.

    Args:
        text: Cleaned; words behind the first few hundred are not read.
        translate: For a text that isn't English: returns what words mean, or nothing.
        is_no_noun: For such a text: says whether words are known to be no noun.
    """
    encoded = encode(text)
    if not encoded.spans:
        return Marked(categories={Category.OTHER: 1.0}, vague=1.0)
    with layers.one_thread():
        return _Marking(text, encoded, translate, is_no_noun).marked()


def load() -> None:
    """Load the network now instead of with the first request."""
    encoder.load()
    layers.load()


class _Things(NamedTuple):
    spans: list[Span]
    vectors: Floats
    names: list[str]
    marks: list[MarkedThing]


class _Marking:
    def __init__(
        self,
        text: str,
        encoded: Encoded,
        translate: Translate | None,
        is_no_noun: Callable[[str], bool] | None,
    ) -> None:
        self._text = text
        self._encoded = encoded
        self._translate = translate
        self._is_no_noun = is_no_noun
        self._kinds = WordKinds(text) if translate is None else None
        self._heads = Heads(encoded)
        self._tags = self._heads.tags()
        self._tags[:, _BEGINS_THING] += _EAGER
        self._spans = [span for span in spans_in(self._tags) if self._says_something(span)]

    def marked(self) -> Marked:
        self._name_homeless()
        things = self._things()
        names = self._heads.labels.categories
        shares = self._heads.categories()
        return Marked(
            things=tuple(things.marks),
            fields=tuple(self._fields(things)),
            relations=tuple(self._relations(things)),
            wishes=tuple(self._joined(tuple(self._wishes()))),
            categories={Category(n): float(s) for n, s in zip(names, shares, strict=True)},
            vague=self._heads.vague(),
            harms=self._harms(),
            unread=self._encoded.unread,
            likely=tuple(self._likely()),
            wishful=tuple(self._wishful()),
        )

    def _likely(self) -> Iterator[MarkedWish]:
        likely, kinds = self._heads.limits(), self._heads.labels.limits
        return wishes_of(self._text, self._encoded.spans, likely, kinds)

    def _wishful(self) -> Iterator[tuple[str, float]]:
        shares = likely(self._tags, "W")
        for (start, end), share in zip(self._encoded.spans, shares, strict=True):
            if self._text[start:end].isalnum() or end - start > 1:
                yield self._text[start:end].casefold(), float(share)

    def _harms(self) -> dict[str, float]:
        likely = zip(self._heads.labels.harms, self._heads.harms(), strict=True)
        return {name: float(share) for name, share in likely}

    def _of_kind(self, kind: str) -> list[Span]:
        return [span for span in self._spans if span.kind == kind][:_MOST_SPANS]

    def _says_something(self, span: Span) -> bool:
        return any(letter.isalnum() for letter in self._words(span).text)

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
                if not self._text[start:end].isalpha()
                or end - start < _SHORTEST_THING
                or self._names_nothing(start)
                or any(at + 1 == thing.first for thing in things)  # "company vans" are vans
            ]
            found = likeliest_thing(self._tags, [*self._spans, *unfit], within or whole)
            if not things or found.confidence >= _LEAST_LIKELY:
                self._spans.append(found)

    def _names_nothing(self, start: int) -> bool:
        return self._kinds is not None and self._kinds.names_nothing(start)

    def _sentences(self, first: int, last: int) -> tuple[int, int]:
        """Return the words of the sentences from one word to another."""
        spans = self._encoded.spans
        ends = [at for at, (a, b) in enumerate(spans) if self._text[a:b] in ".!?"]
        begin = max((at + 1 for at in ends if at < first), default=0)
        return begin, min((at for at in ends if at > last), default=len(spans))

    def _words(self, span: Span) -> Words:
        start, end = self._encoded.spans[span.first][0], self._encoded.spans[span.last][1]
        return Words(start, end, self._text[start:end])

    def _with_list(self, words: Words) -> Words:
        """Return "packing list" where only "packing" is marked, which names nothing to keep."""
        behind = _LIST.match(self._text, words.end)
        if self._kinds is None or not behind or not words.text.lower().endswith("ing"):
            return words
        return Words(words.start, behind.end(), self._text[words.start : behind.end()])

    def _with_noun(self, words: Words, usual: str) -> Words:
        """Return "company cars" where only "company" is marked, and cars are what it means."""
        behind = _NEXT_WORD.match(self._text, words.end)
        if self._kinds is None or not behind or singular(behind[1].lower()) != usual:
            return words
        return Words(words.start, behind.end(), self._text[words.start : behind.end()])

    def _is_noun(self, words: Words) -> bool:
        """Say whether words can name anything: not "sown", and not "go on the"."""
        if self._kinds is None:
            return self._is_no_noun is None or not self._is_no_noun(words.text)
        phrase = noun_phrase(words.text) or words.text
        begin = words.start + words.text.find(phrase)
        head = begin + phrase.rfind(" ") + 1
        if self._kinds.tells_doing(head):
            return False
        goes_on = words.start == head and words.text[len(phrase) :].strip()
        return not (goes_on and self._kinds.is_verb(head) and not is_happening(phrase.lower()))

    def _things(self) -> _Things:
        spans = self._of_kind("E")
        if not spans:
            return _Things([], np.empty((0, 0), np.float32), [], [])
        vectors = self._heads.vectors(spans)
        marks = []
        for span, named in zip(spans, self._heads.names("e", vectors), strict=True):
            words = self._with_noun(self._with_list(self._words(span)), named.usual)
            noun = self._is_noun(words)
            name, own = name_of_thing(words.text, named, self._translate, noun=noun)
            phrase = noun_phrase(words.text)
            verb = own and not noun and phrase and " " not in phrase
            itself = name == own_name(phrase or words.text)
            if verb or (itself and span.confidence < _LEAST_LIKELY):
                name, own, noun = ENTRY, False, False
            marks.append(MarkedThing(words, name, own, span.confidence, noun))
        return _Things(spans, vectors, [mark.name for mark in marks], marks)

    def _fields(self, things: _Things) -> Iterator[MarkedField]:
        spans = self._of_kind("F")
        if not spans:
            return
        vectors = self._heads.vectors(spans)
        types = self._heads.types(vectors).argmax(1)
        shares = self._heads.owners(spans, vectors, things.spans, things.vectors)[:, 1:]
        mentions = list(zip(things.spans, things.names, strict=True))
        told = [self._words(span) for span in spans]
        closed = closed_before(self._text, told, [(m.words, m.name) for m in things.marks])
        owners = owners_of(spans, mentions, shares, self._between(told), closed)
        for at, named in enumerate(self._heads.names("f", vectors)):
            words = told[at]
            name, own = name_of(words.text, named, self._translate)
            behind = spans[at + 1].first if at + 1 < len(spans) else None
            yield MarkedField(
                words=words,
                name=name,
                named=own,
                type=self._heads.labels.types[int(types[at])],
                owner=owners[at][0],
                values=self._values(spans[at], behind),
                confidence=spans[at].confidence * owners[at][1],
            )

    def _between(self, told: list[Words]) -> list[str]:
        return [self._text[one.end : other.start] for one, other in pairwise(told)]

    def _values(self, span: Span, next_field: int | None) -> str:
        """Return the enumeration right behind a field."""
        end = span.last + _FAR_BEHIND + 1
        within = range(span.last + 1, end if next_field is None else min(end, next_field))
        behind = (values for values in self._of_kind("C") if values.first in within)
        return next((self._words(values).text for values in behind), "")

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

    def _joined(self, wishes: Sequence[MarkedWish]) -> Iterator[MarkedWish]:
        """Return wishes whole of which a first little word was marked for itself: "se | envíe"."""
        first: MarkedWish | None = None
        for wish in wishes:
            if first is not None and self._goes_on(first, wish):
                words = Words(
                    first.words.start,
                    wish.words.end,
                    self._text[first.words.start : wish.words.end],
                )
                first = MarkedWish(words, wish.kind, max(first.confidence, wish.confidence))
                continue
            if first is not None:
                yield first
            first = wish
        if first is not None:
            yield first

    def _goes_on(self, first: MarkedWish, wish: MarkedWish) -> bool:
        between = self._text[first.words.end : wish.words.start]
        little = len(first.words.text) <= _LONGEST_ARTICLE and first.words.text.isalpha()
        return between == " " and first.kind == wish.kind and little
