"""From lists of items to things and their fields, while a request is read; pure."""

import re
from dataclasses import dataclass, field

from activities.understanding.describing import LONG_LISTS, sub_entity
from activities.understanding.draft import ASSUMED, TEMPLATE, Draft, DraftEntity
from activities.understanding.inference import by_rules
from activities.understanding.lexicon import Domain
from activities.understanding.phrases import APP_NOUNS, noun_phrase, without_app_noun
from activities.understanding.text import word_set
from activities.understanding.words import is_plural
from models.specification import FieldType

_NESTED = re.compile(
    r"^(?P<entity>[^,:;()]{1,50}?) (?:with|having|including|that have|which have|each with) "
    r"(?P<item>.+)$",
    re.I,
)
_FOR_WHOM = re.compile(
    r"\bfor (?:my|our|each of our|the|all our|all my) (?P<who>[\w' -]{2,30})$", re.I
)
_BELONGING = re.compile(
    r"\((?:each )?(?:belongs? to|of|in|for|linked to) (?:an? |the |one )?"
    r"(?P<target>[\w' -]{2,30})\)$",
    re.IGNORECASE,
)
_CROWD = word_set(
    """
    family team friends house home household club company work office group school flat class
    department family's wg business us
    """
)
_LIST_OF = re.compile(
    rf"^(?:an? |the |our |my )?(?:{APP_NOUNS}) (?:of|for|about|with) (?P<what>.+)$", re.IGNORECASE
)


@dataclass
class Reading:
    """What the clauses said, before the gaps are filled."""

    draft: Draft
    domain: Domain | None = None
    head: str = ""
    pending: list[tuple[DraftEntity, list[str], str]] = field(default_factory=list)
    latest: list[DraftEntity] = field(default_factory=list)
    """What the clause before spoke of."""
    purpose: str = ""
    """What the clause before called the application, without saying more."""


def declare(reading: Reading, phrase: str, items: list[str], evidence: str) -> DraftEntity | None:
    """Take items as what is known of a thing; things among them with items of their own follow."""
    reading.draft.generalise(phrase)
    entity = reading.draft.ensure(phrase, evidence)
    reading.latest = [entity] if entity else reading.latest
    own: list[str] = []
    while items and entity:
        nested = _NESTED.match(items[0])
        other = noun_phrase(nested["entity"]) if nested else ""
        if nested and other and own and is_thing(reading, other):
            declare(reading, other, [nested["item"], *items[1:]], evidence)
            break
        own.append(items.pop(0))
    if entity and own:
        entity.described = True
        reading.pending.append((entity, own, evidence))
    return entity


def is_thing(reading: Reading, phrase: str) -> bool:
    """Say whether a phrase names a kind of thing, and no field of one."""
    lexicon = reading.draft.lexicon
    known = reading.draft.find(phrase) or lexicon.thing_at_end(phrase)
    if by_rules(phrase) not in (None, FieldType.MONEY) and not reading.draft.find(phrase):
        exact = lexicon.thing(phrase)
        return bool(
            exact
            and exact.name != "note"
            and is_plural(phrase)
            and by_rules(phrase) is FieldType.TEXT
        )
    return bool(is_plural(phrase) and (known or phrase not in LONG_LISTS)) or bool(
        reading.draft.find(phrase)
    )


def set_head(reading: Reading, head: str) -> None:
    """Remember what the words call the application, once."""
    if not reading.head:
        reading.head = head


def take_body(reading: Reading, head: str, items: list[str], evidence: str) -> None:
    """Read the list behind a purpose: several things, or fields of the one thing it is about."""
    things = [item for item in items if is_thing(reading, noun_phrase(item) or "?")]
    bracketed = [item for item in items if sub_entity(item)]
    if bracketed and len(items) <= 2 * len({*bracketed, *things}):
        _take_bracketed(reading, items, evidence)
        return
    nested = [item for item in items if _NESTED.match(item)]
    if nested and is_thing(reading, noun_phrase(_nested_entity(nested[0])) or "?"):
        _take_nested(reading, items, evidence)
    elif things and len(things) * 2 >= len(items):
        _take_things(reading, items, things, evidence)
    else:
        entity = main_entity(reading, head, evidence)
        if entity:
            entity.described = True
            reading.pending.append((entity, items, evidence))
            link_whom(reading, entity, _FOR_WHOM.search(head), evidence)


def _take_bracketed(reading: Reading, items: list[str], evidence: str) -> None:
    made: list[DraftEntity | None] = []
    for item in items:
        found = sub_entity(item)
        made.append(
            declare(reading, found[0], found[1], evidence)
            if found
            else reading.draft.ensure(noun_phrase(item), evidence)
        )
    reading.latest = [entity for entity in made if entity]


def _nested_entity(item: str) -> str:
    match = _NESTED.match(item)
    return match["entity"] if match else item


def _take_nested(reading: Reading, items: list[str], evidence: str) -> None:
    position = next(i for i, item in enumerate(items) if _NESTED.match(item))
    fields = [i for i in items[:position] if not is_thing(reading, noun_phrase(i) or "?")]
    if fields and (entity := main_entity(reading, reading.head, evidence)):
        entity.described = True
        reading.pending.append((entity, items[:position], evidence))
        match = _NESTED.match(items[position])
        part = [match["item"], *items[position + 1 :]] if match else []
        made = declare(reading, noun_phrase(_nested_entity(items[position])), part, evidence)
        if made and made is not entity:
            reading.draft.link(made, entity, entity.label, evidence=evidence)
        return
    for item in items[:position]:
        _ensure_item(reading, item, evidence)
    match = _NESTED.match(items[position])
    if match:
        declare(
            reading, noun_phrase(match["entity"]), [match["item"], *items[position + 1 :]], evidence
        )


def _ensure_item(reading: Reading, item: str, evidence: str) -> DraftEntity | None:
    """Take a thing of a list, with what stands in brackets behind it: "(belongs to a company)"."""
    made = reading.draft.ensure(noun_phrase(item), evidence)
    belongs = _BELONGING.search(item)
    target = reading.draft.ensure(noun_phrase(belongs["target"]), evidence) if belongs else None
    if made and target and made is not target:
        reading.draft.link(made, target, target.label, evidence=evidence)
    return made


def _take_things(reading: Reading, items: list[str], things: list[str], evidence: str) -> None:
    made = [_ensure_item(reading, item, evidence) for item in things]
    rest = [item for item in items if item not in things]
    first = next((entity for entity in made if entity), None)
    if first and rest:
        reading.pending.append((first, rest, evidence))


def main_entity(reading: Reading, head: str, evidence: str) -> DraftEntity | None:
    """Return the entity that an application called ``head`` keeps."""
    lexicon = reading.draft.lexicon
    about = _LIST_OF.match(head)
    phrase = noun_phrase(about["what"] if about else head)
    if about and phrase and phrase not in _CROWD and (lexicon.thing(phrase) or is_plural(phrase)):
        return reading.draft.ensure(phrase, evidence)
    phrase = noun_phrase(head)
    core, was_app = without_app_noun(phrase)
    exact = lexicon.domain(phrase)
    domain = exact or lexicon.domain(core)
    ending = lexicon.thing_at_end(core)
    if ending and domain is None and ending[1] != core:
        return reading.draft.ensure(core, evidence)
    domain = domain or next((found for found, _ in lexicon.domains_in(phrase)), None)
    thing = lexicon.thing(core)
    if domain and (thing is None or (exact and thing.name != domain.things[0])):
        reading.domain = reading.domain or domain
        return reading.draft.ensure(lexicon.things[domain.things[0]].label.lower(), evidence)
    if core:
        return reading.draft.ensure(core, evidence)
    return reading.draft.ensure("entry" if was_app else "item", evidence, ASSUMED)


def link_whom(
    reading: Reading, entity: DraftEntity | None, match: re.Match[str] | None, evidence: str
) -> None:
    """Relate a thing to those that it is kept for: "a log for our patients"."""
    who = noun_phrase(match["who"]) if match else ""
    if not entity or not who or who in _CROWD or not is_plural(who):
        return
    known = reading.draft.lexicon.thing_at_end(who)
    if known and known[0] is entity.thing:
        return
    target = reading.draft.ensure(who, evidence, TEMPLATE)
    if target and target is not entity:
        reading.draft.link(entity, target, target.label, evidence=evidence, confidence=TEMPLATE)
