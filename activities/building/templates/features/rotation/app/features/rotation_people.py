"""Who takes turns: the choices of a field, or the records that a reference can lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.model import Entity, Kind, Relation
from app.records import Records
from app.values import Stored

_MOST = 40


@dataclass(frozen=True, slots=True)
class People:
    """Those who take turns, in their order; the first one follows the last."""

    names: Mapping[str, str]
    """By what stands for them in a form: the choice, or the id of the record."""
    referred: bool
    """Whether they are records."""

    @classmethod
    def of(cls, records: Records, who: str) -> "People":
        """Return the people of a field or reference of the records."""
        relation = _relation(records, who)
        if relation is None:
            choices = records.entity.field(who).choices
            return cls({choice: choice for choice in choices}, referred=False)
        target = records.schema.entity(relation.target)
        there = Records(records.connection, records.schema, target).options()
        return cls({str(named.id): named.title for named in there[:_MOST]}, referred=True)

    @property
    def keys(self) -> Sequence[str]:
        """What stands for them, in their order."""
        return list(self.names)

    def key(self, stored: Stored) -> str:
        """Return what stands for a stored person; empty for nobody, or one that has left."""
        return str(stored) if str(stored) in self.names else ""

    def stored(self, key: str) -> Stored:
        """Return a person as a record keeps it."""
        return (int(key) if self.referred else key) if key in self.names else None

    def after(self, key: str) -> str:
        """Return who is next in the order."""
        return self.keys[(self.keys.index(key) + 1) % len(self.keys)]


def is_day(entity: Entity, done: str) -> bool:
    """Return whether the field that says that something is done is a date."""
    return entity.field(done).kind is Kind.DATE


def _relation(records: Records, name: str) -> Relation | None:
    return next((r for r in records.references if r.name == name), None)
