"""Kinds of care that are only enumerated: a list of care with its kind and its day; pure.

"Tracker for my houseplants: watering, repotting, photo" has care of plants, which is watering or
repotting, and no waterings that have a repotting.
"""

import re

from activities.understanding.draft import STATED, TEMPLATE, Draft, DraftEntity, DraftField
from activities.understanding.grammar.heads import is_happening
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import english_of
from activities.understanding.languages.vocabulary import read_table
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.words import identifier, label_of, said
from models.fields import FieldType

_MOST_READ = 2_000
_FEWEST = 2
_ITEMS = re.compile(r"\s*[,;]\s*(?:(?:and|und|et|y|e|en|i) )?|\s+(?:and|und|et|y|e|en|i)\s+")
_END = re.compile(r"[.!?\n](?:\s|$)")
_KINDS = (FieldType.TEXT, FieldType.DATE)
_NO_DEEDS = word_set(
    "feeling rating heading spring evening morning meaning building parking opening heating "
    "bearing ceiling wiring lighting string setting bedding clothing ending railing offspring"
)
"""What only ends as a deed does."""


def keep_care(draft: Draft, text: str, language: str) -> None:
    """Keep enumerated kinds of care as one list with a kind, in place of the first of them.

    Args:
        draft: What was understood; a list is called by care, and its fields are changed.
        text: The request.
        language: ISO 639-1 code.
    """
    if language not in read_table("several_logs"):
        return
    before, colon, told = text[:_MOST_READ].partition(":")
    items = [item.strip() for item in _ITEMS.split(_END.split(told)[0])] if colon else []
    if len(items) < _FEWEST:
        return
    row = read_table("several_logs")[language]
    log = rf"(?:{row['log']}|{row['register']})"
    for entity in list(draft.entities.values()):
        first = entity.evidence.strip().lower()
        if not first or not _is_of_thing(draft, entity, before):
            continue
        if first == items[0].lower() and is_happening(said(entity.name).lower()):
            _turn(draft, entity, items, language)
            return
        if re.fullmatch(log, first, re.IGNORECASE):
            _turn(draft, entity, items, language, named=True)
            return


def _is_of_thing(draft: Draft, entity: DraftEntity, before: str) -> bool:
    """Say whether it leads to nothing but what the enumeration is announced for."""
    links = draft.links_of(entity.name)
    if len(links) != 1:
        return False
    thing = draft.entities[links[0].relation.target]
    return not thing.described and thing.evidence.lower() in before.lower()


def _turn(
    draft: Draft, entity: DraftEntity, items: list[str], language: str, *, named: bool = False
) -> None:
    """Turn what is called by the first kind, or as the log is named, into a list of care."""
    told = {item.lower() for item in items}
    if any(one.evidence and one.evidence.lower() not in told for one in entity.fields):
        return
    kinds = [one for one in entity.fields if one.evidence and _is_deed(one, language)]
    first = () if named else (items[0],)
    deeds = tuple(label_of(one) for one in (*first, *(kind.evidence for kind in kinds)))
    if len(deeds) < _FEWEST or deeds[0].lower() != items[0].lower():
        return
    row = read_table("several_logs")[language]
    rest = [one for one in entity.fields if one not in kinds]
    kind = Hint(read_table("accounts")[language]["kind"], FieldType.CHOICE, deeds)
    hints = [kind]
    if not any(one.specification.type is FieldType.DATE for one in rest):
        hints.insert(0, Hint("Date", FieldType.DATE))
    entity.fields = rest
    one, _, many = row["care"].partition("|")
    entity.label, entity.plural_label = label_of(one.strip()), label_of(many.strip())
    entity.thing = None
    draft.rename(entity.name, identifier("care", taken=tuple(draft.entities)))
    for hint in reversed(hints):
        made = field_from(hint, owner=entity.name, taken=entity.names())
        stated = hint is kind
        evidence, sure = (items[0], STATED) if stated else ("", TEMPLATE)
        entity.fields.insert(0, DraftField(made, evidence, sure))


def _is_deed(field: DraftField, language: str) -> bool:
    """Say whether an item is something that is done, as far as its ending tells."""
    words = field.evidence.lower().split()
    if field.specification.type not in _KINDS or not words:
        return False
    english = " ".join(words) if language == "en" else english_of(" ".join(words), language)
    if english and (is_person_word(english) or _is_no_deed(english)):
        return False
    ending = read_table("several_logs")[language]["deed"]
    head = words[0] if language in ("fr", "es", "it", "pt", "pl") else words[-1]
    happens = bool(english) and is_happening(english)
    return happens or re.fullmatch(rf"[^\W\d_]*(?:{ending})", head) is not None


def _is_no_deed(english: str) -> bool:
    """Say whether words name a time, what is known of things, or a thing that ends in "ing"."""
    known = english in frames().times | frames().knowns
    return known or english.split()[-1] in _NO_DEEDS
