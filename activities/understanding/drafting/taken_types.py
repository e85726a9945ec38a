"""Types and choices of what statements tell, where the marks know better; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.drafting.marked_types import NO_NUMBERS
from activities.understanding.grammar.asking import WHEN_TO
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.field_types import usual_choices
from activities.understanding.knowledge.inference import read_choices
from activities.understanding.marking.marks import Marked
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, is_plural, singular
from models.specification import FieldSpecification, FieldType

_WORD = re.compile(r"[a-z]+")
_FILLERS = word_set(
    "the a an of is was it its my our their in for on at to and or who what when where which how "
    "many much whether if each every name number date time we i they he she"
)
_PAIR = re.compile(r"(?P<one>[A-Za-z]{3,15}) ?/ ?(?P<other>[A-Za-z]{3,15})")
_MAY_BE_CHOSEN = (FieldType.CHOICE, FieldType.TEXT)
_PLAIN_TYPES = word_set("long_text integer decimal money date time yes_no email url")
"""Types that need nothing besides: no choices, no scale."""
_FREE = word_set("amount size") | NO_NUMBERS
"""Half a cup, XL, the third place: what is told so freely stays text unless the words say more."""
_BEGINNINGS = word_set("start end begin beginning finish from to until")
"""On a day or at a time: that of a shift is one of the day."""
_MEANT = {
    (FieldType.YES_NO, "bought"): (FieldType.DATE,),
    (FieldType.YES_NO, "sold"): (FieldType.DATE,),
    (FieldType.MONEY, "amount"): (FieldType.DECIMAL,),
    (FieldType.INTEGER, "score"): (FieldType.TEXT,),
    (FieldType.INTEGER, "grade"): (FieldType.TEXT, FieldType.DECIMAL),
}
"""Words that say less of their type than what stands around them: an amount of acid is no money."""
_SIDES = word_set("opponent opponents home away team teams against match game fixture")
_COUNTED = word_set("passengers guests visitors people adults children kids participants")
"""Other people who are named in the plural, like pupils, are told by their names."""


def take_types(draft: Draft, marked: Marked) -> None:
    """Give fields whose words say no type the one that they are marked with.

    Args:
        draft: What the statements say; its fields are changed.
        marked: The marks of the same request.
    """
    for entity in draft.entities.values():
        for told in entity.fields:
            words = told_words(told.specification.label)
            free = told.specification.type is FieldType.TEXT and not words <= _FREE
            label = told.specification.label.lower()
            meant = _MEANT.get((told.specification.type, label), ())
            if label == "score" and not _has_sides(entity):
                meant = ()
            begins = told.specification.type is FieldType.DATE and words <= _BEGINNINGS
            if not (free or begins or meant) or not told.evidence:
                continue
            kinds = {f.type for f in marked.fields if words == told_words(f.words.text)}
            kind = kinds.pop() if len(kinds) == 1 else ""
            if (kind in _PLAIN_TYPES or kind in meant) and _may_be(kind, told.specification, meant):
                update = {"type": FieldType(kind)}
                told.specification = told.specification.model_copy(update=update)


def _has_sides(entity: DraftEntity) -> bool:
    """Say whether it is between two, so that a score is 3-1; of one archer it is a number."""
    words = {word for name in (entity.name, *entity.names()) for word in name.split("_")}
    return bool(words & _SIDES)


def take_choices(draft: Draft, marked: Marked) -> None:
    """Let that be chosen what was marked behind a field, and not what is usual.

    Args:
        draft: What the statements say; its fields are changed.
        marked: The marks of the same request.
    """
    told = {told_words(field.words.text): field.values for field in marked.fields if field.values}
    for field in (field for entity in draft.entities.values() for field in entity.fields):
        known = field.specification
        values = told.get(told_words(known.label), "") if known.type in _MAY_BE_CHOSEN else ""
        choices = read_choices(values) if values else ()
        if len(choices) > max(len(known.choices), 1) or (len(choices) > 1 and _is_usual(known)):
            update = {"choices": choices, "type": FieldType.CHOICE}
            field.specification = known.model_copy(update=update)


def take_alternatives(draft: Draft, marked: Marked) -> None:
    """Let one of two be chosen that were marked as one field: "used/mint" is no yes or no.

    Args:
        draft: What the statements say; its fields are changed.
        marked: The marks of the same request.
    """
    pairs = [
        match
        for field in marked.fields
        if field.type == FieldType.CHOICE and not field.values
        if (match := _PAIR.fullmatch(field.words.text.strip()))
    ]
    for entity in draft.entities.values():
        for told in entity.fields:
            known = told.specification
            pair = next((p for p in pairs if p["one"].lower() == known.label.lower()), None)
            if pair is None or known.type is not FieldType.YES_NO:
                continue
            label = f"{pair['one']} or {pair['other']}".capitalize()
            update = {
                "name": identifier(label, owner=entity.name),
                "label": label,
                "type": FieldType.CHOICE,
                "choices": (pair["one"].lower(), pair["other"].lower()),
            }
            if update["name"] not in entity.names():
                told.specification = known.model_copy(update=update)


def _is_usual(known: FieldSpecification) -> bool:
    return known.choices == usual_choices(known.label)


def _may_be(kind: str, known: FieldSpecification, meant: tuple[FieldType, ...]) -> bool:
    """Say whether a field can have the type that is marked."""
    if meant:
        return kind in meant
    if known.type is not FieldType.TEXT:
        return kind == FieldType.TIME
    label = known.label.lower()
    if WHEN_TO.match(label):
        return False
    counted = kind == FieldType.INTEGER and is_plural(label) and is_person_word(label)
    return not counted or label in _COUNTED


def told_words(text: str) -> frozenset[str]:
    """Return the words that tell something, or all where none does."""
    words = frozenset(singular(word) for word in _WORD.findall(text.lower()))
    return words - _FILLERS or words
