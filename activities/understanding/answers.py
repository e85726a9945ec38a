"""Answers taken into the understanding; pure."""

from activities.understanding.analysis import analyse
from activities.understanding.knowledge.inference import read_choices
from activities.understanding.questions import (
    assumed_relations,
    extra_fields,
    finding,
    nothing_known,
)
from activities.understanding.text.words import identifier
from activities.understanding.wishes.unmet import settled
from models.conversation import (
    YOU_DECIDE,
    AnswerValue,
    Finding,
    Question,
    QuestionKind,
    Understanding,
)
from models.errors import RequestRefused
from models.specification import Entity, FieldSpecification, Relation, RelationKind


def apply_answers(
    understanding: Understanding,
    questions: tuple[Question, ...],
    answers: dict[str, AnswerValue],
) -> Understanding:
    """Return the understanding after the answers; what was not answered is as recommended."""
    for question in questions:
        answer = answers.get(question.id, YOU_DECIDE)
        if answer == YOU_DECIDE or _same(question, answer):
            continue
        understanding = _apply(understanding, question, answer)
    return settled(understanding, questions, answers)


def _same(question: Question, answer: AnswerValue) -> bool:
    if question.kind is QuestionKind.SEVERAL:
        return _folded(answer) == _folded(question.recommended)
    return answer == question.recommended


def _folded(value: AnswerValue) -> frozenset[str]:
    values = (
        (value,) if isinstance(value, str) else value if isinstance(value, tuple | list) else ()
    )
    return frozenset(str(item).casefold() for item in values)


def _apply(understanding: Understanding, question: Question, answer: AnswerValue) -> Understanding:
    about, _, rest = question.id.partition(".")
    if about == "what" and isinstance(answer, str):
        return _retold(understanding, answer)
    if about == "fields":
        return _chosen_fields(understanding, question, rest, _folded(answer))
    if about == "several" and isinstance(answer, bool):
        return _several(understanding, rest)
    if about == "choices" and isinstance(answer, str):
        return _choices(understanding, rest, answer)
    if about == "currency" and isinstance(answer, str):
        found = Finding(what=f"currency={answer[:3].upper()}", evidence=answer[:300], confidence=1)
        others = (f for f in understanding.findings if not f.what.startswith("currency="))
        return understanding.model_copy(update={"findings": (*others, found)})
    return understanding


def _retold(understanding: Understanding, answer: str) -> Understanding:
    """Read the answer like a request; the title and the limits that were known stay."""
    try:
        told = analyse(answer[:2_000])
    except RequestRefused:
        return understanding
    if nothing_known(told):
        return told.model_copy(update={"title": told.title})
    beyond = {wish.limit: wish for wish in (*told.beyond, *understanding.beyond)}
    keep = understanding.title if understanding.title != "Notes" else told.title
    return told.model_copy(update={"title": keep, "beyond": tuple(beyond.values())})


def _chosen_fields(
    understanding: Understanding, question: Question, name: str, wanted: frozenset[str]
) -> Understanding:
    entity = next((e for e in understanding.entities if e.name == name), None)
    if entity is None:
        return understanding
    offered = _folded(question.options)
    fields = [
        field
        for field in entity.fields
        if field.name == entity.title_field
        or field.label.casefold() in wanted
        or field.label.casefold() not in offered
    ]
    fields += _added(entity, understanding, wanted)
    changed = entity.model_copy(update={"fields": tuple(fields)})
    unwanted = [
        relation
        for label, relation in assumed_relations(understanding, entity)
        if label.casefold() not in wanted and label.casefold() in offered
    ]
    entities = tuple(changed if e.name == name else e for e in understanding.entities)
    relations = tuple(r for r in understanding.relations if r not in unwanted)
    updated = understanding.model_copy(update={"entities": entities, "relations": relations})
    return _without_orphans(updated, unwanted, name)


def _added(
    entity: Entity, understanding: Understanding, wanted: frozenset[str]
) -> list[FieldSpecification]:
    taken = [field.name for field in entity.fields]
    taken += [r.name for r in understanding.relations if r.source == entity.name]
    known = {field.label.casefold() for field in entity.fields}
    added: list[FieldSpecification] = []
    for label, field in extra_fields(entity, understanding.language).items():
        if label.casefold() in wanted and label.casefold() not in known:
            name = identifier(field.name, owner=entity.name, taken=tuple(taken))
            taken.append(name)
            added.append(field.model_copy(update={"name": name}))
    return added


def _without_orphans(
    understanding: Understanding, removed: list[Relation], kept: str
) -> Understanding:
    """Drop assumed entities that only the removed relations tied to the rest."""
    ends = {end for relation in removed for end in (relation.source, relation.target)} - {kept}
    tied = {end for r in understanding.relations for end in (r.source, r.target)}
    gone = {e for e in ends - tied if not finding(understanding, f"entity={e}").evidence}
    entities = tuple(e for e in understanding.entities if e.name not in gone)
    return understanding.model_copy(update={"entities": entities})


def _several(understanding: Understanding, where: str) -> Understanding:
    source, _, name = where.partition(".")
    update = {"kind": RelationKind.MANY_TO_MANY, "required": False}
    relations = tuple(
        r.model_copy(update=update) if (r.source, r.name) == (source, name) else r
        for r in understanding.relations
    )
    return understanding.model_copy(update={"relations": relations})


def _choices(understanding: Understanding, where: str, answer: str) -> Understanding:
    owner, _, name = where.partition(".")
    choices = read_choices(answer)
    if not choices:
        return understanding
    entities = tuple(
        entity.model_copy(
            update={
                "fields": tuple(
                    field.model_copy(update={"choices": choices}) if field.name == name else field
                    for field in entity.fields
                )
            }
        )
        if entity.name == owner
        else entity
        for entity in understanding.entities
    )
    return understanding.model_copy(update={"entities": entities})
