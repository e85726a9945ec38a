"""What several meters show, each as a number: "Zählerstände für Strom, Gas und Wasser"; pure."""

import re
from functools import cache
from typing import NamedTuple

from activities.understanding.draft import MOST_ENTITIES, STATED, Draft, DraftEntity, DraftField
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import english_of, field_in
from activities.understanding.languages.lemmas import singular_of
from activities.understanding.languages.numbers import labels_of
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from activities.understanding.text.words import identifier, label_of
from models.fields import COUNTED_TYPES, FieldType

_LEAST, _LEAST_KNOWN = 2, 2
_LONGEST_ITEM = 24
_NUMBERS = COUNTED_TYPES


class _Told(NamedTuple):
    words: str
    """The noun for the readings."""
    items: tuple[str, ...]
    raw: tuple[str, ...]
    """The items as they were written."""
    of_meters: bool
    """Whether the noun says that meters are read."""


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return how such an enumeration looks, what divides it, and what is an article."""
    row = read_table("meters")[language]
    item = rf"(?:(?:{row['articles']}) ?)?[^\W\d_]+(?: (?!(?:{row['and']})\b)[^\W\d_]+)?"
    alone = "| " if language == "pl" else ""  # where a case says what a preposition does elsewhere
    said = rf"(?: (?!(?:{row['and']}) )[^\W\d_]{{4,15}})?"
    before = rf"(?: (?:{row['between']}) ?|{said} ?[:(] ?{alone}| (?=(?:{row['known']})\b))"
    several = rf"{item}(?:, {item}){{0,6}},? (?:{row['and']}) {item}"
    listed = re.compile(
        rf"\b(?P<noun>(?P<meters>{row['meters']})|(?:{row['readings']})){before}"
        rf"(?P<items>{several}|{item}(?:, {item}){{1,6}}(?=\s*(?:[.;)\n]|$)))\b",
        re.IGNORECASE,
    )
    divider = re.compile(rf",? (?:{row['and']}) |, ", re.IGNORECASE)
    article = re.compile(rf"^(?:(?:{row['articles'] or '-'})(?:(?<=['\u2019])| ))+", re.IGNORECASE)
    return listed, divider, article


def tell_meters(draft: Draft, text: str, language: str) -> None:
    """Keep what each of several meters shows as a number of its own.

    Args:
        draft: What was understood; fields are added to the list of the readings.
        text: The request.
        language: ISO 639-1 code of another language than English.
    """
    told = _told(text, language) if language in LANGUAGES else None
    if told is None:
        return
    entity = _list_of(draft, told, language)
    if entity is not None and _tells_otherwise(entity, told):
        return
    entity = entity or (_made(draft, told, language) if told.of_meters else None)
    if entity is None:
        return
    own = [one for one in entity.fields if not _is_of(one, told)]
    entity.fields = [one for one in own if one.evidence]
    for item in told.items:
        name = identifier(english_of(item, language) or item, owner=entity.name)
        made = field_from(Hint(label_of(item), FieldType.DECIMAL), owner=entity.name)
        made = made.model_copy(update={"name": name})
        if made.name not in entity.names():
            entity.fields.append(DraftField(made, item, STATED))
    _date(entity, language, told.words)
    entity.described = True


def _told(text: str, language: str) -> _Told | None:
    listed, divider, article = _patterns(language)
    match = listed.search(text)
    if match is None:
        return None
    items = [article.sub("", one.strip()) for one in divider.split(match["items"])]
    items = [_cut(one, language) for one in items]
    known = re.compile(read_table("meters")[language]["known"], re.IGNORECASE)
    several = sum(bool(known.fullmatch(one)) for one in items)
    enough = several >= _LEAST_KNOWN or (match["meters"] and several and len(items) > _LEAST)
    if not enough or any(len(one) > _LONGEST_ITEM for one in items):
        return None
    raw = tuple(items)
    if language == "pl":
        items = [singular_of(one, "pl") for one in items]
    return _Told(match["noun"], tuple(items), raw, bool(match["meters"]))


def _cut(item: str, language: str) -> str:
    """Return an item without what only follows it: "agua cada mes"."""
    known = read_table("meters")[language]["known"]
    found = re.match(rf"(?:{known})(?= |$)", item, re.IGNORECASE)
    longer = re.fullmatch(known, item, re.IGNORECASE)
    return item if longer or found is None else found.group()


def _list_of(draft: Draft, told: _Told, language: str) -> DraftEntity | None:
    words = told.words.lower()
    for entity in draft.entities.values():
        evidence = entity.evidence.lower()
        if evidence and (evidence in words or words in evidence):
            if evidence.startswith(f"{words} "):  # "consumos de agua" is told of gas as well
                one, many = labels_of(label_of(told.words), language)
                entity.label, entity.plural_label = label_of(one), label_of(many)
            return entity
    only = next(iter(draft.entities.values())) if len(draft.entities) == 1 else None
    if only is None or only.evidence.lower() not in {one.lower() for one in told.raw}:
        return None
    only.label = only.plural_label = label_of(told.words)
    return only


def _made(draft: Draft, told: _Told, language: str) -> DraftEntity | None:
    """Return a list of the readings, where nothing was made of them but fields of other things."""
    name = identifier("meter_reading", taken=tuple(draft.entities))
    if len(draft.entities) >= MOST_ENTITIES or "meter_reading" in draft.entities:
        return None
    one, many = labels_of(label_of(told.words), language)
    made = DraftEntity(name, label_of(one), label_of(many), None, told.words, STATED)
    for other in draft.entities.values():
        other.fields = [one for one in other.fields if not _is_of(one, told)]
    draft.entities[name] = made
    return made


def _is_of(field: DraftField, told: _Told) -> bool:
    low = field.evidence.lower()
    items = {one.lower() for one in (*told.items, *told.raw, told.words)}
    return bool(low) and any(low in one or one in low for one in items)


def _tells_otherwise(entity: DraftEntity, told: _Told) -> bool:
    """Say whether another number is told, so that the meters are only what it is of."""
    return any(
        one.evidence and one.specification.type in _NUMBERS and not _is_of(one, told)
        for one in entity.fields
    )


def _date(entity: DraftEntity, language: str, evidence: str) -> None:
    kinds = [one.specification.type for one in entity.fields]
    if FieldType.DATE not in kinds:
        made = field_in(field_from(Hint("Date", FieldType.DATE), owner=entity.name), language)
        entity.fields.insert(0, DraftField(made, evidence, STATED))
