"""Verbs of a clause that only says what is done with what is kept, taken for things; pure.

In "tenders we bid for: client, deadline" it is the tenders that have a client, and no bid.
"""

import re

from activities.understanding.marking.marks import Marked, MarkedThing
from activities.understanding.text.words import is_plural

_DOERS = re.compile(r" (?:that |which )?(?:we|i|they)(?: (?:often|usually|currently|all))? ", re.I)


def without_clause_verbs(marked: Marked, text: str) -> Marked:
    """Return marks of an English request where the verb behind "tenders we" is no thing.

    Args:
        marked: The marks of the request.
        text: The request.
    """
    for verb in marked.things:
        head = _head(verb, marked, text)
        others = [one for one in marked.things if one.name == verb.name and one is not verb]
        if head is None or others:
            continue
        marked = _as_head(marked, verb, head.name)
    return marked


def _head(verb: MarkedThing, marked: Marked, text: str) -> MarkedThing | None:
    """Return what a clause tells of whose verb was marked: the several right before "we bid"."""
    said = verb.words.text.strip()
    if not said.islower() or " " in said or is_plural(said):
        return None
    return next(
        (
            one
            for one in marked.things
            if one.name != verb.name
            and is_plural(one.words.text.split()[-1].lower())
            and one.words.end < verb.words.start
            and _DOERS.fullmatch(text[one.words.end : verb.words.start])
        ),
        None,
    )


def _as_head(marked: Marked, verb: MarkedThing, head: str) -> Marked:
    def told(name: str) -> str:
        return head if name == verb.name else name

    relations = (
        one._replace(source=told(one.source), target=told(one.target)) for one in marked.relations
    )
    return marked._replace(
        things=tuple(one for one in marked.things if one is not verb),
        fields=tuple(one._replace(owner=told(one.owner)) for one in marked.fields),
        relations=tuple(one for one in relations if one.source != one.target),
    )
