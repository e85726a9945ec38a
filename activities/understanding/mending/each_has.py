"""What each of something has is told of that: "how many seats each car has"; pure."""

import re

from activities.understanding.marking.marks import Marked, MarkedField
from activities.understanding.text.words import singular

_GETS = re.compile(r"(?:gets|needs|takes|braucht|bekommt|necesita|precisa)$", re.IGNORECASE)
"""What each of somebody does anew each time."""
_EACH = re.compile(
    r" (?:each|every|jede[nrs]?|chaque|cada|ogni|elke?|iedere?|każd(?:y|a|e)) "
    r"(?P<noun>[^\W\d_][\w'\u2019-]{1,24})(?: (?P<more>[^\W\d_][\w'\u2019-]{1,24}))? "
    r"(?:has|have|holds|takes|seats|needs|gets|costs|hat|braucht|bekommt|a|possède|compte|tiene"
    r"|necesita|ha|tem|precisa|heeft|ma)\b",
    re.IGNORECASE,
)


def owned_by_each(marked: Marked, text: str) -> Marked:
    """Return marks where a field belongs to the thing of which each one is said to have it.

    Args:
        marked: The marks of a request.
        text: The request.
    """
    return marked._replace(fields=tuple(_owned(one, marked, text) for one in marked.fields))


def _owned(field: MarkedField, marked: Marked, text: str) -> MarkedField:
    each = _EACH.match(text, field.words.end)
    if each is None:
        return field
    if _GETS.search(each.group()) and _happens(field.owner, marked):
        return field
    noun, more = each["noun"].lower(), (each["more"] or "").lower()
    said = {f"{noun} {more}"} if more else {noun}
    named = (
        thing.name
        for thing in marked.things
        if {thing.words.text.lower(), singular(thing.words.text.lower())} & said
    )
    owner = next(named, field.owner)
    return field if owner == field.owner else field._replace(owner=owner)


def _happens(owner: str, marked: Marked) -> bool:
    """Say whether what has the field now happens on a day: what each gets is told of that."""
    return any(one.owner == owner and one.type == "date" for one in marked.fields)
