"""Marks that make things of what is only known of others, and the reverse, put right; pure."""

import re
from itertools import pairwise

from activities.understanding.drafting.asides import LISTED
from activities.understanding.grammar.heads import is_happening
from activities.understanding.grammar.items import is_person_word
from activities.understanding.marking.marks import (
    ENTRY,
    Marked,
    MarkedField,
    MarkedRelation,
    MarkedThing,
    Words,
)
from activities.understanding.text.frames import frames
from activities.understanding.text.words import identifier, is_plural

_HARDLY = 0.05
"""Below, words are only taken for a thing because nothing else could be it."""
_DATES = re.compile(r"(?P<what>[a-z]+(?: [a-z]+)?) (?:dates|days|times)", re.IGNORECASE)
_CAME = re.compile(
    r"who (?:all )?(?:was|were|is|came|comes|attended|attends|turned up|showed up|took part)\b",
    re.IGNORECASE,
)
_WITH = " with "
_NAMES = ("name", "first name", "full name", "surname", "last name")
_POSSESSIVE = re.compile(r"(?:s|[a-z]['\u2019]s|s['\u2019]) ", re.IGNORECASE)
_WITH_WHOSE = re.compile(r" with (?:(?:the|their|his|her|a) )?", re.IGNORECASE)


def flattened(text: str, marked: Marked) -> Marked:
    """Return the marks without things that are fields: "oven temp, result with photo and stars".

    And with those that fields name: "training dates and who turned up" are told of trainings.

    Args:
        text: The request.
        marked: Its marks.
    """
    for one, other in pairwise(marked.fields):
        marked = _gathered(text, one, other, marked)
    for thing in marked.things:
        owner = _listed_in(text, thing, marked)
        if owner:
            marked = _as_field(thing, owner, marked)
        marked = _named_in(text, thing, marked)
    return _of_an_entry(marked)


def _named_in(text: str, thing: MarkedThing, marked: Marked) -> Marked:
    """Make fields of another thing of whom only the name is told: "a slot with child's name"."""
    own = [field for field in marked.fields if field.owner == thing.name]
    noun = re.sub(r"['\u2019]?s?$", "", thing.words.text.lower())
    single = sum(one.name == thing.name for one in marked.things) == 1 and is_person_word(noun)
    joined = own and _POSSESSIVE.fullmatch(text[thing.words.end - 1 : own[0].words.start])
    if not (single and joined):
        return marked
    ends = [one for one in marked.things if one.words.end < thing.words.start]
    before = ends[-1] if ends else None
    named = own[0].words.text.lower() in _NAMES and before is not None
    if (
        not named
        or before is None
        or not _WITH_WHOSE.fullmatch(text[before.words.end : thing.words.start])
    ):
        return marked
    begin, end = thing.words.start, own[0].words.end
    whole = own[0]._replace(
        words=Words(begin, end, text[begin:end]),
        name=identifier(f"{noun} {own[0].words.text}"),
        named=True,
        said=f"{noun}'s {own[0].words.text.lower()}",
    )
    fields = (whole if one is own[0] else one for one in marked.fields)
    return marked._replace(
        things=tuple(one for one in marked.things if one is not thing),
        fields=tuple(
            one._replace(owner=before.name) if one.owner == thing.name else one for one in fields
        ),
        relations=tuple(r for r in marked.relations if thing.name not in (r.source, r.target)),
    )


def _gathered(text: str, one: MarkedField, other: MarkedField, marked: Marked) -> Marked:
    """Make a thing of what has dates, and people who came to each."""
    dates = _DATES.fullmatch(one.words.text)
    between = text[one.words.end : other.words.start]
    came = _CAME.match(other.words.text) and LISTED.fullmatch(between)
    if dates is None or not came or not is_happening(dates["what"]) or one.owner != other.owner:
        return marked
    name = identifier(dates["what"])
    start = one.words.start
    named = Words(start, start + len(dates["what"]), dates["what"])
    day = Words(named.end + 1, one.words.end, text[named.end + 1 : one.words.end])
    told = {
        one: one._replace(words=day, name="on_date", named=False, type="date", owner=name),
        other: other._replace(owner=name),
    }
    owner = next((thing for thing in marked.things if thing.name == one.owner), None)
    people = owner is not None and is_person_word(owner.words.text)
    return marked._replace(
        things=(*marked.things, MarkedThing(named, name, True, one.confidence)),
        fields=tuple(told.get(f, f) for f in marked.fields if not (people and f is other)),
        relations=(*marked.relations, MarkedRelation(name, one.owner, True, one.confidence))
        if people
        else marked.relations,
    )


def _listed_in(text: str, thing: MarkedThing, marked: Marked) -> str:
    """Return what one of its fields is of in whose list the thing stands, or nothing."""
    words = thing.words.text.lower().split()
    mentions = [one for one in marked.things if one.name == thing.name]
    if len(mentions) > 1 or is_plural(words[-1]) or words[-1] not in frames().knowns:
        return ""
    before = [field for field in marked.fields if field.words.end <= thing.words.start]
    if not before or not text.startswith(_WITH, thing.words.end):
        return ""
    last = before[-1]
    listed = LISTED.fullmatch(text[last.words.end : thing.words.start])
    return last.owner if listed and last.owner != thing.name else ""


def _as_field(thing: MarkedThing, owner: str, marked: Marked) -> Marked:
    own = MarkedField(thing.words, thing.name, True, "text", owner, "", thing.confidence)
    fields = [f._replace(owner=owner) if f.owner == thing.name else f for f in marked.fields]
    return marked._replace(
        things=tuple(one for one in marked.things if one is not thing),
        fields=tuple(sorted([*fields, own], key=lambda field: field.words.start)),
        relations=tuple(r for r in marked.relations if thing.name not in (r.source, r.target)),
    )


def _of_an_entry(marked: Marked) -> Marked:
    """Make an entry of the only thing that is nothing but the end of a field: "which tablets"."""
    if len(marked.things) != 1 or marked.things[0].confidence >= _HARDLY:
        return marked
    (thing,) = marked.things
    inside = any(
        field.words.start < thing.words.start and thing.words.end <= field.words.end
        for field in marked.fields
    )
    if not inside:
        return marked
    return marked._replace(
        things=(thing._replace(name=ENTRY, named=False, noun=False),),
        fields=tuple(field._replace(owner=ENTRY) for field in marked.fields),
    )
