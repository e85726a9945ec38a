"""How the things of a reading belong together; and what lending makes of them; pure."""

import re

from activities.understanding.draft import (
    STATED,
    TEMPLATE,
    Draft,
    DraftEntity,
    DraftField,
    fill_usual_fields,
)
from activities.understanding.grammar.noting import Reading
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.words import is_plural, singular
from models.specification import Category, FieldType, RelationKind

_LENDING = re.compile(
    r"\b(?:lend|lends|lending|lent|loan|loans|loaned|borrow|borrows|borrowed|borrower|"
    r"borrowers|borrowing|take (?:it|them) out"
    r"|takes one|hire out|rental|rented out|rentals|who has (?:it|what|them|which))\b",
    re.IGNORECASE,
)
_OF_LOANS = re.compile(
    r"^(?:borrower|who has it|holder|since|since when|borrowed (?:on|by|at)|lent (?:on|"
    r"to)|loaned (?:on|to)|due back|back(?: on)?"
    r"|promised back|return(?:ed)?(?: on| date| by)?|given to|given (?:out )?on|out(?: "
    r"on)?|taken (?:on|by)|expected back|returned in .*"
    r"|came back.*|brought back.*|due back date|loan date|return condition|back by|"
    r"handed out(?: on)?)$",
    re.IGNORECASE,
)
_LENT = re.compile(r"(?:borrowed|lent|loaned|rented|hired)\b", re.IGNORECASE)
_RECIPIENTS = re.compile(r"\bto (?:my |our |the |other |some )?(?P<who>[a-z]+s)\b", re.IGNORECASE)
_LOANS = word_set("loan lending rental borrowing checkout hire")
_ROLES = re.compile(
    r"^(?:borrower|owner|holder|who|.* by|assigned to|assignee|given to|lent to|for whom|"
    r"responsible|who .*|whose turn|organiser|leader|host"
    r"|from whom|person|name of .*|wearer|driver|player|carer|member|helper|volunteer|"
    r"coach|buyer|seller)$",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"^who (?:all )?(?:(?:was|were|is|are|wasn't|isn't) (?:there|present|absent|missing)|came|comes"
    r"|attended|attends|took part|takes part|showed up|turned up|joined|scored|scores|played|plays"
    r"|helped|helps|sang|danced)\b",
    re.IGNORECASE,
)
"""Of a gathering it is told of several people."""
_NUMBERED = re.compile(
    r"\s+(?:name|number|code|id|title)$|^(?:name|number) of (?:the )?", re.IGNORECASE
)
_GROUPS = word_set("class form set stream")
"""Those who are taught together, and not the subject that they are taught."""
_ENOUGH = 3
"""Told fields of a thing from which on nothing is missing."""
_WHOLES = word_set("have contain include own get hold consist comprise need")
_GIVING = word_set("pay make place submit file report book receive get write give bring")
_THINGS = frozenset({Category.DIRECTORY, Category.INVENTORY, Category.COLLECTION, Category.LIST})
_LATER = re.compile(
    r"birth|joined|planted|purchase|bought|until|till|expir|due|warranty|next|last|died|"
    r"born|insurance",
    re.IGNORECASE,
)
_JOINING = word_set(
    "loan rental booking order attendance visit registration enrolment lending borrowing "
    "sign-up shift reservation fine payment"
)


def join(reading: Reading, text: str) -> None:
    """Relate the things of a reading, from what was said to what is usual."""
    draft = reading.draft
    _lend_acts(reading)
    _lend(draft, text)
    _by_fields(draft)
    _by_acts(reading)
    _by_habit(draft)
    for loan in draft.entities.values():
        dated = any(field.specification.type is FieldType.DATE for field in loan.fields)
        single = loan.name == "loan" and len(loan.fields) == 1 and not dated
        if single and draft.links_of(loan.name):
            fill_usual_fields(draft, loan)


def _lend_acts(reading: Reading) -> None:
    """Keep who borrows, what is borrowed and each time that it is: "members borrow tools"."""
    draft = reading.draft
    for subject, verb, target, text in reading.acts:
        whom = _RECIPIENTS.search(text) if verb in ("lend", "loan") else None
        subject = subject or (whom["who"] if whom else "")
        if verb not in ("borrow", "lend", "loan", "rent", "hire") or not subject or not target:
            continue
        person = singular(subject.lower().split()[-1]) in frames().people
        role = text.lower().startswith(("as a ", "as an "))
        if not person or not (role or is_plural(subject)):
            continue
        things = draft.find(target.lower())
        things = things or (draft.ensure(target.lower(), text) if is_plural(target) else None)
        people = draft.find(subject.lower()) or draft.ensure(subject.lower(), text)
        loan = next(
            (e for e in draft.entities.values() if e.label.lower().split()[-1] in _LOANS), None
        ) or draft.ensure("loan", text)
        for end in (things, people):
            if loan and end and end is not loan and not _is_linked(draft, loan, end):
                draft.link(loan, end, end.label, evidence=text)


def _lend(draft: Draft, text: str) -> None:
    """Keep who has what apart from the things that are lent: each can be lent again."""
    if not _LENDING.search(text):
        return
    loan = next((e for e in draft.entities.values() if e.label.lower().split()[-1] in _LOANS), None)
    for entity in list(draft.entities.values()):
        if entity is loan or _is_person(entity) or _LENT.match(entity.label):
            continue
        moving = [f for f in entity.fields if _OF_LOANS.match(f.specification.label)]
        if len(moving) < 2:
            continue
        at = entity.fields.index(moving[0])
        late = [
            f
            for f in entity.fields[at:]
            if f in moving
            or re.search(
                r"phone|condition|number of|fee|deposit|return|price",
                f.specification.label,
                re.IGNORECASE,
            )
        ]
        rest = [f for f in entity.fields if f not in late]
        loan = loan or draft.ensure("loan", moving[0].evidence)
        if loan is None:
            return
        entity.fields = rest
        names = loan.names()
        for known in late:
            if known.specification.label.lower() in ("given to", "lent to"):
                known.specification = known.specification.model_copy(
                    update={"name": "borrower", "label": "Borrower"}
                )
        loan.fields += [f for f in late if f.specification.name not in names]
        loan.described = True
        draft.link(loan, entity, entity.label, evidence=moving[0].evidence)


def _by_fields(draft: Draft) -> None:
    """Make a relation of a field that names another thing; and then of roles that people have.

    A team's coach is none of its players, if those name their team.
    """
    for meant in (_named, _in_a_role):
        for entity in list(draft.entities.values()):
            for known in list(entity.fields):
                target = meant(draft, entity, known)
                if target is not None and not _is_linked(draft, target, entity):
                    _relate(draft, entity, known, target)


def _relate(draft: Draft, entity: DraftEntity, known: DraftField, target: DraftEntity) -> None:
    label = known.specification.label
    gathered = bool(_PRESENT.match(label))
    many = is_plural(label) or gathered
    if known in entity.fields:
        entity.fields.remove(known)
    entity.described = True
    if (
        many
        and not gathered
        and target.fields
        and not _is_person(target)
        and _score(target) > _score(entity)
    ):
        draft.link(target, entity, entity.label, evidence=known.evidence)
    else:
        draft.link(entity, target, label, many=many, evidence=known.evidence)


def _can_name(known: DraftField) -> bool:
    """Say whether a field can hold the name of something else that is kept."""
    texts = (FieldType.TEXT, FieldType.CHOICE, FieldType.LONG_TEXT, FieldType.RATING)
    return known.specification.type in texts or is_plural(known.specification.label.lower())


def _named(draft: Draft, entity: DraftEntity, known: DraftField) -> DraftEntity | None:
    """Return the thing that a field is called like."""
    label = known.specification.label.lower()
    core = _NUMBERED.sub("", label)
    if not _can_name(known) or not known.evidence:
        return None
    for other in draft.entities.values():
        if other is entity:
            continue
        names = {other.label.lower(), other.plural_label.lower(), other.label.lower().split()[-1]}
        if (
            singular(core) in names
            or core in names
            or singular(core.split()[-1]) == other.label.lower()
        ):
            return other
        if other.thing and draft.lexicon.thing(core) is other.thing and core not in _GROUPS:
            return other
    return None


def _in_a_role(draft: Draft, entity: DraftEntity, known: DraftField) -> DraftEntity | None:
    """Return the only people that are kept, where a field says what one of them does."""
    people = [e for e in draft.entities.values() if e is not entity and _is_person(e)]
    told = known.specification
    if len(people) == 1 and _ROLES.match(told.label.lower()) and told.type is FieldType.TEXT:
        return people[0]
    return None


def _is_person(entity: DraftEntity) -> bool:
    return bool(entity.thing and entity.thing.is_person) or entity.label.lower() in frames().people


def _by_acts(reading: Reading) -> None:
    draft = reading.draft
    for subject, verb, target, text in reading.acts:
        one, other = (
            draft.find(subject) if subject else None,
            draft.find(target) if target else None,
        )
        if one is None or other is None or one is other or _is_linked(draft, one, other):
            continue
        happening = frames().events.get(verb)
        made = draft.find(happening) if happening else None
        if made and made not in (one, other):
            for end in (one, other):
                if not _is_linked(draft, made, end):
                    draft.link(made, end, end.label, evidence=text)
        elif (
            verb in _WHOLES
            or (verb in _GIVING and _is_person(one))
            or (_is_person(one) and _score(other) > max(_score(one), 0))
        ):
            draft.link(other, one, one.label, evidence=text)
        else:
            draft.link(one, other, other.label, evidence=text)


def _by_habit(draft: Draft) -> None:
    """Relate what nothing was said about: a happening to what it usually happens to."""
    named = [e for e in draft.entities.values() if e.evidence]
    for entity in named:
        if any(link.relation.source == entity.name for link in draft.links):
            joined = entity.label.lower().split()[-1] in _JOINING
            if not joined:
                continue
        if _score(entity) <= 0 and len(named) != 2:
            continue
        for target in _targets(draft, entity, named):
            if not _is_linked(draft, entity, target):
                draft.link(
                    entity, target, target.label, evidence=entity.evidence, confidence=TEMPLATE
                )


def _targets(draft: Draft, entity: DraftEntity, named: list[DraftEntity]) -> list[DraftEntity]:
    others = [e for e in named if e is not entity]
    usual = [
        e
        for e in others
        if entity.thing
        and e.thing
        and (entity.thing.name, e.thing.name) in draft.lexicon.usual_links
    ]
    things = [e for e in others if _score(e) < _score(entity) and not _both_told(entity, e)]
    if entity.label.lower().split()[-1] in frames().gatherings:
        things = [e for e in things if not _is_person(e)]
    if usual:
        return usual
    if entity.label.lower().split()[-1] in _JOINING:
        return things[:3]
    at = named.index(entity)
    before = [e for e in things if named.index(e) < at]
    if before:
        return before[-1:] if len(named) > 2 else before[:1]
    if things:
        return things[:1] if not _listed_elsewhere(things[0], entity, named) else []
    alike = (
        others
        and others[0].thing
        and entity.thing
        and others[0].thing.category is entity.thing.category
    )
    if (
        len(named) == 2
        and at == 1
        and _score(others[0]) == _score(entity)
        and _score(entity) <= 1
        and not alike
    ):
        return others[:1]
    return []


def _listed_elsewhere(thing: DraftEntity, entity: DraftEntity, named: list[DraftEntity]) -> bool:
    """Say whether a thing is one of several that another sentence lists."""
    listed = [e for e in named if e.evidence == thing.evidence]
    return len(listed) > 1 and thing.evidence != entity.evidence


def _both_told(one: DraftEntity, other: DraftEntity) -> bool:
    """Say whether the fields of two happenings were told, and neither speaks of the other."""
    told = [sum(bool(f.evidence) for f in e.fields) for e in (one, other)]
    return min(told) >= _ENOUGH and _score(other) > 1


def _score(entity: DraftEntity) -> int:
    """Say how much of a happening something is; things and people are below zero."""
    last = entity.label.lower().split()[-1]
    score = 0
    if last in frames().events.values() or last.endswith("ing"):
        score += 2
    if entity.thing:
        score += -1 if entity.thing.category in _THINGS else 1
    if _is_person(entity):
        score -= 2
    for known in entity.fields:
        dated = known.specification.type in (FieldType.DATE, FieldType.TIME)
        if dated and not _LATER.search(known.specification.label):
            return score + 2
    return score


def _is_linked(draft: Draft, one: DraftEntity, other: DraftEntity) -> bool:
    ends = {one.name, other.name}
    return any({link.relation.source, link.relation.target} == ends for link in draft.links)


__all__ = ["STATED", "RelationKind", "join"]
