"""Two roles of the same people in a record: white and black of a game, who sat for whom; pure.

One relation can't say who was which, so each role becomes a relation of its own.
"""

import re
from collections.abc import Iterator

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField, DraftLink
from activities.understanding.drafting.asides import is_person
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import label_of
from models.fields import FieldType

_PAIRS = tuple(
    frozenset(pair.split("/"))
    for pair in sorted(
        word_set(
            """
        white/black winner/loser home/away sender/receiver sender/recipient giver/receiver
        giver/recipient donor/recipient host/guest lender/borrower buyer/seller driver/passenger
        mentor/mentee sitter/parent leader/follower challenger/opponent
        """
        )
    )
)
_LETTERS = (frozenset({"from whom", "recipient"}), frozenset({"from whom", "to whom"}))
"""From one to another, as letters are told of."""
_PARTIES = word_set("team family household club flat house pair crew group owner class")
_TOWARDS = re.compile(
    r"\bwho (?P<verb>[a-z]{2,20})(?: (?:what|how much|it|them|something))? "
    r"(?P<towards>for|to|with|from|against) (?:whom?|which [a-z]{3,20})\b",
    re.IGNORECASE,
)
_OWNS = re.compile(
    r"\bwho(?:se)? (?:owns|own|owned) (?:(?:which|what|the|each|a|my|our) )?(?P<noun>[a-z]{2,20})",
    re.IGNORECASE,
)
_OPPOSED = re.compile(
    r"\bwhich (?P<noun>[a-z]{2,20}) (?P<one>[a-z]{2,20}s)(?: [a-z]{1,12}){0,2}(?:,|,? and) "
    r"which (?:(?P=noun) )?(?P<other>[a-z]{2,20}s)\b",
    re.IGNORECASE,
)
"""What each of two does: which team proposes, which opposes."""
_NO_DEEDS = word_set("is was has does goes belongs")
_OWED = word_set("owes owe owed")


def relate_roles(draft: Draft, text: str) -> None:
    """Relate a record to the people in each of two roles.

    Args:
        draft: What was understood in English; fields become relations, and what lacks is added.
        text: The request.
    """
    opposed = _OPPOSED.search(text)
    if opposed is not None and opposed["one"].lower() not in _NO_DEEDS:
        _tell_opposed(draft, opposed)
    for match in _TOWARDS.finditer(text):
        entity = _told_in(draft, match)
        if entity is not None and match["verb"].lower() not in _OWED:
            _tell_towards(draft, entity, match)
    owned = _OWNS.search(text)
    if owned is not None:
        _tell_owner(draft, owned)
    for entity in list(draft.entities.values()):
        party = _party_of(draft, entity)
        if party is not None:
            _tell_opposite(draft, entity, party, text)
            _relate_pair(draft, entity, party)


def _tell_opposed(draft: Draft, match: re.Match[str]) -> None:
    """Keep who does the one and who the other, where one word names both."""
    noun, said = match["noun"].lower(), match.group()
    party = draft.find(noun, exact=True)
    told = {name: _told_within(e, said) for name, e in draft.entities.items() if e is not party}
    name = max(told, key=lambda one: len(told[one]), default="")
    entity = draft.entities[name] if told.get(name) else _only_source(draft, party)
    if entity is None:
        return
    gone = told[entity.name]
    sides = [f"Which {noun} {match[verb].lower()}" for verb in ("one", "other")]
    if party is not None:
        _replace(draft, entity, party, dict.fromkeys(sides, gone), said)
        return
    at = min((entity.fields.index(field) for field in gone), default=len(entity.fields))
    made = (field_from(Hint(side, FieldType.TEXT), owner=entity.name) for side in sides)
    kept = [field for field in entity.fields if field not in gone]
    entity.fields = [*kept[:at], *(DraftField(one, said, STATED) for one in made), *kept[at:]]


def _told_within(entity: DraftEntity, said: str) -> list[DraftField]:
    """Return the fields that were made of some words."""
    told = (field for field in entity.fields if field.evidence)
    labels = ((field, (field.specification.label, field.evidence)) for field in told)
    return [field for field, parts in labels if any(_within(part, said) for part in parts)]


def _only_source(draft: Draft, party: DraftEntity | None) -> DraftEntity | None:
    sources = {k.relation.source for k in draft.links if party and k.relation.target == party.name}
    return draft.entities.get(sources.pop()) if len(sources) == 1 else None


def _within(part: str, said: str) -> bool:
    return f" {part.lower()} " in f" {said.lower().replace(',', ' ')} "


def _tell_owner(draft: Draft, match: re.Match[str]) -> None:
    """Keep whose it is besides who has it at the moment."""
    noun = match["noun"].lower()
    entity = draft.find(noun, exact=True) or next(iter(draft.entities.values()))
    labels = [field.specification.label.lower() for field in entity.fields]
    labels += [link.relation.label.lower() for link in draft.links_of(entity.name)]
    if len(draft.entities) > 1 and draft.find(noun, exact=True) is None:
        return
    if not any(label.startswith(("owner", "owned", "who own")) for label in labels):
        party = _party_of(draft, entity)
        if party is not None:
            draft.link(entity, party, "Owner", evidence=match.group())
            return
        made = field_from(Hint("Owner", FieldType.TEXT), owner=entity.name)
        entity.fields.insert(min(1, len(entity.fields)), DraftField(made, match.group(), STATED))


def _told_in(draft: Draft, match: re.Match[str]) -> DraftEntity | None:
    """Return the thing of which somebody did something for another."""
    said = match.group().lower()
    for entity in draft.entities.values():
        parts = [field.evidence.lower() for field in entity.fields]
        told = [part for part in parts if part and part != said and _within(part, said)]
        linked = any(link.relation.label.lower() == said for link in draft.links_of(entity.name))
        verb = match.groupdict().get("verb", "").lower()
        if told or linked or entity.evidence.lower() == verb:
            return entity
    return None


def _tell_towards(draft: Draft, entity: DraftEntity, match: re.Match[str]) -> None:
    sides = (f"Who {match['verb'].lower()}", f"{match['towards'].capitalize()} whom")
    said = match.group()
    whole = said.lower()
    draft.links[:] = [link for link in draft.links if link.relation.label.lower() != whole]
    party = _party_of(draft, entity)
    if party is not None:
        _replace(draft, entity, party, {side: _asked_fields(entity, side) for side in sides}, said)
        return
    at = 0
    for side in sides:
        known = _asked_fields(entity, side)
        if known:
            at = entity.fields.index(known[0]) + 1
            continue
        at += entity.put(Hint(side, FieldType.TEXT), said, at=at)


def _asked_fields(entity: DraftEntity, side: str) -> list[DraftField]:
    """Return the fields that hold one side: "who" and "who sat", "whom" and "for whom"."""
    asked = side.split()
    asks = asked[0].lower() if asked[0] == "Who" else asked[-1]
    return [
        field
        for field in entity.fields
        if field.specification.type is FieldType.TEXT
        and re.search(rf"\b{asks}\b", field.evidence.lower())
    ]


def _party_of(draft: Draft, entity: DraftEntity) -> DraftEntity | None:
    """Return the only people, teams or families that a record can be between."""
    linked = {link.relation.target for link in draft.links_of(entity.name)}
    parties = [e for e in draft.entities.values() if e is not entity and _is_party(e)]
    near = [party for party in parties if party.name in linked] or parties
    return near[0] if len(near) == 1 and not _is_party(entity) else None


def _is_party(entity: DraftEntity) -> bool:
    return is_person(entity.name) or entity.name.split("_")[-1] in _PARTIES


def _relate_pair(draft: Draft, entity: DraftEntity, party: DraftEntity) -> None:
    """Make relations of two fields that are opposite roles, or of the one that isn't yet."""
    roles = {_role(field.specification.label, party): field for field in entity.fields}
    linked = {
        _role(link.relation.label, party): link
        for link in _links_between(draft, entity, party)
        if link.relation.name != party.name
    }
    for pair in (*_PAIRS, *_LETTERS):
        told = [role for role in roles if role in pair and _is_free(roles[role])]
        if len(told) + sum(role in linked for role in pair) == len(pair) and told:
            sides = {roles[role].specification.label: [roles[role]] for role in told}
            evidence = " … ".join(roles[role].evidence for role in told)
            _replace(draft, entity, party, sides, evidence)
            return


def _tell_opposite(draft: Draft, entity: DraftEntity, party: DraftEntity, text: str) -> None:
    """Add the role that stands right beside its opposite: "white, black" or "home/away"."""
    roles = {_role(field.specification.label, party): field for field in entity.fields}
    linked = {_role(k.relation.label, party) for k in _links_between(draft, entity, party)}
    for pair in _PAIRS:
        told = [role for role in roles if role in pair and _is_free(roles[role])]
        (lacking, *more) = pair - set(told) or ("",)
        if len(told) != 1 or more or not lacking or lacking in linked:
            continue
        team = rf"(?: {re.escape(party.label.lower())}| team)?"
        joint = r"(?:, ?| ?/ ?|,? and )"
        beside = re.search(
            rf"\b(?:{told[0]}{team}{joint}{lacking}|(?P<first>{lacking}){team}{joint}{told[0]})\b",
            text,
            re.IGNORECASE,
        )
        if beside is not None:
            at = entity.fields.index(roles[told[0]]) + (beside["first"] is None)
            entity.put(Hint(lacking, FieldType.TEXT), beside.group(), at=at)


def _is_free(field: DraftField) -> bool:
    return field.specification.type is FieldType.TEXT and bool(field.evidence)


def _role(label: str, party: DraftEntity) -> str:
    """Return the role that a label names: "home" of "home team"."""
    return label.lower().removesuffix(party.label.lower()).removesuffix(" team").strip()


def _links_between(draft: Draft, entity: DraftEntity, party: DraftEntity) -> Iterator[DraftLink]:
    return (link for link in draft.links_of(entity.name) if link.relation.target == party.name)


def _replace(
    draft: Draft,
    entity: DraftEntity,
    party: DraftEntity,
    sides: dict[str, list[DraftField]],
    evidence: str,
) -> None:
    """Relate both sides instead of what says of neither which it is."""
    gone = [field for fields in sides.values() for field in fields]
    entity.fields = [field for field in entity.fields if field not in gone]
    usual = [
        link
        for link in _links_between(draft, entity, party)
        if link.relation.name == party.name or link.relation.label == party.label
    ]
    draft.links[:] = [link for link in draft.links if link not in usual]
    for label in sides:
        draft.link(entity, party, label_of(label), evidence=evidence)
    entity.described = True
    if any(field.specification.type is FieldType.DATE for field in entity.fields):
        entity.thing = None  # between two on a day: no game on a shelf, which has a title
