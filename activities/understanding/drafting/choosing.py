"""Which of two readings of an English request to take: of its statements, or of its marks.

Whoever writes plainly is read exactly, statement by statement; stories, fragments and hurried notes
are not. Where the statements account for everything that is marked as a field, they are taken.
"""

import re
from collections.abc import Iterator

from activities.understanding.draft import (
    MOST_ENTITIES,
    TEMPLATE,
    Draft,
    DraftEntity,
    DraftField,
    DraftLink,
)
from activities.understanding.drafting.asides import is_single
from activities.understanding.drafting.taken_types import told_words
from activities.understanding.drafting.unmarked import drop_asked_only, drop_unnamed
from activities.understanding.marking.marks import ENTRY, Marked, MarkedThing
from activities.understanding.text.cleaning import QUOTED, word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.skipping import is_feature
from activities.understanding.text.words import identifier, is_plural, singular
from models.specification import FieldType, RelationKind

_NEXT = re.compile(r"\s*(\w+)")
_BEGINS = re.compile(r"(?:^|[:.!?\n]\s*)(?:(?:our|the|my|all) )?$", re.IGNORECASE)
_NEXT_TOLD = re.compile(r",\s*(?:and )?[a-z]{3,20}(?: [a-z]{3,20})? ?\(", re.IGNORECASE)
"""Another list with its fields, behind the first of an enumeration: "members, boats (…)"."""
_SENTENCE = re.compile(r"[^.!?\n]+")
_ODD = re.compile(r"_(?:and|or|of)(?:_|$)|_(?:a|an|the|my|our)$")
"""Names of what was misread: "locomotives and wagon", "trays of"."""
_SURE = 0.5
"""From here on a marked thing is kept even where its fields are open."""
_SURELY_RELATED = 0.9
"""From here on a marked relation counts for more than what is usual."""
_LAYOUT = word_set("column field table sheet row")
_MORE, _SOME_MORE = 1.3, 1
"""How many fields statements may tell for each that is marked: more are misread."""


def statements_suffice(draft: Draft, marked: Marked, text: str) -> bool:
    """Say whether the reading of the statements accounts for the marks.

    Args:
        draft: What the statements say.
        marked: The marks of the same request.
        text: The request.
    """
    told = [f for e in draft.entities.values() for f in e.fields if f.evidence]
    linked = [link for link in draft.links if link.evidence]
    described = [e.name for e in draft.entities.values() if e.is_told]
    described += [link.relation.source for link in linked]
    fields = [words for f in marked.fields if (words := told_words(f.words.text)) - _LAYOUT]
    if not fields:
        return not _tied_besides(draft, marked, text)
    if any(_ODD.search(name) for name in described) or not _know_owners(described, marked, text):
        return False
    if len({f.specification.label for f in told}) > _MORE * len(fields) + _SOME_MORE:
        return False
    if _tell_things_as_fields(draft, marked, text):
        return False
    if not _choose_alike(told, marked):
        return False
    labels = [told_words(f.specification.label) for f in told]
    labels += [told_words(link.relation.label) for link in linked]
    labels += [told_words(choice) for f in told for choice in f.specification.choices]
    return all(_is_among(words, labels) for words in fields)


def _choose_alike(told: list[DraftField], marked: Marked) -> bool:
    """Say whether of "mint or used" both are told, and not a field "mint" alone."""
    chosen = [f.words.text for f in marked.fields if f.type == FieldType.CHOICE]
    choices = [told_words(words) for words in chosen if " or " in words.lower()]
    said = [
        told_words(f"{f.specification.label} {' '.join(f.specification.choices)}") for f in told
    ]
    known = frames().knowns  # "phone or email" are two names of one field
    return all(any(words <= one for one in said) for words in choices if not words & known)


def take_besides(draft: Draft, by_marks: Draft, marked: Marked, text: str) -> None:
    """Keep also what only the marks know, and how it belongs to the rest.

    Args:
        draft: What the statements say; things and relations are added.
        by_marks: What was made of the marks.
        marked: The marks of the same request.
        text: The request.
    """
    _part_listed(draft, by_marks, marked, text)
    tied = {end for link in by_marks.links for end in _ends(link)}
    whole = {thing.name for thing in marked.things if _names_no_other(thing, text)}
    new = [
        entity
        for entity in by_marks.entities.values()
        if entity.name in tied - whole and not _is_known(entity, draft)
    ]
    for entity in new:
        if len(draft.entities) < MOST_ENTITIES:
            draft.entities.setdefault(entity.name, entity)
    for link in by_marks.links:
        source, target = (draft.entities.get(end) or _called(draft, end) for end in _ends(link))
        if source in new or target in new:
            _link_again(draft, link, source, target)


def _part_listed(draft: Draft, by_marks: Draft, marked: Marked, text: str) -> None:
    """Take away a field that is a list of its own: the members of "members, boats (name, type)"."""
    for thing in marked.things:
        words = thing.words.text.lower()
        first = _BEGINS.search(text[: thing.words.start]) and is_plural(words)
        if not first or not _NEXT_TOLD.match(text, thing.words.end) or draft.find(words):
            continue
        if thing.name in by_marks.entities and thing.confidence >= _SURE:
            for entity in draft.entities.values():
                entity.fields = [
                    told
                    for told in entity.fields
                    if told.specification.label.lower() != words
                    or told.specification.type is not FieldType.TEXT
                ]


def _names_no_other(thing: MarkedThing, text: str) -> bool:
    """Say whether words name what is wanted as a whole, or only tell of it: "who was there"."""
    return not thing.noun or is_single(text, thing.words) or _heads_a_list(thing, text)


def _ends(link: DraftLink) -> tuple[str, str]:
    return link.relation.source, link.relation.target


def _link_again(
    draft: Draft, link: DraftLink, source: DraftEntity | None, target: DraftEntity | None
) -> None:
    if source is None or target is None or source is target:
        return
    draft.link(
        source,
        target,
        link.relation.label,
        many=link.relation.kind is RelationKind.MANY_TO_MANY,
        evidence=link.evidence,
        confidence=link.confidence,
    )


def _is_known(marked: DraftEntity, draft: Draft) -> bool:
    """Say whether statements name a thing that is kept by its marks, if only as a field."""
    named = (marked.name, identifier(singular(marked.label.lower())))
    known = [name for entity in draft.entities.values() for name in _names_in(entity)]
    known += [link.relation.name for link in draft.links]
    short = any(name.startswith(named) for name in known)
    return short or any(_same_head(one, name) for one in named for name in known)


def _tied_besides(draft: Draft, marked: Marked, text: str) -> bool:
    """Say whether things are marked as belonging together of which statements know not all."""
    known = [name for entity in draft.entities.values() for name in _names_in(entity)]
    known += [
        thing.name
        for thing in marked.things
        if is_feature(thing.words.text) or _heads_a_list(thing, text)
    ]
    tied = {end for link in marked.relations for end in (link.source, link.target)}
    return any(not any(_same_head(name, one) for one in known) for name in tied)


def _tell_things_as_fields(draft: Draft, marked: Marked, text: str) -> bool:
    """Say whether a thing of its own is taken for a field, as "members" of a court.

    Such a one stands behind the fields of another, in parentheses, or is spoken of again.
    """
    tied = {end for link in marked.relations for end in (link.source, link.target)}
    mentions = [t.words for t in marked.things] + [f.words for f in marked.fields]
    spoken = [singular(words.text.lower()) for words in mentions]
    things = {
        one
        for thing in marked.things
        if thing.name in tied and thing.confidence >= _SURE and is_plural(thing.words.text)
        for one in (singular(thing.words.text.lower()),)
        if spoken.count(one) > 1 or text[: thing.words.start].rstrip(" ,").endswith(")")
    }
    return any(
        is_plural(label) and singular(label) in things and draft.find(label) is None
        for entity in draft.entities.values()
        for label in (told.specification.label.lower() for told in entity.fields)
    )


def _names_in(entity: DraftEntity) -> Iterator[str]:
    """Return what a thing and its fields are called, in the person's words or usually."""
    yield entity.name
    if entity.thing is not None:
        yield entity.thing.name
    for told in entity.fields:
        yield identifier(singular(told.specification.label))


def _know_owners(described: list[str], marked: Marked, text: str) -> bool:
    """Say whether statements describe every thing that fields are marked of.

    One that only a heading names ("a reading list: books with …") may be the network's alone.
    """
    owners = {field.owner for field in marked.fields}
    known = {owner for owner in owners if any(_same_head(owner, name) for name in described)}
    named = {thing.name for thing in marked.things if not _heads_a_list(thing, text)}
    return bool(known) and not (owners & named) - known


def _heads_a_list(thing: MarkedThing, text: str) -> bool:
    following = _NEXT.match(text, thing.words.end)
    return following is not None and following.group(1).lower() in frames().app_nouns


def take_things(draft: Draft, marked: Marked) -> None:
    """Keep also what is marked, where things are named and no field of any of them.

    Args:
        draft: What the statements say; things are added.
        marked: The marks of the same request.
    """
    if marked.fields or not draft.entities:
        return
    told = {f.specification.label.lower() for e in draft.entities.values() for f in e.fields}
    for thing in marked.things:
        words = thing.words.text.lower()
        if words in told or any(_same_head(thing.name, name) for name in draft.entities):
            continue
        if thing.confidence >= _SURE and is_plural(words):
            draft.ensure(words, thing.words.text, thing.confidence)


def drop_unmarked(draft: Draft, marked: Marked, text: str) -> None:
    """Leave out what is only named in a sentence of which nothing is marked.

    "Food and walks we manage without a computer" makes no list of walks. Neither is one kept
    that nothing names, if all its fields turned out to be of something else.

    Args:
        draft: What the statements say; things and their relations are taken away.
        marked: The marks of the same request.
        text: The request.
    """
    drop_asked_only(draft, marked, text)
    drop_unnamed(draft, text)
    named = {thing.name for thing in marked.things}
    marks = [thing.words.start for thing in marked.things]
    marks += [field.words.start for field in marked.fields]
    sentences = [(one.span(), one.group().lower()) for one in _SENTENCE.finditer(text)]
    for name, entity in list(draft.entities.items()):
        said = (entity.label.lower(), entity.plural_label.lower())
        spans = [span for span, words in sentences if any(one in words for one in said)]
        silent = not any(start <= at < end for start, end in spans for at in marks)
        told = entity.is_told
        if not marks or told or len(draft.entities) == 1:
            continue
        joins = len(draft.links_of(name)) > 1
        guessed = not (spans or entity.fields or joins) and name not in named
        if guessed or (spans and silent):
            draft.drop(name)


def drop_entries(draft: Draft) -> None:
    """Leave out records without a name of which nothing is told: those of "a tennis league".

    Args:
        draft: What the statements say; a thing and its relations are taken away.
    """
    entry = draft.entities.get(ENTRY)
    others = (entity for name, entity in draft.entities.items() if name != ENTRY)
    if entry is not None and not entry.described and any(other.described for other in others):
        draft.drop(ENTRY)


def take_relations(draft: Draft, marked: Marked) -> None:
    """Relate described things as they are marked, where statements say nothing or only the usual.

    Args:
        draft: What the statements say; its relations are changed.
        marked: The marks of the same request.
    """
    for marks in marked.relations:
        source, target = _called(draft, marks.source), _called(draft, marks.target)
        sure = marks.confidence >= _SURELY_RELATED
        if not (sure and source and target) or source is target:
            continue
        ends = {source.name, target.name}
        known = [k for k in draft.links if {k.relation.source, k.relation.target} == ends]
        usual = [link for link in known if link.confidence <= TEMPLATE]
        if len(known) == 1 and known[0].relation.source == source.name and marks.many:
            kind = {"kind": RelationKind.MANY_TO_MANY}
            known[0].relation = known[0].relation.model_copy(update=kind)
        elif known == usual and not any(k.relation.source == source.name for k in usual):
            draft.links[:] = [link for link in draft.links if link not in usual]
            evidence = f"{source.evidence} … {target.evidence}"[:QUOTED]
            draft.link(
                source,
                target,
                target.label,
                many=marks.many,
                evidence=evidence,
                confidence=marks.confidence,
            )


def _called(draft: Draft, name: str) -> DraftEntity | None:
    """Return what statements describe that is marked under a name."""
    return next(
        (e for e in draft.entities.values() if e.described and _same_head(name, e.name)), None
    )


def _same_head(one: str, other: str) -> bool:
    shorter, longer = sorted((one.split("_"), other.split("_")), key=len)
    return longer[-len(shorter) :] == shorter


def _is_among(words: frozenset[str], labels: list[frozenset[str]]) -> bool:
    return any(words & label for label in labels)
