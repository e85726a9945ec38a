"""Marks of fields that are none: an order of the list, or what something is compared with; pure."""

import re
from collections.abc import Iterator

from activities.understanding.marking.marks import Marked, MarkedField

_FIRST = re.compile(
    r"(?:the )?(?:newest|latest|most recent|oldest|earliest|soonest|longest|next|highest|lowest"
    r"|cheapest|dearest|biggest|smallest|best|worst|most urgent)(?: ones?)?"
    r" (?:first|last|on top|at the top)(?: please)?",
    re.IGNORECASE,
)
"""How a list is to be sorted."""
_LIKE = re.compile(
    r"\b(?:sound|look|feel|smell|behave|act|run|work)(?:s|ed)? (?:just |exactly |a bit |more )?like "
    r"(?:an?|the|my|our|one|being)\b[^.,;:!?\n]{1,80}",
    re.IGNORECASE,
)
_OF_US = re.compile(r"which (?:one )?of (?:us|them|you)", re.IGNORECASE)


def without_strays(marked: Marked, text: str) -> Marked:
    """Return marks of an English request without what nobody could fill in.

    Args:
        marked: The marks of the request.
        text: The request.
    """
    spans = [match.span() for match in _LIKE.finditer(text)]
    return marked._replace(fields=tuple(_fields(marked, spans)))


def _fields(marked: Marked, spans: list[tuple[int, int]]) -> Iterator[MarkedField]:
    for field in marked.fields:
        compared = any(start <= field.words.start < end for start, end in spans)
        if compared or _FIRST.fullmatch(field.words.text):
            continue
        yield field._replace(said="who") if _OF_US.fullmatch(field.words.text) else field
