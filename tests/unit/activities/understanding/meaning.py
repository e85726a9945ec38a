"""How tests write down what is understood of a request, and how they compare it."""

import json
from pathlib import Path
from typing import NamedTuple

from models.conversation import Understanding
from models.specification import Entity, FieldSpecification, Relation, RelationKind

EXAMPLES = Path(__file__).with_name("requests.json")


class Example(NamedTuple):
    """A request and what a person would expect: ``name(field:type …)`` and ``a.name>b``."""

    request: str
    title: str
    category: str
    entities: list[str]
    relations: str
    questions: int
    short_of: bool = False
    """Whether a person would expect more than is understood so far."""


def examples() -> list[Example]:
    rows = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    return [Example(**row) for row in rows]


def entities_in_short(understanding: Understanding) -> list[str]:
    return [_entity(entity) for entity in understanding.entities]


def _entity(entity: Entity) -> str:
    return f"{entity.name}({' '.join(_field(field) for field in entity.fields)})"


def _field(field: FieldSpecification) -> str:
    top = f"<={field.maximum}" if field.maximum is not None else ""
    return f"{field.name}:{field.type}{top}"


def relations_in_short(relations: tuple[Relation, ...]) -> str:
    return " ".join(
        f"{r.source}.{r.name}{'>' if r.kind is RelationKind.MANY_TO_ONE else '>>'}{r.target}"
        for r in relations
    )
