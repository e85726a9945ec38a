"""What is only named where somebody wants to look something up is no list; pure.

"So that I can look up which soaps contain almond oil" asks of the products, and keeps no soaps.
"""

import re

from activities.understanding.marking.marks import Marked, MarkedField
from activities.understanding.text.words import is_plural

_SENTENCE = re.compile(r"[^.!?\n]+")
_LOOKS_UP = re.compile(
    r"\b(?:look up|find out|search|see|tell|know) (?:at a glance |quickly |straight away )?"
    r"(?:which|who|whose|what|whether)\b|\bwhich [a-z]{3,20} (?:contain|contains|have|has|are|is"
    r"|use|uses|need|needs)\b[^.!?\n]{0,60}\bfor (?:instance|example)\b",
    re.IGNORECASE,
)
_MOST_TOLD = 1
_OTHERS = 2


def without_looked_up(marked: Marked, text: str) -> Marked:
    """Return marks without things that are only named where something is to be looked up.

    Args:
        marked: The marks of an English request.
        text: The request.
    """
    owners = {field.owner for field in marked.fields}
    for match in _SENTENCE.finditer(text):
        asks = _LOOKS_UP.search(match.group())
        if asks is None or ":" in match.group():
            continue
        begin = match.start() + asks.start()
        for name in {thing.name for thing in marked.things} & owners:
            if len(owners) > _OTHERS and _only_there(marked, name, (begin, match.end())):
                marked = _without(marked, name)
                owners -= {name}
    return marked


def _only_there(marked: Marked, name: str, span: tuple[int, int]) -> bool:
    """Say whether several of something, and no more than one field of it, are named there alone."""
    mentions = [thing.words for thing in marked.things if thing.name == name]
    told = [field.words for field in marked.fields if field.owner == name]
    within = all(span[0] <= words.start < span[1] for words in (*mentions, *told))
    several = any(is_plural(words.text) for words in mentions)
    related = any(name in (one.source, one.target) for one in marked.relations)
    return within and several and len(told) <= _MOST_TOLD and not related


def _without(marked: Marked, name: str) -> Marked:
    fields: tuple[MarkedField, ...] = tuple(one for one in marked.fields if one.owner != name)
    things = tuple(one for one in marked.things if one.name != name)
    return marked._replace(things=things, fields=fields)
