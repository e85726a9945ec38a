"""Sizes and weights of several, told with their dates: each is a record of its own; pure.

"The kids' shoe sizes with dates" and "Größe und Gewicht der Kinder mit Datum" are measured again
and again, and the children stay.
"""

import re

from activities.understanding.draft import (
    ASSUMED,
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.heads import is_happening
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint
from activities.understanding.languages.labels import said_in
from activities.understanding.languages.numbers import labels_of
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import identifier, is_plural, label_of, plural, singular
from models.fields import FieldSpecification, FieldType

_SIZES = word_set("weight height length size girth waist width growth")
_GROWS = word_set("pet plant animal baby puppy kitten lamb calf foal tree hen tortoise")
_DAY = re.compile(
    r"(?:on )?(?:the )?dates?|day|when|datum|daten|fechas?|dat[ae]|data|daty|wann|quand"
)


def part_sizes(draft: Draft, language: str) -> None:
    """Keep each measurement with its day where nothing but that is told of several.

    Args:
        draft: What was understood; fields become records of their own.
        language: ISO 639-1 code.
    """
    if language == "en":
        for entity in draft.entities.values():
            _tell_one(entity)
    if draft.links or len(draft.entities) >= MOST_ENTITIES:
        return
    for entity in list(draft.entities.values()):
        told = [field for field in entity.fields if field.evidence]
        sizes = [field for field in told if _is_size(field.specification)]
        days = [field for field in told if field.specification.type is FieldType.DATE]
        only = bool(sizes) and len(days) == 1 and len(told) == len(sizes) + 1
        dated = only and _DAY.fullmatch(days[0].specification.label.lower())
        if dated and _are_several(entity, language):
            _part(draft, entity, sizes, days[0], language)


def _tell_one(entity: DraftEntity) -> None:
    """Call what is noted on one day as one: "Shoe sizes" of "Boys" is the shoe size of a boy."""
    noted = [one.specification for one in entity.fields]
    sizes = [_is_size(one) for one in noted]
    dates = sum(one.type is FieldType.DATE for one in noted)
    whose = [is_person_word(one.label) for one in noted]
    if dates != 1 or not any(sizes) or sum(sizes) + sum(whose) + 1 != len(noted):
        return
    if any(whose) and whose.index(True) > sizes.index(True):
        return  # who was there besides
    for told in entity.fields:
        known = told.specification
        if is_plural(known.label.lower()) and (_is_size(known) or is_person_word(known.label)):
            update = {"label": label_of(singular(known.label))}
            told.specification = known.model_copy(update=update)


def _is_size(known: FieldSpecification) -> bool:
    measured = known.type in (FieldType.TEXT, FieldType.DECIMAL, FieldType.INTEGER)
    return measured and singular(known.name.rsplit("_", 1)[-1]) in _SIZES


def _are_several(entity: DraftEntity, language: str) -> bool:
    """Say whether people, animals or plants are told of as several."""
    kind = entity.thing.name if entity.thing is not None else entity.name
    grows = kind.rsplit("_", 1)[-1] in _GROWS or is_somebody(entity)
    several = language != "en" or is_plural(entity.evidence.lower().rstrip("'\u2019"))
    return grows and several and not is_happening(entity.label.lower())


def _part(
    draft: Draft, entity: DraftEntity, sizes: list[DraftField], day: DraftField, language: str
) -> None:
    one, many, noun = _called(sizes, language)
    name = identifier(noun, taken=tuple(draft.entities))
    part = DraftEntity(name, one, many, None, sizes[0].evidence, STATED, described=True)
    part.put(Hint(day.specification.label, FieldType.DATE), day.evidence)
    for told in sizes:
        known = told.specification
        label = singular(known.label) if language == "en" else labels_of(known.label, language)[0]
        part.put(Hint(label_of(label), known.type, required=True), told.evidence)
    gone = [*sizes, day]
    entity.fields = [told for told in entity.fields if all(told is not one for one in gone)]
    if not entity.fields:
        entity.put(Hint("Name", FieldType.TEXT), "", ASSUMED, at=0)
    entity.described = True
    draft.entities[name] = part
    draft.link(part, entity, entity.label, evidence=sizes[0].evidence)


def _called(sizes: list[DraftField], language: str) -> tuple[str, str, str]:
    """Return what each record is called, one and several, and in English for its name."""
    known = sizes[0].specification
    if len(sizes) > 1:
        own = said_in("measurement", language)
        one = own.one if own else "Measurement"
        many = (own.many if own else "") or (plural(one) if own is None else one)
        return label_of(one), label_of(many), "measurement"
    if language == "en":
        one = singular(known.label)
        return label_of(one), label_of(plural(one)), one
    one, many = labels_of(known.label, language)
    return label_of(one), label_of(many), known.name
