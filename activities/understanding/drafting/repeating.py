"""What is measured again and again of something that stays: "weight every week"; pure."""

import re
from collections.abc import Iterator

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.cleaning import QUOTED, word_set
from activities.understanding.text.words import identifier, label_of, plural, singular
from models.fields import FieldType

_SPAN = r"(?:other )?(?:day|week|month|fortnight|morning|evening|night|year|season)"
_BEHIND = re.compile(
    rf"\s*(?:(?:every|each|once an?|twice an?|per|a) {_SPAN}\b|daily\b|weekly\b|monthly\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:daily|weekly|fortnightly|monthly)\s+", re.IGNORECASE)
_WITHIN = re.compile(rf"\s*\b(?:every|each|once an?|per) {_SPAN}\b\s*", re.IGNORECASE)
_MEASURED = word_set(
    "weight height length temperature girth size mileage reading level width growth pulse"
)
"""Of these several are kept, as they change; a fee every month stays as it is."""
_DONE = {
    "read": ("reading", "Value"),
    "weigh": ("weighing", "Weight"),
    "measure": ("measurement", "Value"),
    "inspect": ("inspection", "Result"),
    "check": ("check", "Result"),
    "test": ("test", "Result"),
}
_METERS = word_set("meter gauge counter thermometer hygrometer barometer sensor well tank")
_READ = re.compile(
    rf"\b(?:i|we|somebody|someone|he|she|they) (?:(?:must|have to|then|also|always|will) )*"
    rf"(?P<verb>{'|'.join(_DONE)})s?(?: off)? (?:each|every|all(?: of)?(?: the| our| my)?) "
    r"(?P<what>[a-z]{3,20}) "
    rf"(?:(?:every|each|once an?|twice an?) {_SPAN}|daily|weekly|monthly)\b",
    re.IGNORECASE,
)
_VERBS = "|".join(verb for verb in _DONE if verb != "read")  # stories are read every night, too
_READ_ALL = re.compile(
    rf"\b(?:(?:i|we|somebody|someone) (?:(?:must|have to|then|also|always|will|want to) )*"
    rf"(?P<verb>{_VERBS})s? (?:them(?: all)?|all of them|each(?: one| of them)?|every one)"
    rf"|(?:they|all of them|each(?: one| of them)?)(?: all)? (?:are|is|get|gets|will be|must be) "
    rf"(?P<done>{_VERBS})e?d) "
    rf"(?:(?:every|each|once an?|twice an?) {_SPAN}|daily|weekly|monthly)\b",
    re.IGNORECASE,
)
_SEASON = (
    r"(?:spring|summer|autumn|fall|winter|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)"
)
_NOTE = r"(?:write|note|record|weigh|count|enter|log|measure|put|track)(?: down| in)?"
_WE = r"(?:i|we)(?: (?:then|also|always|usually|want to|have to|must|will))?"
_EACH_TIME = re.compile(
    rf"\b(?:(?:in|every|each)(?: the)? {_SEASON}|at harvest(?: time)?"
    rf"|(?:every|each|once an?) {_SPAN}),? {_WE} {_NOTE} "
    r"(?:per|(?:for|of|from|at) (?:each|every)) (?P<what>[a-z]{3,20}),? "
    r"(?P<list>(?:how (?:many|much)|the) [^.;!?\n]{3,80})",
    re.IGNORECASE,
)
_DAILY = re.compile(
    rf"(?:^|[.!?;:\n]) *(?:then )?(?:every|each) (?:day|evening|morning|night),? {_WE} {_NOTE} "
    r"(?P<list>[^.;!?\n]{3,200})",
    re.IGNORECASE,
)
_GROWING = word_set("tree vine bush bed plot field row plant hive orchard vineyard shrub")
_YIELD = word_set(
    "kilo kilos kg kilogram kilograms litres liters crates baskets buckets boxes jars"
)
_FEWEST = 2
"""Fields besides, with which a thing is described that stays."""


def part_repeated(draft: Draft, text: str) -> None:
    """Keep each measurement with its day, and what it is of.

    Args:
        draft: What was understood in English; a field becomes records of their own.
        text: The request.
    """
    for entity in list(draft.entities.values()):
        if is_happening(entity.label.lower()) or len(entity.fields) <= _FEWEST:
            continue
        for field in list(entity.fields):
            label = _measured(field, text)
            if label and len(draft.entities) < MOST_ENTITIES:
                entity.fields.remove(field)
                _part(draft, entity, field, label)


def part_read(draft: Draft, text: str) -> None:
    """Keep each time that something is read or checked, where only the habit is told.

    Args:
        draft: What was understood in English; a list is added for "I read each meter every month".
        text: The request.
    """
    for match in _READ.finditer(text):
        thing = draft.find(singular(match["what"].lower()), exact=True)
        reading, label = _DONE[match["verb"].lower()]
        if thing is None or draft.find(reading) or len(draft.entities) >= MOST_ENTITIES:
            continue
        told = [field for field in thing.fields if field.evidence]
        dated = any(field.specification.type is FieldType.DATE for field in told)
        sources = [link for link in draft.links if link.relation.target == thing.name]
        if not told or dated or sources or (label == "Value" and thing.name not in _METERS):
            continue
        one = draft.ensure(reading, match.group(), STATED)
        if one is None:
            continue
        hints = [Hint("Date", FieldType.DATE)]
        hints.append(Hint(label, FieldType.DECIMAL if label != "Result" else FieldType.TEXT))
        made = [field_from(hint, owner=one.name) for hint in hints]
        one.fields = [DraftField(field, match["verb"], STATED) for field in made]
        one.described = True
        draft.link(one, thing, thing.label, evidence=match.group())


def part_weighed(draft: Draft, text: str) -> None:
    """Keep each time that what was told of before is weighed or measured: "we weigh them daily".

    Args:
        draft: What was understood in English; a list is added.
        text: The request.
    """
    for match in _READ_ALL.finditer(text):
        reading, label = _DONE[(match["verb"] or match["done"]).lower()]
        thing = next(_told_before(draft, text, match.start()), None)
        known = draft.find(reading, exact=True)
        told = known is not None and known.is_told
        if thing is None or told or len(draft.entities) >= MOST_ENTITIES:
            continue
        one = known or draft.ensure(reading, match.group(), STATED)
        if one is None or one is thing:
            continue
        kind = FieldType.DECIMAL if label != "Result" else FieldType.TEXT
        made = [field_from(Hint("Date", FieldType.DATE), owner=one.name)]
        made.append(field_from(Hint(label, kind), owner=one.name))
        one.fields = [DraftField(field, match.group(), STATED) for field in made]
        one.described = True
        draft.link(one, thing, thing.label, evidence=match.group())


def _told_before(draft: Draft, text: str, end: int) -> Iterator[DraftEntity]:
    """Return what stays and was told of before a place, what was told of last first."""
    low = text[:end].lower()
    places = {
        low.rfind(word): entity
        for entity in draft.entities.values()
        if entity.described and not is_happening(entity.label.lower())
        for word in (entity.label.lower(), entity.plural_label.lower())
    }
    return (places[at] for at in sorted(places, reverse=True) if at >= 0)


def part_seasonal(draft: Draft, text: str) -> None:
    """Keep what is noted of each again and again: "in autumn I note per tree how many kilos".

    Args:
        draft: What was understood in English; fields become records of their own.
        text: The request.
    """
    for match in _EACH_TIME.finditer(text):
        thing = draft.find(singular(match["what"].lower()), exact=True)
        told = [field for field in thing.fields if field.evidence] if thing else []
        noted = [field for field in told if _is_noted(field, match["list"])]
        full = len(draft.entities) >= MOST_ENTITIES
        if thing is None or not noted or len(noted) == len(told) or full:
            continue
        growing = thing.name in _GROWING and _YIELD & set(match["list"].lower().split())
        noun = "harvest" if growing else f"{thing.label} entry".lower()
        if draft.find(noun, exact=True) is not None:
            continue
        name = identifier(noun, taken=tuple(draft.entities))
        one = DraftEntity(name, label_of(noun), label_of(plural(noun)), None, match.group(), STATED)
        date = field_from(Hint("Date", FieldType.DATE), owner=name)
        one.fields = [DraftField(date, match.group(), STATED), *noted]
        one.described = True
        thing.fields = [field for field in thing.fields if field not in noted]
        draft.entities[name] = one
        draft.link(one, thing, thing.label, evidence=match.group())


def date_daily(draft: Draft, text: str) -> None:
    """Give what is noted every day its day: "every day I enter for each one how many crates".

    Args:
        draft: What was understood in English; a date is added.
        text: The request.
    """
    for match in _DAILY.finditer(text):
        for entity in draft.entities.values():
            told = [field for field in entity.fields if field.evidence]
            noted = told and all(field.evidence.lower() in match["list"].lower() for field in told)
            dated = any(field.specification.type is FieldType.DATE for field in entity.fields)
            if noted and not dated and draft.links_of(entity.name):
                date = field_from(Hint("Date", FieldType.DATE), owner=entity.name)
                entity.fields.insert(0, DraftField(date, match.group()[:QUOTED], STATED))


def _is_noted(field: DraftField, words: str) -> bool:
    """Say whether a number is told in some words."""
    number = field.specification.type in (FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY)
    return number and field.evidence.lower() in words.lower()


def _measured(field: DraftField, text: str) -> str:
    """Return what is measured repeatedly, or nothing."""
    if field.specification.type not in (FieldType.INTEGER, FieldType.DECIMAL):
        return ""
    said = field.evidence
    at = text.rfind(said) if said else -1
    bare = _WITHIN.sub(" ", _BEFORE.sub("", said)).strip()
    repeated = bare != said or (at >= 0 and _BEHIND.match(text, at + len(said)))
    label = _WITHIN.sub(" ", _BEFORE.sub("", field.specification.label)).strip()
    return label if repeated and _MEASURED & set(label.lower().split()) else ""


def _part(draft: Draft, entity: DraftEntity, field: DraftField, label: str) -> None:
    noun = f"{label} entry".lower()
    try:
        name = identifier(noun, taken=tuple(draft.entities))
    except ValueError:
        return
    one = DraftEntity(
        name, label_of(noun), label_of(plural(noun)), None, field.evidence, field.confidence
    )
    told = field.specification
    value = field_from(Hint(label_of(label), told.type), owner=name)
    date = field_from(Hint("Date", FieldType.DATE), owner=name)
    one.fields = [
        DraftField(date, field.evidence, STATED),
        DraftField(value, field.evidence, field.confidence),
    ]
    one.described = True
    draft.entities[name] = one
    draft.link(one, entity, entity.label, evidence=field.evidence)
