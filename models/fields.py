"""What a field of an entity can be."""

import keyword
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from models.base import Label, Model, Text

RESERVED_NAMES = frozenset(
    [
        "id",
        "created_at",
        "updated_at",
        "deleted_at",
        "self",
        "cls",
        "request",
        "response",
        "session",
        "model",
        "base",
        "metadata",
        "registry",
        "app",
        "api",
        "static",
        "healthz",
        "export",
        "index",
        "search",
        "sort",
        "page",
        "query",
        "data",
        "true",
        "false",
        "none",
        "list",
        "dict",
        "set",
        "str",
        "int",
        "float",
        "bool",
        "type",
        "object",
        "print",
        "field",
        "fields",
        "column",
        "table",
        "row",
    ]
)
"""Names that generated code needs for itself."""


def _identifier(value: str) -> str:
    if keyword.iskeyword(value) or keyword.issoftkeyword(value) or value in RESERVED_NAMES:
        raise ValueError(f"'{value}' is reserved; choose another name")
    return value


Identifier = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=40),
    AfterValidator(_identifier),
]
"""A snake_case name that is safe as a Python name, a column and a part of an address."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$")]
"""A DNS label of at most 40 characters."""


class FieldType(StrEnum):
    """What a field holds; decides its column, its control in the form and its checks."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    TIME = "time"
    YES_NO = "yes_no"
    CHOICE = "choice"
    EMAIL = "email"
    URL = "url"
    RATING = "rating"
    PHOTO = "photo"


COUNTED_TYPES = frozenset({FieldType.INTEGER, FieldType.DECIMAL})
"""Numbers that count or measure something, in whatever unit."""
NUMERIC_TYPES = frozenset({FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY, FieldType.RATING})
TEXT_TYPES = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
"""What is written freely."""


class FieldSpecification(Model):
    """One thing that is known of an entity."""

    name: Identifier
    label: Label
    type: FieldType = FieldType.TEXT
    required: bool = False
    unique: bool = False
    choices: tuple[Label, ...] = Field(default=(), max_length=40)
    """What can be chosen; for type ``choice`` only, in the order shown."""
    minimum: Decimal | None = Field(default=None, ge=-(10**12), le=10**12)
    maximum: Decimal | None = Field(default=None, ge=-(10**12), le=10**12)
    """Bounds of numbers; a rating goes from 1 to ``maximum`` (5 when unset, at most 10)."""
    help: Text = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.type is FieldType.CHOICE) != bool(self.choices):
            raise ValueError(
                f"'{self.name}': choices belong to the type 'choice', and it needs some"
            )
        folded = [choice.casefold() for choice in self.choices]
        if len(set(folded)) != len(folded):
            raise ValueError(f"'{self.name}': two choices are the same")
        if self.type not in NUMERIC_TYPES and (self.minimum, self.maximum) != (None, None):
            raise ValueError(f"'{self.name}': only numbers have bounds")
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise ValueError(f"'{self.name}': the minimum is above the maximum")
        if self.type is FieldType.RATING and not self._rating_in_range():
            raise ValueError(f"'{self.name}': a rating goes from 1 to at most 10")
        return self

    def _rating_in_range(self) -> bool:
        top = self.maximum if self.maximum is not None else Decimal(5)
        return self.minimum in (None, Decimal(1)) and top in {Decimal(n) for n in range(2, 11)}
