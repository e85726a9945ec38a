"""Requirements as plain sentences, from the data model that they describe; pure."""

from activities.specification.wording import enumerate_words, field_in_words
from models.conversation import BeyondLimit
from models.specification import (
    Complexity,
    DataModel,
    Entity,
    FieldType,
    Relation,
    RelationKind,
    Requirement,
)

_SIMPLE, _MODERATE = 3, 8
_LONGEST = 500
_ALWAYS = (
    "The start page shows how much there is of everything and what was added last.",
    "Every list can be searched, sorted, paged through and exported as a CSV file.",
    "Everything can also be read and written through a JSON API.",
)
_NON_FUNCTIONAL = (
    "It can be used on a phone and with the keyboard alone.",
    "What was entered is kept over restarts, new versions and failures.",
    "Wrong or missing values are refused with a message beside the field; nothing is lost.",
    "It runs isolated from everything else, with limits on memory, processor and disk.",
    "It sends nothing to anybody and loads nothing from elsewhere.",
    "It says whether it is well at its health address and stops cleanly.",
)


def complexity_of(model: DataModel) -> Complexity:
    """Return how much there is to build: kinds of things and relations, added up."""
    size = len(model.entities) + len(model.relations)
    if size <= _SIMPLE:
        return Complexity.SIMPLE
    return Complexity.MODERATE if size <= _MODERATE else Complexity.COMPLEX


def summary_of(title: str, model: DataModel) -> str:
    """Return one sentence that says what the application is for."""
    things = enumerate_words([entity.plural_label.lower() for entity in model.entities])
    return f"{title}: keeps {things}."[:_LONGEST]


def functional_requirements(model: DataModel, sources: dict[str, str]) -> tuple[Requirement, ...]:
    """Return what the application does, a sentence each.

    Args:
        model: What it keeps.
        sources: The words that a sentence came from, by the sentence or by ``entity`` and
            ``entity.relation``; the empty key holds the words for sentences that are not listed.
    """
    found: list[tuple[str, str]] = []
    for entity in model.entities:
        source = sources.get(entity.name)
        found.append((_manage(entity), source or ""))
        found.append((_fields(entity), source or ""))
    labels = {entity.name: entity for entity in model.entities}
    for relation in model.relations:
        source = sources.get(f"{relation.source}.{relation.name}")
        found.append((_relation(relation, labels), source or ""))
    listed = [*((s, w or sources.get(s, sources.get("", ""))) for s, w in found)]
    listed += [(sentence, "") for sentence in _ALWAYS]
    return _numbered("F", listed)


def non_functional_requirements() -> tuple[Requirement, ...]:
    """Return how well it does it: the same for every application."""
    return _numbered("N", [(sentence, "") for sentence in _NON_FUNCTIONAL])


def constraints(beyond: tuple[BeyondLimit, ...]) -> tuple[Requirement, ...]:
    """Return what it will not do."""
    always = ("It is made for a household or a small team on one machine.", "")
    return _numbered("C", [always, *((wish.explanation, wish.words) for wish in beyond)])


def _numbered(letter: str, sentences: list[tuple[str, str]]) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(id=f"{letter}-{number}", statement=statement[:_LONGEST], source=source[:300])
        for number, (statement, source) in enumerate(sentences, start=1)
    )


def _manage(entity: Entity) -> str:
    return f"{entity.plural_label} can be listed, added, shown, changed and deleted."


def _fields(entity: Entity) -> str:
    known = [field_in_words(field) for field in entity.fields]
    sentence = f"Each {entity.label.lower()} has {enumerate_words(known)}."
    if len(sentence) <= _LONGEST:
        return sentence
    labels = enumerate_words([field.label.lower() for field in entity.fields])
    return f"Each {entity.label.lower()} has {labels}"[: _LONGEST - 1] + "."


def _relation(relation: Relation, entities: dict[str, Entity]) -> str:
    source, target = entities[relation.source], entities[relation.target]
    called = relation.label.lower()
    note = "" if called in (target.label.lower(), target.plural_label.lower()) else f" ({called})"
    if relation.kind is RelationKind.MANY_TO_MANY:
        return f"Each {source.label.lower()} can have several {target.plural_label.lower()}{note}."
    verb = "belongs to" if relation.required else "can belong to"
    return f"Each {source.label.lower()} {verb} one {target.label.lower()}{note}."


def has_money(model: DataModel) -> bool:
    """Say whether there are amounts of money."""
    return any(f.type is FieldType.MONEY for entity in model.entities for f in entity.fields)
