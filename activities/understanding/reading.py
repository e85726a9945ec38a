"""From statements to a draft of the data model; pure."""

import re

from activities.understanding.bodies import (
    Reading,
    declare,
    is_thing,
    link_whom,
    set_head,
    take_body,
)
from activities.understanding.describing import describe, is_supporting, sub_entity
from activities.understanding.draft import TEMPLATE, Draft, DraftEntity
from activities.understanding.lexicon import Lexicon
from activities.understanding.phrases import noun_phrase, without_app_noun
from activities.understanding.statements import Statement, read
from activities.understanding.text import Clause, split_items, word_set
from activities.understanding.words import is_plural

_FOR_WHOM = re.compile(
    r"\bfor (?:my|our|each of our|the|all our|all my) (?P<who>[\w' -]{2,30})$", re.I
)
_BY_WHOM = re.compile(
    r"^(?P<what>[\w' -]{2,30}?) (?:by|per|for each|of each) (?P<who>[\w' -]{2,30})$"
)
_WHO_I_AM = re.compile(
    r"^(?:hi|hello|hey)?[ ,!]*(?:i am|i'm|we are|we're|my name is|i work as|i live) [^,:;]{2,60}$",
    re.IGNORECASE,
)
_SHORTEST_DEED = 4
_QUESTION_WORD = re.compile(r"^(?:what|where|whether|who|when|how|which|if|why)\b", re.IGNORECASE)
_DOING = word_set(
    "accept send show print drop ignore delete share let get take make sell buy give run do be go"
)
_NOTHING = word_set(
    """
    things data fields entities tables records features stuff following hi hello
    """
)


def read_clauses(clauses: tuple[Clause, ...], lexicon: Lexicon) -> Reading:
    """Read all clauses, in order; what refers to a later one is settled at the end."""
    reading = Reading(Draft(lexicon))
    for clause in clauses[:200]:
        said = read(clause.text[:2_000])
        if clause.joined and reading.pending and [one.kind for one in said] == ["mention"]:
            reading.pending[-1][1].extend(split_items(clause.text[:2_000]))
            continue
        for statement in said:
            _take(reading, statement)
    for entity, items, evidence in reading.pending:
        describe(reading.draft, entity, items, evidence)
    return reading


def _take(reading: Reading, said: Statement) -> None:
    if said.kind == "has":
        declare(reading, said.entity, list(said.items), said.evidence)
    elif said.kind == "with":
        _take_with(reading, said)
    elif said.kind == "head":
        _take_head(reading, said)
    elif said.kind == "mention":
        _take_mention(reading, list(said.items), said.evidence)
    elif said.kind == "more":
        _take_more(reading, said)
    else:
        _take_link(reading, said)


def _take_more(reading: Reading, said: Statement) -> None:
    """Read what is wanted of what was spoken of last; a crowd that did something is linked."""
    spoken = reading.latest or list(reading.draft.entities.values())[-1:]
    for entity in spoken if said.many else spoken[-1:]:
        entity.described = True
        reading.pending.append((entity, list(said.items), said.evidence))


def _take_with(reading: Reading, said: Statement) -> None:
    """Read "X with A, B and C": fields of X, or the things that an app called X keeps."""
    head = said.entity
    plain = _of_deed(reading, noun_phrase(head))
    thing = reading.draft.find(plain) or reading.draft.lexicon.thing(plain)
    by_whom = _BY_WHOM.match(head)
    if by_whom and reading.draft.find(noun_phrase(by_whom["who"])):
        source = declare(reading, noun_phrase(by_whom["what"]), list(said.items), said.evidence)
        target = reading.draft.find(noun_phrase(by_whom["who"]))
        if source and target and source is not target:
            reading.draft.link(source, target, target.label, evidence=said.evidence)
        return
    if plain and (thing or (is_plural(plain) and not without_app_noun(plain)[1])):
        for_whom = _FOR_WHOM.search(head)
        entity = declare(reading, plain, list(said.items), said.evidence)
        link_whom(reading, entity, for_whom, said.evidence)
        return
    each = re.match(r"^(?:and )?(?:each|every|an?|one)\b", said.evidence, re.IGNORECASE)
    if plain and each and not without_app_noun(plain)[1] and reading.draft.entities:
        declare(reading, plain, list(said.items), said.evidence)
        return
    set_head(reading, head)
    take_body(reading, head, list(said.items), said.evidence)


def _of_deed(reading: Reading, plain: str) -> str:
    """Return the registrations when people "register with" something."""
    subject, _, deed = plain.rpartition(" ")
    if not is_plural(subject) or len(deed) < _SHORTEST_DEED:
        return plain
    stem = deed.removesuffix("e")
    named = (e for e in reading.draft.entities.values() if e.name.startswith(stem))
    return next((e.label.lower() for e in named if e.label.lower() != deed), plain)


def _take_head(reading: Reading, said: Statement) -> None:
    """Read "X: …": the body may be a list, or clauses of its own."""
    body = said.items[0]
    plain = noun_phrase(said.entity)
    inner = read(body)
    if inner and inner[0].kind == "with" and is_thing(reading, noun_phrase(inner[0].entity) or "?"):
        set_head(reading, said.entity)
        for found in inner:
            _take(reading, found)
        return
    if plain and (reading.draft.find(plain) or _record_like(reading, plain)):
        declare(reading, plain, split_items(body), said.evidence)
        return
    set_head(reading, said.entity)
    if inner and any(found.kind not in ("mention", "head") for found in inner):
        for found in inner:
            _take(reading, found)
        return
    take_body(reading, said.entity, split_items(body), said.evidence)


def _record_like(reading: Reading, plain: str) -> bool:
    core, was_app = without_app_noun(plain)
    known = reading.draft.lexicon.thing(plain)
    if known:
        return not was_app or not core
    return is_plural(plain) and not was_app and not reading.draft.lexicon.domain(plain)


def _take_link(reading: Reading, said: Statement) -> None:
    source = reading.draft.ensure(said.entity, said.evidence)
    target = reading.draft.ensure(said.target, said.evidence)
    if not source or not target or source is target:
        return
    draft, words = reading.draft, said.evidence
    reading.latest = [source]
    if said.kind == "several":
        draft.link(source, target, target.plural_label, many=True, evidence=words)
    elif said.kind == "belongs":
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
    if _WHO_I_AM.match(evidence):
        return
    lexicon = reading.draft.lexicon
    whole = noun_phrase(evidence) if len(items) == 1 else ""
    if _take_purpose(reading, items, evidence) or _take_questions(reading, items, evidence):
        return
    made: list[DraftEntity | None] = []
    for item in items[:12]:
        part = sub_entity(item)
        if part:
            made.append(declare(reading, part[0], part[1], evidence))
            continue
        phrase = noun_phrase(item)
        core, was_app = without_app_noun(phrase)
        if not phrase or phrase in _NOTHING:
            continue
        domain = lexicon.domain(phrase) or (lexicon.domain(core) if was_app else None)
        if (domain or was_app) and len(items) == 1:
            reading.purpose = item
        if domain and len(items) == 1 and not reading.domain:
            reading.domain = domain
            set_head(reading, item)
        ending = lexicon.thing_at_end(core)
        thing = ending[0] if ending else None
        if domain and (was_app or (thing and thing.name != domain.things[0])):
            continue
        if thing or _is_noun(core):
            said = evidence if len(items) > 1 else item or whole
            made.append(reading.draft.ensure(core, said, exact=len(items) > 1))
            link_whom(reading, reading.draft.find(core), _FOR_WHOM.search(item), evidence)
    reading.latest = [entity for entity in made if entity] or reading.latest


def _take_purpose(reading: Reading, items: list[str], evidence: str) -> bool:
    """Read "homework tracker. subject, due date, done": a purpose, then bare fields."""
    purpose, reading.purpose = reading.purpose, ""
    things = [item for item in items if is_thing(reading, noun_phrase(item) or "?")]
    if not purpose or reading.pending or len(items) < 3 or len(things) * 2 >= len(items):
        return False
    take_body(reading, purpose, items, evidence)
    return True


def _take_questions(reading: Reading, items: list[str], evidence: str) -> bool:
    """Read "each expense, who paid it, how much it was": a thing, then what is asked of it."""
    first, *rest = items
    asked = [item for item in rest if _QUESTION_WORD.match(item)]
    if not asked or len(asked) * 2 < len(rest):
        return False
    by_whom = _BY_WHOM.match(noun_phrase(first)) or _BY_WHOM.match(first.lower())
    each = re.match(r"^(?P<what>.+?) for (?:each|every) (?P<who>[\w' -]{2,30})$", first, re.I)
    found = each or by_whom
    phrase = noun_phrase(found["what"] if found else first)
    lexicon = reading.draft.lexicon
    if not phrase or not (lexicon.thing_at_end(phrase) or _is_noun(phrase)):
        return False
    entity = declare(reading, phrase, rest, evidence)
    target = reading.draft.ensure(noun_phrase(found["who"]), evidence) if found else None
    if entity and target and entity is not target:
        reading.draft.link(entity, target, target.label, evidence=evidence)
    return entity is not None
