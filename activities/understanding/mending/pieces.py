"""Marks that take the pieces of a collection for what is kept, called by what they are; pure.

"My stamp collection, roughly 4000 pieces. Country, year …" keeps stamps.
"""

import re

from activities.understanding.marking.marks import Marked, MarkedThing, Words
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import identifier, singular

_PIECES = re.compile(
    r"(?:pieces?|items?|objects?|copies|units?|specimens?|examples?|titles)", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?<![\w.,])(?:\d[\d.,']{0,8}|(?:a |several |many )?(?:hundred|thousand|dozen)s?(?: of)?|some"
    r"|many)\+? (?:different )?$",
    re.IGNORECASE,
)
_COLLECTED = re.compile(
    r"s?['\u2019]? (?:collection|stash|hoard|library|archive|stock|inventory)\b", re.IGNORECASE
)
_NAMED = re.compile(
    r"\b(?P<noun>[a-z]{3,20})s?['\u2019]? (?:collection|stash|hoard)\b", re.IGNORECASE
)
_LONGEST = 30
_OWNERS = word_set("museum family club school church house home village art town society group")


def without_pieces(marked: Marked, text: str) -> Marked:
    """Return marks where counted pieces are what the collection is of.

    Args:
        marked: The marks of an English request.
        text: The request.
    """
    pieces = next((one for one in marked.things if _is_counted(one, text)), None)
    if pieces is None:
        return marked
    kept = next((one for one in marked.things if _is_collected(one, text)), None)
    kept = kept or _collected(pieces, text)
    if kept is None or kept.name == pieces.name:
        return marked
    again = pieces.name

    def name(known: str) -> str:
        return kept.name if known == again else known

    relations = (
        one._replace(source=name(one.source), target=name(one.target)) for one in marked.relations
    )
    return marked._replace(
        things=tuple(sorted({kept, *(one for one in marked.things if one.name != again)})),
        fields=tuple(one._replace(owner=name(one.owner)) for one in marked.fields),
        relations=tuple(one for one in relations if one.source != one.target),
    )


def _is_collected(thing: MarkedThing, text: str) -> bool:
    return not _owns(thing.words.text) and _COLLECTED.match(text, thing.words.end) is not None


def _owns(words: str) -> bool:
    """Say whether words name who has a collection, and not what it is of."""
    return singular(words.lower().split()[-1]) in _OWNERS


def _collected(pieces: MarkedThing, text: str) -> MarkedThing | None:
    """Return what a collection is of, where it was not marked: postcards."""
    named = _NAMED.search(text, 0, pieces.words.start)
    (noun,) = tag(named["noun"])[:1] if named else (None,)
    if named is None or noun is None or noun.tag != "NN1" or _owns(named["noun"]):
        return None
    words = Words(named.start("noun"), named.end("noun"), named["noun"])
    return pieces._replace(words=words, name=identifier(words.text), named=True, noun=True)


def _is_counted(thing: MarkedThing, text: str) -> bool:
    start = thing.words.start
    before = text[max(0, start - _LONGEST) : start]
    return bool(_PIECES.fullmatch(thing.words.text) and _COUNTED.search(before))
