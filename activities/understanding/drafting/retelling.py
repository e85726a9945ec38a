"""Fields that a turn of speech tells, in the place of what was made of its words; pure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from activities.understanding.draft import (
    MOST_FIELDS,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.drafting.turns import Turn, turns_in
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.words import identifier, label_of
from models.fields import FieldType
from models.specification import FieldSpecification

_LONGEST_ITEM = 120
_ITEM = re.compile(r"(?:[^,;:.\n()]|\.(?=\d)|\.{2,3}|\([^()\n]{0,80}\))++")
_NO_WORD = re.compile(r"[^\w£$€%]+")
_DAY, _DAY_ASKED = "date", "when"
_OF_LABELS = frozenset({"on", "by", "of"})
"""Words that a label has besides those of the person."""
_AROUND = " \t-*•"
_LEADING = re.compile(r"^(?:(?:and|plus|with|the|an?|its|their) )+")


class _Item(NamedTuple):
    """A piece of the request between two marks of punctuation."""

    words: str
    before: str
    behind: str


def retell(draft: Draft, text: str) -> None:
    """Tell what turns of speech say in the draft as they say it.

    Args:
        draft: What was understood in English; fields are replaced and added.
        text: The request.
    """
    items = tuple(_items(text))
    plain = [_plain(item.words) for item in items]
    for item in items:
        words = item.words.lower()
        for turn in turns_in(words):
            others = frozenset(other for other in plain if other != _plain(words))
            _tell(draft, item, turn, others)


def _items(text: str) -> Iterator[_Item]:
    said = [" ".join(match.group().strip(_AROUND).split()) for match in _ITEM.finditer(text)]
    said = [words for words in said if words]
    for before, words, behind in zip(["", *said], said, [*said[1:], ""], strict=False):
        if len(words) <= _LONGEST_ITEM:
            yield _Item(words, before, behind)


def _tell(draft: Draft, item: _Item, turn: Turn, others: frozenset[str]) -> None:
    said = item.words[turn.start : turn.end]
    found = [(entity, _made_of(entity, said, others)) for entity in draft.entities.values()]
    entity, made = max(found, key=lambda one: len(one[1]), default=(None, []))
    if entity is None or (turn.alike and not (made or _follows_a_pair(draft, item))):
        return
    if made and turn.missing:
        return
    if made:
        at = next(i for i, told in enumerate(entity.fields) if told is made[0])
    else:
        beside = _beside(draft, item)
        if beside is None:
            return
        entity, at = beside
    labels = {told.specification.label.lower() for told in entity.fields}
    if turn.alike and all(hint.label.lower() in labels for hint in turn.fields):
        return
    kept = [told for told in entity.fields if not any(told is one for one in made)]
    names = {told.specification.name for told in kept}
    new = [
        DraftField(one, said, STATED)
        for one in _specified(draft, entity, turn, made)
        if one.name not in names
    ]
    if len(kept) + len(new) < MOST_FIELDS:
        entity.fields = [*kept[:at], *new, *kept[at:]]
        entity.described = True


def _follows_a_pair(draft: Draft, item: _Item) -> bool:
    """Say whether two fields were made of what stands before: "morning top and bottom, …"."""
    before = _plain(item.before)
    fields = [told for entity in draft.entities.values() for told in entity.fields]
    return sum(_plain(told.evidence) == before for told in fields) > 1


def _made_of(entity: DraftEntity, said: str, others: frozenset[str]) -> list[DraftField]:
    """Return the fields that were made of these words, and of no others."""
    whole = _plain(said)
    return [told for told in entity.fields if told.evidence and _is_made_of(told, whole, others)]


def _is_made_of(told: DraftField, said: str, others: frozenset[str]) -> bool:
    words, label = _plain(told.evidence), _plain(told.specification.label)
    if f" {words} " in f" {said} ":
        return words not in others
    elsewhere = any(f" {other}".endswith(f" {label}") for other in others)
    if f" {said} " not in f" {words} " or elsewhere:
        return False  # where the evidence is a whole statement, the label tells of what it was made
    if label == _DAY:
        return _DAY_ASKED in said.split()
    return set(label.split()) - _OF_LABELS <= set(said.split())


def _beside(draft: Draft, item: _Item) -> tuple[DraftEntity, int] | None:
    """Return where a field belongs that stands beside another one, and before which."""
    for words, step in ((item.before, 1), (item.behind, 0)):
        for entity in draft.entities.values():
            places = [at for at, told in enumerate(entity.fields) if _is_said(told, words)]
            if places:
                return entity, places[-1] + 1 if step else places[0]
    return None


def _is_said(told: DraftField, words: str) -> bool:
    known = (_plain(told.evidence), _plain(told.specification.label))
    said = _plain(words)
    return bool(words and told.evidence) and (said in known or _LEADING.sub("", said) in known)


def _specified(
    draft: Draft, entity: DraftEntity, turn: Turn, made: list[DraftField]
) -> Iterator[FieldSpecification]:
    like = next((f.specification for f in made if f.specification.type is not FieldType.TEXT), None)
    for hint in turn.fields:
        if hint.label == turn.person and _knows_people(draft, entity):
            continue
        if turn.alike and like is not None:
            label = label_of(hint.label)
            name = identifier(label, owner=entity.name)
            yield like.model_copy(update={"name": name, "label": label})
        else:
            yield field_from(_labelled(hint), owner=entity.name)


def _labelled(hint: Hint) -> Hint:
    return hint._replace(label=label_of(hint.label))


def _knows_people(draft: Draft, entity: DraftEntity) -> bool:
    """Say whether a thing is related to people already: whoever borrowed it is one of them."""
    targets = (draft.entities[link.relation.target] for link in draft.links_of(entity.name))
    return any(target.thing is not None and target.thing.is_person for target in targets)


def _plain(words: str) -> str:
    return " ".join(_NO_WORD.sub(" ", words.lower().replace("&", " and ")).split())
