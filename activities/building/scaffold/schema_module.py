"""Writes ``app/schema.py``, the one generated Python module. Pure."""

from decimal import Decimal

from activities.building.scaffold import design
from activities.building.scaffold.literals import Call, Node, Raw, written
from activities.building.scaffold.sums import adds_up
from activities.design.averages import averaged
from models.specification import (
    ApplicationSpecification,
    Entity,
    FieldSpecification,
    FieldType,
    OnDelete,
    Relation,
    RelationKind,
)

_DOCSTRING = '"""What this application keeps: the one place to change when it should keep more."""'


def schema_module(specification: ApplicationSpecification) -> str:
    """Return the source of the module."""
    metadata, model = specification.metadata, specification.data_model
    arguments: list[tuple[str, Node]] = [
        ("title", design.one_line(metadata.title)),
        ("summary", design.one_line(metadata.summary)),
        ("currency", metadata.currency),
        ("accent", design.accent(metadata.category)),
        *([("capitals", True)] if metadata.language in design.WITH_CAPITALS else []),
        ("entities", [_entity(entity, metadata.currency) for entity in model.entities]),
    ]
    if model.relations:
        arguments.append(("relations", [_relation(r, specification) for r in model.relations]))
    schema = Call("Schema", arguments)
    code = written(schema, "SCHEMA = ", 0)
    return f"{_DOCSTRING}\n\n{_imports(_names(schema))}\n\nSCHEMA = {code}\n"


def _names(node: Node) -> set[str]:
    """Return the names that the code of a value uses; texts of people are none of it."""
    if isinstance(node, Raw):
        return {node.code.partition(".")[0].partition("(")[0]}
    if isinstance(node, Call):
        return {node.name}.union(*(_names(value) for _, value in node.arguments))
    if isinstance(node, str | bool):
        return set()
    return set().union(*(_names(item) for item in node))


def _imports(used: set[str]) -> str:
    names = ["Entity", "Field", "Kind", "OnDelete", "Relation", "Schema"]
    line = f"from app.model import {', '.join(name for name in names if name in used)}"
    return f"from decimal import Decimal\n\n{line}" if "Decimal" in used else line


def _entity(entity: Entity, currency: str) -> Call:
    arguments: list[tuple[str, Node]] = [
        ("name", entity.name),
        ("label", design.one_line(entity.label)),
        ("plural", design.one_line(entity.plural_label)),
    ]
    if entity.description:
        arguments.append(("description", design.one_line(entity.description)))
    arguments.append(("title", entity.title_field))
    if entity.order:
        arguments.append(("order", entity.order))
    arguments.append(("fields", [_field(field, entity, currency) for field in entity.fields]))
    return Call("Entity", arguments)


def _field(field: FieldSpecification, entity: Entity, currency: str) -> Call:
    arguments: list[tuple[str, Node]] = [
        ("name", field.name),
        ("label", design.one_line(field.label)),
        ("kind", Raw(f"Kind.{field.type.name}")),
    ]
    if field.required and field.type is not FieldType.YES_NO:
        arguments.append(("required", True))
    if field.unique and field.type not in design.NEVER_UNIQUE:
        arguments.append(("unique", True))
    if field.choices:
        arguments.append(("choices", [design.one_line(choice) for choice in field.choices]))
    low, high = design.bounds(field, currency)
    if low is not None:
        arguments.append(("minimum", _number(low)))
    if high is not None:
        arguments.append(("maximum", _number(high)))
    if averaged(field) and field.type is not FieldType.RATING:
        arguments.append(("averaged", True))
    if adds_up(field, entity):
        arguments.append(("adds_up", True))
    if field.help:
        arguments.append(("help", design.one_line(field.help)))
    return Call("Field", arguments)


def _relation(relation: Relation, specification: ApplicationSpecification) -> Call:
    arguments: list[tuple[str, Node]] = [
        ("name", relation.name),
        ("label", design.one_line(relation.label)),
        ("source", relation.source),
        ("target", relation.target),
    ]
    if relation.kind is RelationKind.MANY_TO_MANY:
        arguments.append(("many", True))
        return Call("Relation", arguments)
    if design.required(relation, specification.data_model):
        arguments.append(("required", True))
    if relation.on_delete is not OnDelete.RESTRICT:
        arguments.append(("on_delete", Raw(f"OnDelete.{relation.on_delete.name}")))
    return Call("Relation", arguments)


def _number(number: Decimal) -> Raw:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Raw(f'Decimal("{text}")')
