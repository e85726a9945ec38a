"""What the words left open: which thing a list belongs to, and what is usual; pure."""

import re

from activities.understanding.draft import (
    ASSUMED,
    STATED,
    TEMPLATE,
    Draft,
    DraftEntity,
    fill_usual_fields,
)
from activities.understanding.drafting.belonging import without_loans
from activities.understanding.drafting.dating import happens_on_a_day
from activities.understanding.grammar.attributes import attributes, trim
from activities.understanding.grammar.heads import (
    happening_in,
    is_happening,
    nameless,
    thing_of_head,
)
from activities.understanding.grammar.noting import Reading
from activities.understanding.knowledge.lexicon import Domain, Lexicon
from activities.understanding.languages.labels import said_in
from activities.understanding.text.frames import frames
from activities.understanding.text.phrases import noun_phrase, without_app_noun
from activities.understanding.text.words import is_plural, label_of, plural, singular


def house(reading: Reading, text: str) -> None:
    """Give the fields that were told without a thing to the thing they most likely are of."""
    if not reading.homeless:
        return
    draft = reading.draft
    entity = next(iter(draft.entities.values()), None) or _likely(reading, text)
    for told in reading.homeless:
        entity = entity or draft.ensure("entry", told.evidence, TEMPLATE)
        if entity is None:
            return
        for item in told.items:
            for one in attributes(item):
                entity.tell(one.label, one.words, told.evidence)


def refer(reading: Reading, text: str) -> None:
    """Keep what is there several times and is spoken of one by one: "two tanks … per tank"."""
    known, seen, low = frames(), set[str](), text.lower()
    for match in _ONE_BY_ONE.finditer(text[:8_000]):
        one = singular(match.group(1).lower())
        if one in seen:
            continue
        seen.add(one)
        several = plural(one) in low and re.search(
            rf"\b(?:{_NUMBERS}|our|my|the|all)\s+(?:[\w-]+\s+)?{re.escape(plural(one))}\b",
            text,
            re.IGNORECASE,
        )
        if (
            one in known.knowns
            or known.names_nothing(one)
            or one in known.happenings
            or not several
        ):
            continue
        if reading.draft.entities and len(one) > 2:
            reading.draft.ensure(one, match.group(0), TEMPLATE)


_NUMBERS = (
    r"\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|a few|"
    r"various|both"
)
_ONE_BY_ONE = re.compile(
    r"\b(?:per|each|every|which|one of (?:the|our|my)) ([a-z]{3,20})\b", re.IGNORECASE
)


def _likely(reading: Reading, text: str) -> DraftEntity | None:
    draft, lexicon = reading.draft, reading.draft.lexicon
    found = thing_of_head(reading.topic, lexicon)
    if found:
        return draft.ensure(found, reading.topic)
    plurals = [
        m for m in reading.mentions if is_plural(m[0]) and lexicon.thing_at_end(m[0].lower())
    ]
    if plurals:
        return draft.ensure(plurals[0][0].lower(), plurals[0][1], TEMPLATE)
    domains = lexicon.domains_in(reading.topic)
    if domains:
        thing = lexicon.things[domains[0][0].things[0]]
        return draft.ensure(thing.label.lower(), domains[0][1], TEMPLATE)
    first = _first_thing(reading)
    if first:
        return draft.ensure(first, reading.homeless[0].evidence, TEMPLATE)
    items = [item for told in reading.homeless for item in told.items]
    dated = nameless(items) == "entry"
    happening = happening_in(_without_lists(reading, text)) if dated else ""
    return draft.ensure(happening or nameless(items), reading.homeless[0].evidence, TEMPLATE)


def _first_thing(reading: Reading) -> str:
    """Return what the first item names when the rest is known of it: "supplier, price"."""
    first = trim(reading.homeless[0].items[0]).lower() if reading.homeless[0].items else ""
    known = reading.draft.lexicon.thing(first)
    return first if known and len(first.split()) < 3 and first not in frames().knowns else ""


def _without_lists(reading: Reading, text: str) -> str:
    for told in reading.homeless:
        text = text.replace(told.evidence, " ")
    return text


def settle(reading: Reading, text: str, language: str = "en") -> Domain | None:
    """Fill the gaps from what is usual; what comes from here has no evidence.

    Args:
        reading: What was read so far; its draft is completed.
        text: The request in English.
        language: ISO 639-1 code of the request as it was written.
    """
    draft = reading.draft
    found = draft.lexicon.domains_in(text)
    topic = [known for known, _ in draft.lexicon.domains_in(reading.topic)]
    domain = (topic[0] if topic else None) or (found[0][0] if found else None)
    if not draft.entities:
        _take_named(reading, domain)
    if not draft.entities:
        evidence = next((words for known, words in found if known is domain), "")
        _take_domain(draft, domain, evidence or reading.topic)
    _take_purposes(draft, found, language)
    for entity in list(draft.entities.values()):
        if not (entity.described or entity.is_told):
            referred = any(link.relation.target == entity.name for link in draft.links)
            dated = not referred and (not entity.evidence or is_happening(entity.label.lower()))
            if (referred or draft.links_of(entity.name)) and entity.name in _ANYBODY:
                entity.add("name", "", ASSUMED)
            else:
                fill_usual_fields(draft, entity, "name, date, notes" if dated else "name, notes")
            without_loans(draft, entity)
            if referred:
                _leave_what_names(draft, entity)
            if entity.name == "room" and _NO_ROOM_OF_A_HOUSE.search(text):
                entity.fields = [f for f in entity.fields if f.specification.name != "floor"]
    return domain


def _leave_what_names(draft: Draft, entity: DraftEntity) -> None:
    """Leave of what is only named beside others what tells which it is.

    The mileage of what is checked is that of the check, and of a flat of which somebody complains
    nobody wants to know the price.
    """
    sources = {link.relation.source for link in draft.links if link.relation.target == entity.name}
    if sources and not any(happens_on_a_day(draft.entities[source]) for source in sources):
        return  # its parts are told, as the ingredients of a recipe
    others = (one for one in draft.entities.values() if one is not entity)
    told = any(field.evidence for one in others for field in one.fields)
    if any(source.rsplit("_", 1)[-1] in _CHECKS for source in sources):
        named = [one for one in entity.fields if _TELLS_WHICH.search(one.specification.name)]
    elif told and entity.thing is not None:
        named = [one for one in entity.fields if _NAMES.search(one.specification.name)]
        own = any(_NAMED.fullmatch(one.specification.name) for one in named)
        if not own:
            named = [one for one in entity.fields if _TELLS_WHICH.search(one.specification.name)]
    else:
        return
    entity.fields = named or entity.fields


_ANYBODY = ("person", "people")
"""Who is only somebody, as on a photo, is nobody to be called or written to."""
_CHECKS = ("check", "inspection", "checklist")
_TELLS_WHICH = re.compile(r"name|title|number|plate|phone|address|notes|date|^what")
_NAMED = re.compile(r"(?:.+_)?(?:name|title)")
_NAMES = re.compile(r"name|title|author|artist|phone|email|address|species|breed|birth|notes|^what")
_NO_ROOM_OF_A_HOUSE = re.compile(r"\b(?:escape|chat) rooms?\b", re.IGNORECASE)


def _take_purposes(draft: Draft, found: list[tuple[Domain, str]], language: str) -> None:
    """Keep what each purpose is about: "a menu planner with recipes and a shopping list".

    Where fields are told, the person has said what to keep.
    """
    if any(field.evidence for entity in draft.entities.values() for field in entity.fields):
        return
    for domain, words in found:
        thing = draft.lexicon.things[domain.things[0]]
        said = words.split()
        own = next((e for e in draft.entities.values() if e.label.lower() in said), None)
        if own is not None and own.thing is None:
            own.thing = thing
        elif language != "en" and any(e.thing is thing for e in draft.entities.values()):
            pass  # it is told in words of that language, and its English name is no second list
        elif len(said) > 1 and thing.name not in draft.entities:
            made = draft.ensure(thing.label.lower(), words, TEMPLATE)
            usual = said_in(thing.label, language)
            if made is not None and usual is not None:
                made.label, made.plural_label = label_of(usual.one), label_of(usual.many)
        ends = ((draft.entities.get(e.source), draft.entities.get(e.target)) for e in domain.links)
        for link, (source, target) in zip(domain.links, ends, strict=True):
            if source and target:
                draft.link(source, target, link.label, many=link.many, confidence=TEMPLATE)


def _take_named(reading: Reading, domain: Domain | None) -> None:
    """Take the thing that the request names, when it names one and no more."""
    lexicon = reading.draft.lexicon
    found = thing_of_head(reading.topic, lexicon)
    known = found and (lexicon.thing_at_end(found) or is_plural(found) or is_happening(found))
    several = (
        domain is not None
        and len(domain.things) > 1
        and lexicon.domain(reading.topic.lower()) is not None
    )
    if known and not several and len(reading.topic.split()) < 8:
        reading.draft.ensure(found, reading.topic, STATED)


def _take_domain(draft: Draft, domain: Domain | None, evidence: str) -> None:
    if domain is None:
        entity = draft.ensure("item", "", ASSUMED)
        if entity:
            entity.thing = None
        return
    made: dict[str, DraftEntity] = {}
    own = _own_word(draft.lexicon, domain, evidence)
    for position, name in enumerate(domain.things):
        label = draft.lexicon.things[name].label.lower() if position else own
        sure = TEMPLATE if position == 0 and len(evidence.split()) < 5 else ASSUMED
        entity = draft.ensure(label, "" if position else evidence, sure)
        if entity:
            made[name] = entity
    for link in domain.links:
        if link.source in made and link.target in made:
            source, target = made[link.source], made[link.target]
            draft.link(source, target, link.label, many=link.many, confidence=TEMPLATE)


def _own_word(lexicon: Lexicon, domain: Domain, evidence: str) -> str:
    """Return the person's word for the main thing, or the usual one."""
    thing = lexicon.things[domain.things[0]]
    core = without_app_noun(noun_phrase(evidence))[0]
    return core if lexicon.thing(core) is thing else thing.label.lower()
