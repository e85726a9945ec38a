"""What is sent to a language model: instructions, the request as data, the shape of the answer."""

import json
from enum import StrEnum
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from activities.understanding.draft import MOST_ENTITIES
from models.conversation import Limit
from models.specification import Category, FieldType, RelationKind, View
from storage.redaction import redacted

MOST_FIELDS = 20
"""Fields per entity that are asked for; fewer than a specification may have."""

Message = dict[str, str]


def messages_for(request: str, name: str | None) -> tuple[Message, Message]:
    """Return the conversation to complete: our instructions, and the person's words as data.

    Keys and passwords that stand in the words are left out: no model needs them.
    """
    # As JSON: whatever the words are, they can't end the place where they stand.
    told = {"request": redacted(request)} | ({"chosen_title": redacted(name)} if name else {})
    return (
        {"role": "system", "content": instructions()},
        {"role": "user", "content": json.dumps(told, ensure_ascii=False)},
    )


def estimated_tokens(messages: tuple[Message, ...]) -> int:
    """Return about how many tokens a question is; rather too many than too few."""
    # The schema too: many servers put it before the messages.
    parts = (json.dumps(schema()), *(message["content"] for message in messages))
    return sum(len(part.encode(errors="replace")) // 3 + 8 for part in parts)


@cache
def instructions() -> str:
    """Return what the model is told to do; the values that it may use are those of the models."""
    text = files("activities.understanding.language_model").joinpath("instructions.txt").read_text()
    return Template(text).substitute(
        categories=_values(Category),
        types=_values(FieldType),
        relations=_values(RelationKind),
        views=_values(View),
        limits=_values(Limit),
        most_entities=MOST_ENTITIES,
        most_fields=MOST_FIELDS,
    )


def _values(kind: type[StrEnum]) -> str:
    return ", ".join(f'"{value}"' for value in kind)


_TEXT: dict[str, Any] = {"type": "string"}
_NUMBER: dict[str, Any] = {"type": "number"}


@cache
def schema() -> dict[str, Any]:
    """Return the JSON schema of the answer, in the part of JSON Schema that servers can enforce."""
    field = _object(
        label=_TEXT,
        type=_one_of(FieldType),
        choices=_list_of(_TEXT),
        maximum={"type": ["number", "null"]},
        evidence=_TEXT,
        confidence=_NUMBER,
    )
    entity = _object(
        label=_TEXT, plural=_TEXT, evidence=_TEXT, confidence=_NUMBER, fields=_list_of(field)
    )
    relation = _object(
        source=_TEXT,
        target=_TEXT,
        label=_TEXT,
        kind=_one_of(RelationKind),
        evidence=_TEXT,
        confidence=_NUMBER,
    )
    return _object(
        title=_TEXT,
        language=_TEXT,
        category=_object(value=_one_of(Category), evidence=_TEXT),
        entities=_list_of(entity),
        relations=_list_of(relation),
        views=_list_of(_object(value=_one_of(View), evidence=_TEXT)),
        beyond=_list_of(_object(value=_one_of(Limit), evidence=_TEXT)),
        currency=_object(code=_TEXT, evidence=_TEXT),
    )


def _object(**members: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": members,
        "required": list(members),
        "additionalProperties": False,
    }


def _list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(kind: type[StrEnum]) -> dict[str, Any]:
    return {"type": "string", "enum": [str(value) for value in kind]}
