"""Words with their lemma and part of speech (CLAWS 5 tags); pure after loading."""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from HanTa.HanoverTagger import HanoverTagger  # type: ignore[import-untyped]

_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*|[^\w\s]")
_LONGEST_WORD = 30
_MOST_WORDS = 120
"""Of one call; what stands further back in an endless sentence is tagged by itself."""

_MOST_REMEMBERED = 20_000
"""Words; a few megabytes."""

_KNOWN_TAGS = {
    "phone": "NN1",
    "notes": "NN2",
    "price": "NN1",
    "name": "NN1",
    "date": "NN1",
    "log": "NN1",
    "list": "NN1",
    "i": "PNP",
    "pls": "AV0",
    "please": "AV0",
}


class Word(NamedTuple):
    """One word or sign of a sentence."""

    text: str
    lemma: str
    tag: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_noun(self) -> bool:
        """Whether it names something."""
        return self.tag[:2] in ("NN", "NP", "UN")

    @property
    def is_verb(self) -> bool:
        """Whether it is a form of any verb."""
        return self.tag[:1] == "V"

    @property
    def is_pronoun(self) -> bool:
        """Whether it stands for a person or thing: I, they, everyone."""
        return self.tag in ("PNP", "PNI", "PNX")


@cache
def _tagger() -> "HanoverTagger":
    # Its tables take a moment to load; a worker does that in advance, see warming.py.
    from HanTa.HanoverTagger import HanoverTagger

    tagger = HanoverTagger("morphmodel_en.pgz")
    # It works out every word anew, in each sentence: "the" and "date" as well.
    tagger._tag_word = lru_cache(maxsize=_MOST_REMEMBERED)(tagger._tag_word)
    tagger._analyze = lru_cache(maxsize=_MOST_REMEMBERED)(tagger._analyze)
    return tagger


def is_word(word: str) -> bool:
    """Say whether a word is an English one, of the thirty thousand usual ones."""
    return word in _tagger().cache


def load_tagger() -> None:
    """Load the tables now instead of with the first sentence."""
    tag("one word")


@lru_cache(maxsize=512)
def _tag_short(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    found = _tagger().tag_sent(list(words))
    return tuple((lemma, tag) for _, lemma, tag in found)


def tag(text: str) -> list[Word]:
    """Return the words of a text with lemma and tag."""
    spans = [m for m in _WORD.finditer(text) if m.end() - m.start() <= _LONGEST_WORD]
    found: list[Word] = []
    for begin in range(0, len(spans), _MOST_WORDS):
        part = spans[begin : begin + _MOST_WORDS]
        tags = _tag_short(tuple(m.group(0) for m in part))
        for match, (lemma, kind) in zip(part, tags, strict=True):
            known = _KNOWN_TAGS.get(match.group(0).lower(), kind)
            found.append(Word(match.group(0), lemma.lower(), known, *match.span()))
    return found
