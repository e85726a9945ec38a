"""Describes the JSON API as an OpenAPI document (version 3.1)."""

from typing import Any

from app.model import Entity, Field, Kind, Schema

Json = dict[str, Any]

_TYPES: dict[Kind, Json] = {
    Kind.INTEGER: {"type": ["integer", "null"]},
    Kind.RATING: {"type": ["integer", "null"], "minimum": 1},
    Kind.DECIMAL: {"type": ["string", "null"], "description": "A number, as text: exact."},
    Kind.MONEY: {"type": ["string", "null"], "description": "An amount, as text: exact."},
    Kind.DATE: {"type": ["string", "null"], "format": "date"},
    Kind.TIME: {"type": ["string", "null"], "pattern": "^[0-2][0-9]:[0-5][0-9]$"},
    Kind.YES_NO: {"type": "boolean"},
    Kind.EMAIL: {"type": ["string", "null"], "format": "email"},
    Kind.URL: {"type": ["string", "null"], "format": "uri"},
}
_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}
_QUERY = [
    {"name": "q", "in": "query", "schema": {"type": "string"}, "description": "Words to find."},
    {"name": "sort", "in": "query", "schema": {"type": "string"}, "description": "A field."},
    {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}},
]


def document(schema: Schema, version: int) -> Json:
    """Return the whole document."""
    paths: Json = {}
    for entity in schema.entities:
        paths[f"/api/{entity.name}"] = _many(entity)
        paths[f"/api/{entity.name}/{{id}}"] = _one(entity)
    return {
        "openapi": "3.1.0",
        "info": {"title": schema.title, "summary": schema.summary, "version": str(version)},
        "paths": paths,
        "components": {"schemas": {e.name: _record(schema, e) for e in schema.entities}},
    }


def _many(entity: Entity) -> Json:
    listed = {"type": "array", "items": _reference(entity)}
    page = {name: {"type": "integer"} for name in ("total", "page", "pages")}
    body = {"type": "object", "properties": {"items": listed, **page}}
    return {
        "get": _operation(f"List {entity.plural.lower()}", {"200": body}) | {"parameters": _QUERY},
        "post": _operation(f"Add {entity.label.lower()}", {"201": _reference(entity)}, entity),
    }


def _one(entity: Entity) -> Json:
    label, found = entity.label.lower(), {"200": _reference(entity)}
    return {
        "parameters": [_ID],
        "get": _operation(f"Return {label}", found),
        "put": _operation(f"Replace {label}", found, entity),
        "patch": _operation(f"Change {label}", found, entity),
        "delete": _operation(f"Delete {label}", {"204": None}),
    }


def _operation(summary: str, answers: Json, sent: Entity | None = None) -> Json:
    told: Json = {"summary": summary, "responses": {}}
    for status, body in answers.items():
        content = {"content": {"application/json": {"schema": body}}} if body else {}
        told["responses"][status] = {"description": "Done", **content}
    if sent is not None:
        told["requestBody"] = {"content": {"application/json": {"schema": _reference(sent)}}}
        told["responses"]["422"] = {"description": "Some of it can't be kept; says what."}
    return told


def _reference(entity: Entity) -> Json:
    return {"$ref": f"#/components/schemas/{entity.name}"}


def _record(schema: Schema, entity: Entity) -> Json:
    fields = {field.name: _field(field) for field in entity.fields}
    ids = {r.name: {"type": ["integer", "null"]} for r in schema.references(entity)}
    many = {"type": "array", "items": {"type": "integer"}}
    links = {r.name: many for r in schema.links(entity)}
    times = {name: {"type": "string", "readOnly": True} for name in ("created_at", "updated_at")}
    return {
        "type": "object",
        "description": entity.description or f"One of the {entity.plural.lower()}.",
        "required": [field.name for field in entity.fields if field.required],
        "properties": {"id": {"type": "integer", "readOnly": True}} | fields | ids | links | times,
    }


def _field(field: Field) -> Json:
    told = _TYPES.get(field.kind, {"type": ["string", "null"]}) | {"title": field.label}
    if field.kind is Kind.RATING:
        told["maximum"] = field.top
    if field.choices:
        told["enum"] = [*field.choices, None]
    if field.help:
        told["description"] = field.help
    return told
