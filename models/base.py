"""The base of every model and the few scalar types that all of them share."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from uuid_utils.compat import uuid7


class Model(BaseModel):
    """An immutable value that crosses a boundary.

    Unknown fields are ignored, so that an older worker can read what a newer one wrote;
    bodies of requests use :class:`StrictModel` instead.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe each field by what is written below it."""
        from models.descriptions import field_descriptions  # only those who write documents do

        told = handler(schema)
        properties = handler.resolve_ref_schema(told).get("properties", {})
        for name, text in field_descriptions(cls).items():
            if name in properties:
                properties[name].setdefault("description", text)
        return told


class StrictModel(Model):
    """A model that refuses unknown fields: for everything that a caller sends."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _printable(value: str) -> str:
    if any(ord(character) < 32 and character not in "\n\t" for character in value):
        raise ValueError("contains control characters")
    return value


Text = Annotated[str, AfterValidator(_printable)]
"""Text without control characters (line breaks and tabs are allowed)."""

Label = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=80),
    AfterValidator(_printable),
]
"""A short text that people read, 1 to 80 characters."""


def utc_now() -> datetime:
    """Return the current time in UTC; never call this from workflow code."""
    return datetime.now(UTC)


def new_id() -> str:
    """Return a new UUIDv7 (RFC 9562) as text; never call this from workflow code."""
    return str(uuid7())
