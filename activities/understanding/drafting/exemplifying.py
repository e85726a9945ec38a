"""Kinds of one thing that are listed by name: "dentist, eye test - when next due"; pure.

Bare nouns before a dash or a colon are no fields, nor lists of their own, where the words behind
tell when each was done last and when it is due: they are what one list is chosen from.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.grammar.attributes import is_known
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.knowledge.lexicon import load
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.phrases import strip_request
from activities.understanding.text.words import (
    identifier,
    is_plural,
    label_of,
    plural,
    singular,
)
from models.fields import FieldType

_SENTENCE = re.compile(r"[.!?;\n]+(?:\s|$)")
_BEFORE_FIELDS = re.compile(r"\s[-\u2013\u2014]+\s|:\s")
_BETWEEN = re.compile(r"\s*,\s*(?:and |or )?|\s+(?:and|or|&)\s+", re.IGNORECASE)
_BARE = re.compile(r"[^\W\d_][\w'\u2019-]*(?: [^\W\d_][\w'\u2019-]*){0,3}")
_NO_KIND = word_set(
    "with of who when where what which how for to from is are that each every i we my our the a an "
    "want need keep track have"
)
_RECURS = re.compile(
    r"(?:(?:date|day|when|time) )?(?:it was |was |they were )?last\b|\bnext\b|how often|"
    r"(?:date )?due\b|when due|interval",
    re.IGNORECASE,
)
"""What is known of everything that is done again and again."""
_SHARED = re.compile(
    r"(?:last|next|when|how (?:much|often|long)|due|date|cost|price|interval|where|who|by whom|"
    r"notes?|comments?|done|reminder|result|place|provider)\b",
    re.IGNORECASE,
)
_LEAST_KINDS, _MOST_KINDS, _LEAST_SHARED = 3, 12, 2
_CHECKED = word_set(
    "test check dentist doctor optician vet service inspection vaccination screening scan sweep "
    "mot hygienist smear mammogram checkup jab booster maintenance"
)
_MEALS = word_set("breakfast brunch lunch dinner supper tea snack snacks")
_SETS = (
    ("Meal", _MEALS),
    ("Time of day", word_set("morning noon midday afternoon evening night")),
    ("Season", word_set("spring summer autumn fall winter")),
)
"""Words of which only one is so at a time, with what they are called together."""
_ANDS = word_set("and or")


class _Kinds(NamedTuple):
    names: tuple[str, ...]
    fields: tuple[str, ...]
    evidence: str


def choose_kinds(draft: Draft, text: str) -> None:
    """Make a choice of what is only an example of that which is kept.

    Args:
        draft: What was understood in English; a list gets a choice in place of fields.
        text: The request.
    """
    for kinds in _listed(text):
        _keep_one_list(draft, kinds)
    for entity in draft.entities.values():
        for told in tuple(entity.fields):
            _choose_one_of(entity, told)


def _listed(text: str) -> Iterator[_Kinds]:
    for sentence in _SENTENCE.split(text):
        parts = _BEFORE_FIELDS.split(sentence)
        if len(parts) < 2:
            continue
        names = tuple(_BETWEEN.split(strip_request(parts[-2])))
        fields = tuple(_BETWEEN.split(parts[-1].strip(" .")))
        if _are_kinds(names) and _are_shared(fields):
            yield _Kinds(names, fields, parts[-2].strip())


def _are_kinds(names: tuple[str, ...]) -> bool:
    """Say whether all are bare nouns: no fields, and not several lists."""
    return (
        _LEAST_KINDS <= len(names) <= _MOST_KINDS
        and all(_BARE.fullmatch(name) for name in names)
        and all(_NO_KIND.isdisjoint(name.lower().split()) for name in names)
        and not any(is_known(name) for name in names)
        and not all(name[:1].isupper() for name in names)
        and sum(map(_is_list, names)) < _LEAST_SHARED
    )


def _is_list(name: str) -> bool:
    """Say whether a noun names things that have fields of their own: "books"."""
    return is_plural(name.lower()) and load().thing(name.lower()) is not None


def _are_shared(fields: tuple[str, ...]) -> bool:
    return (
        len(fields) >= _LEAST_SHARED
        and all(_SHARED.match(field) for field in fields)
        and any(_RECURS.search(field) for field in fields)
    )


def _keep_one_list(draft: Draft, kinds: _Kinds) -> None:
    """Keep one list, with a choice of the kinds and with the fields that all of them share."""
    named = {singular(name.lower()) for name in kinds.names}
    shared = {field.lower() for field in kinds.fields}
    made = [e for e in draft.entities.values() if _is_made_of(e, named, shared)]
    if not made:
        return
    kept = max(made, key=lambda entity: len(entity.fields))
    gone = {entity.name for entity in made if entity is not kept}
    draft.links[:] = [
        link for link in draft.links if not {link.relation.source, link.relation.target} & gone
    ]
    for name in gone:
        del draft.entities[name]
    kept.fields = [
        told for told in kept.fields if singular(told.specification.label.lower()) not in named
    ]
    _call(draft, kept, _name_of(kinds.names))
    choice = Hint("What", FieldType.CHOICE, tuple(map(label_of, kinds.names)))
    kept.fields.insert(0, DraftField(field_from(choice, owner=kept.name), kinds.evidence, STATED))
    if len(kept.fields) == 1:
        for field in kinds.fields:
            kept.tell(field, field, field)


def _is_made_of(entity: DraftEntity, named: set[str], shared: set[str]) -> bool:
    """Say whether a list was made of the kinds, or of what they share."""
    label = entity.label.lower()
    told = {told.evidence.lower() for told in entity.fields if told.evidence}
    of_kinds = any(label == name or name.endswith(f" {label}") for name in named)
    return of_kinds or (bool(told & shared) and len(told & shared) == len(shared))


def _name_of(names: tuple[str, ...]) -> str:
    words = {singular(word) for name in names for word in name.lower().split()}
    return "check-up" if words & _CHECKED else "task"


def _call(draft: Draft, entity: DraftEntity, noun: str) -> None:
    others = tuple(known for known in draft.entities if known != entity.name)
    name = identifier(noun, taken=others)
    draft.entities = {
        (name if one is entity else known): one for known, one in draft.entities.items()
    }
    for link in draft.links:
        ends = {"source": link.relation.source, "target": link.relation.target}
        update = {end: name for end, known in ends.items() if known == entity.name}
        link.relation = link.relation.model_copy(update=update)
    entity.name, entity.label, entity.plural_label = name, label_of(noun), label_of(plural(noun))
    entity.thing, entity.described = None, True


def _choose_one_of(entity: DraftEntity, told: DraftField) -> None:
    """Make one choice of what was told without commas: "breakfast lunch dinner"."""
    known = told.specification
    words = [word for word in known.label.lower().split() if word not in _ANDS]
    label = next((label for label, of in _SETS if of.issuperset(words)), "")
    if (
        not label
        or len(words) < _LEAST_KINDS
        or known.type not in (FieldType.TEXT, FieldType.CHOICE)
    ):
        return
    made = field_from(Hint(label, FieldType.CHOICE, tuple(map(label_of, words))), owner=entity.name)
    others = [one for one in entity.fields if one is not told]
    if made.name in [one.specification.name for one in others]:
        return
    entity.fields = [DraftField(made, told.evidence, told.confidence), *others]
    if label == "Meal":
        _tell_meal(entity, told.evidence)


def _tell_meal(entity: DraftEntity, evidence: str) -> None:
    """Tell of a planned meal on which day it is, and what there is to eat."""
    kinds = [told.specification.type for told in entity.fields]
    if not {FieldType.DATE, FieldType.TIME} & set(kinds) and "day" not in entity.names():
        day = field_from(Hint("Date", FieldType.DATE), owner=entity.name)
        entity.fields.insert(0, DraftField(day, evidence, STATED))
    if not {"what", "dish", "food", "recipe", "name", "menu"} & set(entity.names()):
        what = field_from(Hint("What", FieldType.TEXT), owner=entity.name)
        entity.fields.insert(2, DraftField(what, evidence, STATED))
