"""What can be marked in a request; plain data."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from models.conversation import Limit
from models.specification import Category, View

LEAST_ASKED = 0.02
"""Phrases that are less likely a wish than this ask for nothing where they stand."""
_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")

ENTRY = "entry"
"""Name of what is kept where no word names it: "bought", "opened"."""


class Words(NamedTuple):
    """A piece of the request: where it stands, and what it says."""

    start: int
    end: int
    text: str


class MarkedThing(NamedTuple):
    """A mention of a kind of thing to keep."""

    words: Words
    name: str
    """Canonical, English, snake case; mentions with the same name mean the same thing."""
    named: bool
    """Whether the name is the words' own; otherwise it is what such words usually mean."""
    confidence: float
    noun: bool = True
    """Whether the words name it, as "visits" do; "went" tells of it."""


class MarkedField(NamedTuple):
    """Something to be known of a thing."""

    words: Words
    name: str
    named: bool
    type: str
    """A :class:`~models.specification.FieldType`."""
    owner: str
    """Name of the thing that it belongs to."""
    values: str
    """The enumeration that follows it: what can be chosen."""
    confidence: float
    said: str = ""
    """What it is called in full, where the words leave out what they share with others."""


class MarkedRelation(NamedTuple):
    """How two things belong together."""

    source: str
    target: str
    many: bool
    """Whether one source can have several targets."""
    confidence: float


class MarkedWish(NamedTuple):
    """A way of looking that is asked for, or something beyond the limits."""

    words: Words
    kind: View | Limit
    confidence: float


class Marked(NamedTuple):
    """Everything that was marked in a request."""

    things: tuple[MarkedThing, ...] = ()
    fields: tuple[MarkedField, ...] = ()
    relations: tuple[MarkedRelation, ...] = ()
    wishes: tuple[MarkedWish, ...] = ()
    categories: Mapping[Category, float] = {}
    """How likely each is; adds up to 1."""
    vague: float = 0.0
    """How likely it is that a thoughtful person would have to ask."""
    harms: Mapping[str, float] = {}
    """How likely each kind of harm of ``harm.toml`` is, and ``none``; adds up to 1."""

    unread: str = ""
    """The words behind those that were read, where a request is too long."""
    likely: tuple[MarkedWish, ...] | None = None
    """What its words may ask for beyond the limits, each kind once, however unlikely; what is not
    among it is asked for by nothing. None when nobody looked."""
    wishful: tuple[tuple[str, float], ...] | None = None
    """Each word of the request, and how likely it asks for something; None when nobody looked."""

    def notes(self, words: str) -> bool:
        """Say whether words are a part of a field: those tell what is kept, and ask for nothing."""
        bare = _plain(words)
        return any(bare in _plain(field.words.text) for field in self.fields)

    def asks(self, words: str) -> float:
        """Return how likely words of the request ask for something.

        Words that stand nowhere in it, translated ones, are as likely to as any that do.
        """
        if self.wishful is None:
            return 1.0
        wanted = [match.group().casefold() for match in _WORD.finditer(words)]
        shares = [share for _, share in self.wishful]
        said = [word for word, _ in self.wishful]
        ends = range(len(wanted), len(said) + 1) if wanted else ()
        found = [end for end in ends if said[end - len(wanted) : end] == wanted]
        parts = [shares[end - len(wanted) : end] for end in found] or [shares]
        return max((max(part, default=0.0) for part in parts), default=0.0)


def _plain(words: str) -> str:
    """Return words as they compare: "What's left," is "whats left"."""
    return words.casefold().replace("'", "").strip(" .,")
