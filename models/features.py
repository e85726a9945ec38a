"""What an application can do with its records beyond lists and forms."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from models.base import Model
from models.fields import FieldType as Type
from models.fields import Identifier


class FeatureKind(StrEnum):
    """A way of looking at records, or of using them."""

    CALENDAR = "calendar"
    """Records on the days of a month."""


@dataclass(frozen=True, slots=True)
class Role:
    """A field or a reference that a feature works with."""

    types: frozenset[Type] = frozenset()
    reference: bool = False
    """Whether a reference to one other record will do."""
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """What a kind of feature is made of."""

    roles: dict[str, Role]
    of_entity: bool = True
    """Whether it is about one entity; else about the whole application."""


def _one_of(*types: Type, needed: bool = True, reference: bool = False) -> Role:
    return Role(frozenset(types), reference, needed)


FORMS: dict[FeatureKind, Form] = {
    FeatureKind.CALENDAR: Form(
        {
            "date": _one_of(Type.DATE),
            "until": _one_of(Type.DATE, needed=False),
            "time": _one_of(Type.TIME, needed=False),
        }
    ),
}
"""Every kind that can be built, with the fields that it needs."""


class Feature(Model):
    """Something that an application can do; the data model has what it needs."""

    kind: FeatureKind
    entity: Identifier | None = None
    """The entity that it is about; None when it is about the whole application."""
    fields: dict[Identifier, Identifier] = Field(default_factory=dict, max_length=8)
    """Fields and references of the entity, by the role that they play."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        form = FORMS[self.kind]
        if form.of_entity != (self.entity is not None):
            raise ValueError(f"{self.kind}: {'needs an' if form.of_entity else 'has no'} entity")
        if unknown := self.fields.keys() - form.roles.keys():
            raise ValueError(f"{self.kind}: unknown role {min(unknown)}")
        needed = {name for name, role in form.roles.items() if role.needed}
        if missing := needed - self.fields.keys():
            raise ValueError(f"{self.kind}: needs its {min(missing)}")
        return self

    def accepts(self, role: str, kind: Type | None) -> bool:
        """Return whether a field of that type can play a role; None stands for a reference."""
        wanted = FORMS[self.kind].roles[role]
        return wanted.reference if kind is None else kind in wanted.types
