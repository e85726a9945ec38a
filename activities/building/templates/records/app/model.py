"""The words that schema.py describes the application in."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What a field holds; decides its control, its checks and how it is stored."""

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


NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.RATING})
"""Kinds that are stored as whole numbers, scaled where they have decimals."""

WORDS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.EMAIL, Kind.URL})
"""Kinds that a search looks into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that is known of a record; its name is its column."""

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    unique: bool = False
    choices: Sequence[str] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    averaged: bool = False
    """Whether its numbers are compared, like grades: their sum is no figure."""
    adds_up: bool = False
    """Whether the first page shows the sum of its numbers."""
    help: str = ""

    @property
    def top(self) -> int:
        """The best rating."""
        return int(self.maximum or 5)


class OnDelete(StrEnum):
    """What happens to a record when the one that it refers to is deleted."""

    RESTRICT = "restrict"
    CLEAR = "clear"
    CASCADE = "cascade"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A reference from records of one entity to records of another, or of the same."""

    name: str
    label: str
    source: str
    target: str
    many: bool = False
    """Whether a record can refer to several; these are kept in a table of their own."""
    required: bool = False
    on_delete: OnDelete = OnDelete.RESTRICT

    @property
    def table(self) -> str:
        """Table of the pairs, for relations to several."""
        return _table(f"{self.source}__{self.name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One kind of thing that is kept."""

    name: str
    label: str
    plural: str
    title: str
    """Name of the field that stands for a record in lists and links."""
    fields: Sequence[Field]
    description: str = ""
    order: str = ""
    """How the list is sorted at first, like the ``sort`` of its address."""

    @property
    def table(self) -> str:
        """Table of the records."""
        return _table(self.name)

    @property
    def title_field(self) -> Field:
        """The field that stands for a record."""
        return self.field(self.title)

    @property
    def photos(self) -> tuple[Field, ...]:
        """The fields that hold a photo."""
        return tuple(field for field in self.fields if field.kind is Kind.PHOTO)

    def field(self, name: str) -> Field:
        """Return the field of that name.

        Raises:
            KeyError: There is none.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The whole application."""

    title: str
    summary: str
    entities: Sequence[Entity]
    relations: Sequence[Relation] = ()
    currency: str = "EUR"
    accent: str = "indigo"
    """Colour of the pages; app.css has the list."""
    capitals: bool = False
    """Whether nouns begin with a capital within a sentence too, as German ones do."""

    def entity(self, name: str) -> Entity:
        """Return the entity of that name.

        Raises:
            KeyError: There is none.
        """
        for entity in self.entities:
            if entity.name == name:
                return entity
        raise KeyError(name)

    def within(self, label: str) -> str:
        """Return a label as it stands within a sentence."""
        return label if self.capitals else label.lower()

    @property
    def has_photos(self) -> bool:
        """Whether a record of any entity can have a photo."""
        return any(entity.photos for entity in self.entities)

    def references(self, entity: Entity) -> tuple[Relation, ...]:
        """Return the relations to one record that records of the entity have."""
        return tuple(r for r in self.relations if r.source == entity.name and not r.many)

    def links(self, entity: Entity) -> tuple[Relation, ...]:
        """Return the relations to several records that records of the entity have."""
        return tuple(r for r in self.relations if r.source == entity.name and r.many)

    def incoming(self, entity: Entity) -> tuple[Relation, ...]:
        """Return the relations by which others refer to records of the entity."""
        return tuple(r for r in self.relations if r.target == entity.name)


def _table(name: str) -> str:
    """Return the table for a name; SQLite keeps those with its own prefix for itself."""
    return f"kept__{name}" if name.startswith("sqlite_") else name
