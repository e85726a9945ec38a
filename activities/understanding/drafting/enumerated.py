"""New heads inside one enumeration: "stalls, things to borrow and from whom"; pure."""

import re

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.knowledge.field_types import type_of
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import identifier, is_plural, label_of, singular
from models.fields import FieldType

_THINGS = re.compile(
    r"\b(?P<many>(?P<head>things|items|equipment) (?:we need |we have )?to "
    r"(?P<verb>borrow|hire|rent|buy|lend|order|collect))"
    r",? (?:and )?(?P<whom>from whom|from who|who from|to whom|where from|from where)\b",
    re.IGNORECASE,
)
_PER = re.compile(
    r"(?:,|\band) (?:and )?(?:the )?(?P<what>[a-z-]{3,24}(?: [a-z-]{3,24})?) per "
    r"(?P<one>[a-z-]{3,24})\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?\n;]")
_FIGURES = word_set(
    "show see total totals sum statistics chart charts graph report overview average number count "
    "how many compare split calculate"
)
"""Who says these wants to see what comes of it, and enters nothing."""
_EARNED = word_set("takings earnings proceeds income profit donations")
_COUNTED = re.compile(r"(?:two|three|four|five|six) (?P<what>[a-z-]{3,30})", re.IGNORECASE)


def part_enumerated(draft: Draft, text: str) -> None:
    """Give what is enumerated between fields a list, or the list that it is told of.

    Args:
        draft: What was understood in English; lists and fields are added.
        text: The request.
    """
    for match in _THINGS.finditer(text):
        _add_list(draft, match)
    for match in _PER.finditer(text):
        _add_figure(draft, match)
    for entity in draft.entities.values():
        for told in entity.fields:
            _leave_out_count(told, entity)


def _add_list(draft: Draft, match: re.Match[str]) -> None:
    """Keep things to borrow as a list, not in the one that was told before them."""
    head = singular(match["head"].lower())
    label = label_of(f"{head} to {match['verb'].lower()}")
    name = identifier(label)
    spoken = {match["many"].lower(), match["whom"].lower(), f"{head}s to {match['verb'].lower()}"}
    homes = [e for e in draft.entities.values() if _labels(e) & spoken]
    if name in draft.entities or not homes or len(draft.entities) >= MOST_ENTITIES:
        return
    for home in homes:
        rest = [f for f in home.fields if f.specification.label.lower() not in spoken]
        if not rest and not draft.links_of(home.name):
            return
        home.fields = rest
    hints = (Hint(label_of(head), FieldType.TEXT), Hint(label_of(match["whom"]), FieldType.TEXT))
    fields = [DraftField(field_from(hint, owner=name), match.group(), STATED) for hint in hints]
    many = label_of(f"{match['head']} to {match['verb']}")
    draft.entities[name] = DraftEntity(
        name, label, many, None, match["many"], STATED, fields, described=True
    )


def _labels(entity: DraftEntity) -> set[str]:
    return {field.specification.label.lower() for field in entity.fields}


def _add_figure(draft: Draft, match: re.Match[str]) -> None:
    """Keep "takings per stall" with the stalls, where no list keeps takings."""
    what = match["what"].lower()
    entity = draft.find(match["one"], exact=True)
    earned = what.split()[-1] in _EARNED or type_of(what) is FieldType.MONEY
    if entity is None or not earned:
        return
    before = _SENTENCE_END.split(match.string[: match.start()])[-1].lower().split()
    if _FIGURES & {*before, *what.split()} or not all(word.is_noun for word in tag(what)):
        return
    if _is_kept(draft, what):
        return
    made = field_from(Hint(label_of(what), FieldType.MONEY), owner=entity.name)
    entity.fields.append(DraftField(made, match.group().strip(" ,"), STATED))
    entity.described = True


def _is_kept(draft: Draft, what: str) -> bool:
    """Say whether a list or a field is called by one of these words."""
    known = [entity.label.lower() for entity in draft.entities.values()]
    for entity in draft.entities.values():
        known += _labels(entity)
    told = {singular(word) for label in known for word in label.split()}
    return bool(told & {singular(word) for word in what.split()})


def _leave_out_count(told: DraftField, entity: DraftEntity) -> None:
    """Call "two helpers each" helpers: how many there should be is no part of their name."""
    known = told.specification
    match = _COUNTED.fullmatch(known.label) if known.type is FieldType.TEXT else None
    if match is None or not is_plural(match["what"]):
        return
    made = field_from(Hint(label_of(match["what"]), FieldType.TEXT), owner=entity.name)
    if made.name not in entity.names():
        told.specification = made
