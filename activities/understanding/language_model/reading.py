"""From a model's answer to an understanding that holds to everything that ours do; pure."""

import re
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from activities.understanding.draft import (
    MOST_ENTITIES,
    MOST_RELATIONS,
    Draft,
    DraftEntity,
    DraftField,
    fill_usual_fields,
)
from activities.understanding.drafting.entitling import finish
from activities.understanding.knowledge.lexicon import Lexicon, load
from activities.understanding.language_model.answer import (
    label,
    labels,
    number,
    objects,
    one_of,
    words,
)
from activities.understanding.language_model.evidence import Evidence
from activities.understanding.language_model.failures import NotRead
from activities.understanding.language_model.prompt import MOST_FIELDS
from activities.understanding.text.words import identifier
from models.specification import Entity, FieldSpecification, FieldType, RelationKind

_MOST_CHOICES = 40
_SECRETS = re.compile(r"(?:^|_)(?:passwords?|passphrases?|pin|pin_codes?|secret_keys?|cvv|cvc)$")


def draft_of(answer: dict[str, Any], evidence: Evidence) -> Draft:
    """Return the things, fields and relations that an answer names, as far as they can be.

    Raises:
        NotRead: There are none, or none that the request speaks of.
    """
    lexicon = load()
    draft = Draft(lexicon)
    known: dict[str, DraftEntity] = {}
    for item in objects(answer.get("entities"), MOST_ENTITIES):
        entity = _entity(item, evidence, lexicon, tuple(draft.entities))
        if entity is None or _spoken(entity.label) in known:
            continue
        draft.entities[entity.name] = entity
        known |= {_spoken(name): entity for name in (entity.plural_label, entity.label)}
        _take_fields(entity, item, evidence)
    if not any(entity.evidence for entity in draft.entities.values()):
        raise NotRead("its answer is not about the request")
    for item in objects(answer.get("relations"), MOST_RELATIONS):
        _take_relation(draft, known, item, evidence)
    _complete(draft)
    return draft


def finished(draft: Draft) -> tuple[Entity, ...]:
    """Return the entities of a draft, each with a field that names its records.

    Raises:
        NotRead: They contradict each other.
    """
    try:
        return tuple(_finished(draft, entity) for entity in draft.entities.values())
    except (ValidationError, ValueError) as problem:
        raise NotRead("its answer contradicts itself") from problem


def _finished(draft: Draft, entity: DraftEntity) -> Entity:
    taken = frozenset(link.relation.name for link in draft.links_of(entity.name))
    entity.fields = [f for f in entity.fields if f.specification.name not in taken]
    return finish(entity, taken)


def _complete(draft: Draft) -> None:
    for entity in draft.entities.values():
        if not entity.fields:
            fill_usual_fields(draft, entity)
        said = any(known.evidence for known in entity.fields)
        entity.described = said or any(link.evidence for link in draft.links_of(entity.name))


def _entity(
    item: dict[str, Any], evidence: Evidence, lexicon: Lexicon, taken: tuple[str, ...]
) -> DraftEntity | None:
    one = label(item.get("label"))
    if not one:
        return None
    many = label(item.get("plural")) or one
    ending = lexicon.thing_at_end(one.lower())
    proof = evidence.proof(item)
    name = identifier(one, taken=taken)
    thing = ending[0] if ending else None
    return DraftEntity(name, one, many, thing, proof.evidence, proof.confidence)


def _take_fields(entity: DraftEntity, item: dict[str, Any], evidence: Evidence) -> None:
    for told in objects(item.get("fields"), MOST_FIELDS):
        field = _field(entity, told)
        if field is not None:
            proof = evidence.proof(told)
            entity.fields.append(DraftField(field, proof.evidence, proof.confidence))


def _field(entity: DraftEntity, told: dict[str, Any]) -> FieldSpecification | None:
    called = label(told.get("label"))
    kind = one_of(FieldType, told.get("type")) or FieldType.TEXT
    if not called:
        return None
    name = identifier(called, owner=entity.name)
    if name in entity.names() or _SECRETS.search(name):
        return None
    choices = labels(told.get("choices"), _MOST_CHOICES) if kind is FieldType.CHOICE else ()
    if kind is FieldType.CHOICE and len(choices) < 2:
        kind, choices = FieldType.TEXT, ()
    top = number(told.get("maximum"), 2, 10) if kind is FieldType.RATING else None
    maximum = Decimal(int(top)) if top is not None else None
    return FieldSpecification(name=name, label=called, type=kind, choices=choices, maximum=maximum)


def _take_relation(
    draft: Draft, known: dict[str, DraftEntity], item: dict[str, Any], evidence: Evidence
) -> None:
    source = known.get(_spoken(words(item.get("source"))))
    target = known.get(_spoken(words(item.get("target"))))
    kind = one_of(RelationKind, item.get("kind"))
    if source is None or target is None or kind is None:
        return
    proof = evidence.proof(item)
    draft.link(
        source,
        target,
        label(item.get("label")) or target.label,
        many=kind is RelationKind.MANY_TO_MANY,
        evidence=proof.evidence,
        confidence=proof.confidence,
    )


def _spoken(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())
