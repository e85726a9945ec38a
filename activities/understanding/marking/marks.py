"""What can be marked in a request; plain data."""

from collections.abc import Mapping
from typing import NamedTuple

from models.conversation import Limit
from models.specification import Category, View


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

    def notes(self, words: str) -> bool:
        """Say whether words are a part of a field: those tell what is kept, and ask for nothing."""
        bare = words.casefold().strip(" .,")
        return any(bare in field.words.text.casefold() for field in self.fields)
