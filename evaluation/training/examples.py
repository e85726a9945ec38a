"""From annotated requests to what the network is trained on."""

import random
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tokenizers import Tokenizer

from activities.understanding.marking.decoding import KINDS
from activities.understanding.marking.encoder import Pieces, pieces_of, words_of
from activities.understanding.marking.naming import own_name
from evaluation.training.annotations import Annotated, Mark

_LEAST = 2
"""How often a name must occur to be learnt."""
_MOST_PIECES = 510
_SHORTEST_TYPO = 5


class Target(NamedTuple):
    """A marked span in words, both ends included."""

    first: int
    last: int
    mark: Mark
    own: bool
    """Whether the words themselves give the canonical name."""


@dataclass(frozen=True)
class Example:
    """A request as the network sees it."""

    annotated: Annotated
    spans: tuple[tuple[int, int], ...]
    pieces: Pieces
    tags: tuple[int, ...]
    targets: tuple[Target, ...]

    def of_kind(self, kind: str) -> list[Target]:
        """Return the targets of one kind."""
        return [target for target in self.targets if target.mark.kind == kind]


def example_of(annotated: Annotated, tokenizer: Tokenizer) -> Example | None:
    """Return a request for training; None when it is too long."""
    spans = words_of(annotated.text)
    pieces = pieces_of(annotated.text, spans, tokenizer)
    if len(pieces.ids) > _MOST_PIECES or not spans:
        return None
    tags, targets = [0] * len(spans), list[Target]()
    for mark in annotated.marks:
        touched = [at for at, (a, b) in enumerate(spans) if a < mark.end and b > mark.start]
        if not touched or any(tags[at] for at in touched):
            continue
        begin = 1 + 2 * KINDS.index(mark.kind)
        tags[touched[0]] = begin
        for at in touched[1:]:
            tags[at] = begin + 1
        words = annotated.text[spans[touched[0]][0] : spans[touched[-1]][1]]
        own = mark.kind in "EF" and own_name(words) == mark.name
        targets.append(Target(touched[0], touched[-1], mark, own))
    return Example(annotated, spans, pieces, tuple(tags), tuple(targets))


def names_of(examples: Iterable[Example], kind: str) -> list[str]:
    """Return the canonical names that occur often enough, the most frequent first."""
    counted = Counter(t.mark.name for example in examples for t in example.of_kind(kind))
    return [name for name, count in counted.most_common() if count >= _LEAST]


def disturbed(example: Example, tokenizer: Tokenizer, chance: random.Random) -> Example:
    """Return a request sometimes without capitals, with slips of the fingers, without accents."""
    text = example.annotated.text
    if chance.random() < 0.15:
        text = text.lower()
    if chance.random() < 0.15:
        text = _with_slips(text, example.spans, chance)
    if example.annotated.language != "en" and chance.random() < 0.2:
        text = "".join(unicodedata.normalize("NFD", c)[0] for c in text)
    if text == example.annotated.text or len(text) != len(example.annotated.text):
        return example
    pieces = pieces_of(text, example.spans, tokenizer)
    if len(pieces.ids) > _MOST_PIECES:
        return example
    return replace(example, annotated=replace(example.annotated, text=text), pieces=pieces)


def _with_slips(text: str, spans: Sequence[tuple[int, int]], chance: random.Random) -> str:
    letters = list(text)
    for start, end in spans:
        if end - start >= _SHORTEST_TYPO and chance.random() < 0.12:
            at = chance.randrange(start + 1, end - 2)
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
    return "".join(letters)
