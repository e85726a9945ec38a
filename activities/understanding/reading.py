"""From statements to a draft of the data model; pure."""

import re
from dataclasses import dataclass, field

from activities.understanding.describing import LONG_LISTS, describe, is_supporting
from activities.understanding.draft import ASSUMED, TEMPLATE, Draft, DraftEntity
from activities.understanding.inference import by_rules
from activities.understanding.lexicon import Domain, Lexicon
from activities.understanding.phrases import APP_NOUNS, noun_phrase, without_app_noun
from activities.understanding.statements import Statement, read
from activities.understanding.text import Clause, split_items, word_set
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
_CROWD = word_set(
    """
    family team friends house home household club company work office group school flat class
    department family's wg business us
    """
)
_LIST_OF = re.compile(
    rf"^(?:an? |the |our |my )?(?:{APP_NOUNS}) (?:of|for|about|with) (?P<what>.+)$", re.IGNORECASE
)
_DOING = word_set(
    "accept send show print drop ignore delete share let get take make sell buy give run do be go"
)
_NOTHING = word_set(
    """
    things data fields entities tables records features stuff following hi hello
    """
)


@dataclass
class Reading:
    """What the clauses said, before the gaps are filled."""

    draft: Draft
    domain: Domain | None = None
    head: str = ""
    pending: list[tuple[DraftEntity, list[str], str]] = field(default_factory=list)


def read_clauses(clauses: tuple[Clause, ...], lexicon: Lexicon) -> Reading:
    """Read all clauses, in order; what refers to a later one is settled at the end."""
    reading = Reading(Draft(lexicon))
    for clause in clauses[:200]:
        for statement in read(clause.text[:2_000]):
            _take(reading, statement)
    for entity, items, evidence in reading.pending:
        describe(reading.draft, entity, items, evidence)
    return reading


def _take(reading: Reading, said: Statement) -> None:
    if said.kind == "has":
        _declare(reading, said.entity, list(said.items), said.evidence)
    elif said.kind == "with":
        _take_with(reading, said)
    elif said.kind == "head":
        _take_head(reading, said)
    elif said.kind == "mention":
        _take_mention(reading, list(said.items), said.evidence)
    else:
        _take_link(reading, said)


def _declare(reading: Reading, phrase: str, items: list[str], evidence: str) -> DraftEntity | None:
    entity = reading.draft.ensure(phrase, evidence)
    own: list[str] = []
    while items and entity:
        nested = _NESTED.match(items[0])
        other = noun_phrase(nested["entity"]) if nested else ""
        if nested and other and own and _is_thing(reading, other):
            _declare(reading, other, [nested["item"], *items[1:]], evidence)
            break
        own.append(items.pop(0))
    if entity and own:
        entity.described = True
        reading.pending.append((entity, own, evidence))
    return entity


def _is_thing(reading: Reading, phrase: str) -> bool:
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


def _take_with(reading: Reading, said: Statement) -> None:
    """Read "X with A, B and C": fields of X, or the things that an app called X keeps."""
    head = said.entity
    plain = noun_phrase(head)
    thing = reading.draft.find(plain) or reading.draft.lexicon.thing(plain)
    if plain and (thing or (is_plural(plain) and not without_app_noun(plain)[1])):
        for_whom = _FOR_WHOM.search(head)
        entity = _declare(reading, plain, list(said.items), said.evidence)
        _link_whom(reading, entity, for_whom, said.evidence)
        return
    each = re.match(r"^(?:and )?(?:each|every|an?|one)\b", said.evidence, re.IGNORECASE)
    if plain and each and not without_app_noun(plain)[1] and reading.draft.entities:
        _declare(reading, plain, list(said.items), said.evidence)
        return
    _set_head(reading, head)
    _take_body(reading, head, list(said.items), said.evidence)


def _take_head(reading: Reading, said: Statement) -> None:
    """Read "X: …": the body may be a list, or clauses of its own."""
    body = said.items[0]
    plain = noun_phrase(said.entity)
    if plain and (reading.draft.find(plain) or _record_like(reading, plain)):
        _declare(reading, plain, split_items(body), said.evidence)
        return
    _set_head(reading, said.entity)
    inner = read(body)
    if inner and any(found.kind not in ("mention", "head") for found in inner):
        for found in inner:
            _take(reading, found)
        return
    _take_body(reading, said.entity, split_items(body), said.evidence)


def _record_like(reading: Reading, plain: str) -> bool:
    core, was_app = without_app_noun(plain)
    known = reading.draft.lexicon.thing(plain)
    if known:
        return not was_app or not core
    return is_plural(plain) and not was_app and not reading.draft.lexicon.domain(plain)


def _set_head(reading: Reading, head: str) -> None:
    if not reading.head:
        reading.head = head


def _take_body(reading: Reading, head: str, items: list[str], evidence: str) -> None:
    """Read the list behind a purpose: several things, or fields of the one thing it is about."""
    things = [item for item in items if _is_thing(reading, noun_phrase(item) or "?")]
    nested = [item for item in items if _NESTED.match(item)]
    if nested and _is_thing(reading, noun_phrase(_nested_entity(nested[0])) or "?"):
        _take_nested(reading, items, evidence)
    elif things and len(things) * 2 >= len(items):
        _take_things(reading, items, things, evidence)
    else:
        entity = main_entity(reading, head, evidence)
        if entity:
            entity.described = True
            reading.pending.append((entity, items, evidence))
            _link_whom(reading, entity, _FOR_WHOM.search(head), evidence)


def _nested_entity(item: str) -> str:
    match = _NESTED.match(item)
    return match["entity"] if match else item


def _take_nested(reading: Reading, items: list[str], evidence: str) -> None:
    position = next(i for i, item in enumerate(items) if _NESTED.match(item))
    for item in items[:position]:
        reading.draft.ensure(noun_phrase(item), evidence)
    match = _NESTED.match(items[position])
    if match:
        _declare(
            reading, noun_phrase(match["entity"]), [match["item"], *items[position + 1 :]], evidence
        )


def _take_things(reading: Reading, items: list[str], things: list[str], evidence: str) -> None:
    made = [reading.draft.ensure(noun_phrase(item), evidence) for item in things]
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
    domain = domain or next((found for found, _ in lexicon.domains_in(phrase)), None)
    thing = lexicon.thing(core)
    if domain and (thing is None or (exact and thing.name != domain.things[0])):
        reading.domain = reading.domain or domain
        return reading.draft.ensure(lexicon.things[domain.things[0]].label.lower(), evidence)
    if core:
        return reading.draft.ensure(core, evidence)
    return reading.draft.ensure("entry" if was_app else "item", evidence, ASSUMED)


def _link_whom(
    reading: Reading, entity: DraftEntity | None, match: re.Match[str] | None, evidence: str
) -> None:
    who = noun_phrase(match["who"]) if match else ""
    if not entity or not who or who in _CROWD or not is_plural(who):
        return
    target = reading.draft.ensure(who, evidence, TEMPLATE)
    if target and target is not entity:
        reading.draft.link(entity, target, target.label, evidence=evidence, confidence=TEMPLATE)


def _take_link(reading: Reading, said: Statement) -> None:
    source = reading.draft.ensure(said.entity, said.evidence)
    target = reading.draft.ensure(said.target, said.evidence)
    if not source or not target or source is target:
        return
    draft, words = reading.draft, said.evidence
    if said.kind == "belongs":
        draft.link(
            source,
            target,
            target.plural_label if said.many else target.label,
            many=said.many,
            evidence=words,
        )
    elif said.kind == "lent":
        draft.link(source, target, "Lent to", evidence=words, confidence=TEMPLATE)
        _lending_fields(source, words)
    elif is_supporting(target):
        sure = 0.9 if said.kind == "many" else 0.5
        many = said.kind == "many"
        draft.link(
            source,
            target,
            target.plural_label if many else target.label,
            many=many,
            evidence=words,
            confidence=sure,
        )
    else:
        draft.link(
            target,
            source,
            source.label,
            evidence=words,
            confidence=0.9 if said.kind == "many" else 0.7,
        )
    if said.items:
        target.described = True
        reading.pending.append((target, list(said.items), words))


def _lending_fields(entity: DraftEntity, words: str) -> None:
    for item in (
        "name" if entity.name != "book" else "title",
        "lent on",
        "due back date",
        "returned",
    ):
        entity.add(item, words if item.startswith("lent") else "", TEMPLATE)


def _is_noun(phrase: str) -> bool:
    """Say whether an unknown phrase speaks of several things, and not of what somebody does."""
    first = phrase.split()[:-1]
    return is_plural(phrase) and not (first and (is_plural(first[0]) or first[0] in _DOING))


def _take_mention(reading: Reading, items: list[str], evidence: str) -> None:
    lexicon = reading.draft.lexicon
    whole = noun_phrase(evidence) if len(items) == 1 else ""
    for item in items[:12]:
        phrase = noun_phrase(item)
        core, was_app = without_app_noun(phrase)
        if not phrase or phrase in _NOTHING:
            continue
        domain = lexicon.domain(phrase) or (lexicon.domain(core) if was_app else None)
        if domain and len(items) == 1 and not reading.domain:
            reading.domain = domain
            _set_head(reading, item)
        ending = lexicon.thing_at_end(core)
        thing = ending[0] if ending else None
        if domain and (was_app or (thing and thing.name != domain.things[0])):
            continue
        if thing or _is_noun(core):
            reading.draft.ensure(core, evidence if len(items) > 1 else item or whole)
            _link_whom(reading, reading.draft.find(core), _FOR_WHOM.search(item), evidence)
