"""Marks of fields that are none: an order of the list, or what something is compared with; pure."""

import re
from collections.abc import Iterator

from activities.understanding.draft import Draft
from activities.understanding.marking.marks import Marked, MarkedField
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, label_of
from models.fields import FieldType

_FIRST = re.compile(
    r"(?:the )?(?:newest|latest|most recent|oldest|earliest|soonest|longest|next|highest|lowest"
    r"|cheapest|dearest|biggest|smallest|best|worst|most urgent)(?: ones?)?"
    r" (?:first|last|on top|at the top)(?: please)?",
    re.IGNORECASE,
)
"""How a list is to be sorted."""
_LIKE = re.compile(
    r"\b(?:sound|look|feel|smell|behave|act|run|work)(?:s|ed)? (?:just |exactly |a bit |more )?"
    r"like (?:an?|the|my|our|one|being)\b[^.,;:!?\n]{1,80}",
    re.IGNORECASE,
)
_PICTURES = re.compile(
    r"(?:\A|(?<=[.!?\n])) {0,3}(?:(?:and|also|oh|plus)\b,? ){0,3}"
    r"(?:photos?|pictures?|pics?|images?) (?:of|too|as well|would|are|also|please)\b[^.!?\n]*",
    re.IGNORECASE,
)
_ORDERS = word_set("track record log note monitor register")
_COMPOUND = word_set(
    "cabin book house fire burner splitter event meet label player shop suit day cycling bike "
    "store fair office collection card lizard"
)
"""Words behind those that make one with them: "track events"."""
_FEWEST_BEHIND = 2
_OF_US = re.compile(r"which (?:one )?of (?:us|them|you)", re.IGNORECASE)


def without_strays(marked: Marked, text: str) -> Marked:
    """Return marks of an English request without what nobody could fill in.

    Args:
        marked: The marks of the request.
        text: The request.
    """
    spans = [match.span() for match in _LIKE.finditer(text)]
    return marked._replace(fields=tuple(_pictures(tuple(_fields(marked, spans)), marked, text)))


def drop_orders(draft: Draft) -> None:
    """Take away fields that are only how a list is to be sorted: "newest first".

    Args:
        draft: What was understood in English.
    """
    for entity in draft.entities.values():
        kept = [one for one in entity.fields if not _FIRST.fullmatch(one.specification.label)]
        entity.fields = kept or entity.fields


def drop_order_verbs(draft: Draft, text: str) -> None:
    """Leave the order out of what a list is called: "Track aquarium water tests" are tests.

    Args:
        draft: What was understood in English; a list is renamed.
        text: The request.
    """
    for entity in list(draft.entities.values()):
        first, *rest = entity.label.split()
        begins = text.lstrip().lower().startswith(entity.plural_label.lower())
        if first.lower() not in _ORDERS or len(rest) < _FEWEST_BEHIND or not begins:
            continue
        if entity.plural_label.lower() == entity.label.lower() or rest[0].lower() in _COMPOUND:
            continue
        many = label_of(entity.plural_label.split(" ", 1)[1])
        name = identifier(" ".join(rest), taken=tuple(draft.entities))
        draft.rename(entity.name, name)
        entity.label, entity.plural_label = label_of(" ".join(rest)), many


def _fields(marked: Marked, spans: list[tuple[int, int]]) -> Iterator[MarkedField]:
    for field in marked.fields:
        compared = any(start <= field.words.start < end for start, end in spans)
        if compared or _FIRST.fullmatch(field.words.text):
            continue
        yield field._replace(said="who") if _OF_US.fullmatch(field.words.text) else field


def _pictures(fields: tuple[MarkedField, ...], marked: Marked, text: str) -> Iterator[MarkedField]:
    """Return fields where pictures that are wished for by themselves go with what was told last."""
    spans = [match.span() for match in _PICTURES.finditer(text)]
    alone = [
        (start, end)
        for start, end in spans
        if not any(start <= thing.words.start < end for thing in marked.things)
    ]
    for field in fields:
        start = next((a for a, b in alone if a <= field.words.start < b), None)
        before = [one for one in fields if start is not None and one.words.end <= start]
        wished = field.type == FieldType.PHOTO and before
        yield field._replace(owner=before[-1].owner) if wished else field
