"""Fields behind a heading with a colon are of what the heading names; pure."""

import re

from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing
from activities.understanding.text.words import is_plural

_HEADING = re.compile(r"(?:^|(?<=[.!?;\n]))[ \t]*(?P<head>[^:.!?;,()\n]{3,60}):(?=\s)")
_STOP = re.compile(r"[.!?;\n]|$")
_SURE = 0.5
_NAMED_FIRST = 12
"""Letters before the noun of a heading: "And then our cuttings"."""


def owned_by_heading(marked: Marked, text: str) -> Marked:
    """Return marks where "Cuttings I give away: to whom, when" tells of cuttings.

    Only where the heading names what no field was told of at all, as nothing else was meant by it.

    Args:
        marked: The marks of an English request.
        text: The request.
    """
    for match in _HEADING.finditer(text):
        stop = _STOP.search(text, match.end())
        span = match.end(), stop.start() if stop else len(text)
        head = _head(marked, match.span("head"))
        listed = _listed(marked, span)
        owned = head is None or any(field.owner == head.name for field in marked.fields)
        if head is None or owned or not _of_another(marked, listed):
            continue
        name = head.name
        told = {*listed}
        marked = marked._replace(
            fields=tuple(
                field._replace(owner=name) if field in told else field for field in marked.fields
            )
        )
    return marked


def _head(marked: Marked, span: tuple[int, int]) -> MarkedThing | None:
    """Return what a heading names, if it begins with it."""
    inside = [one for one in marked.things if span[0] <= one.words.start < span[1]]
    first = inside[0] if inside else None
    if first is None or first.words.start - span[0] > _NAMED_FIRST or not first.noun:
        return None
    return first if is_plural(first.words.text) and first.confidence >= _SURE else None


def _listed(marked: Marked, span: tuple[int, int]) -> list[MarkedField]:
    """Return the fields of a list, up to where several of something else are named."""
    others = [
        one.words.start
        for one in marked.things
        if span[0] <= one.words.start < span[1] and is_plural(one.words.text)
    ]
    end = min([span[1], *others])
    return [field for field in marked.fields if span[0] <= field.words.start < end]


def _of_another(marked: Marked, listed: list[MarkedField]) -> bool:
    """Say whether fields are all of one thing of which more is told elsewhere."""
    owners = {field.owner for field in listed}
    return len(owners) == 1 and any(
        field.owner in owners and field not in listed for field in marked.fields
    )
