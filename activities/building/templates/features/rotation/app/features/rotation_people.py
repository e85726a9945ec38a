"""Who takes turns: the choices of a field, the names in it, or the records referred to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.model import Entity, Kind, Relation
from app.records import Records
from app.sql import quoted, select
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
    def of(cls, records: Records, who: str, turns: str) -> "People":
        """Return the people of a field or reference of the records.

        Args:
            records: Whose turns are meant.
            who: Name of the field or reference.
            turns: Table of the turns: who has done something stays one of the people.
        """
        relation = _relation(records, who)
        if relation is None:
            known = records.entity.field(who)
            names = known.choices if known.kind is Kind.CHOICE else _written(records, who, turns)
            return cls({name: name for name in names}, referred=False)
        target = records.schema.entity(relation.target)
        there = Records(records.connection, records.schema, target).options()
        return cls({str(named.id): named.title for named in there[:_MOST]}, referred=True)

    @property
    def keys(self) -> Sequence[str]:
        """What stands for them, in their order."""
        return list(self.names)

    def key(self, stored: Stored) -> str:
        """Return what stands for a stored person; empty for nobody, or one that has left."""
        wanted = str(stored or "").strip()
        if wanted in self.names:
            return wanted
        folded = wanted.casefold()
        return next((key for key in self.names if key.casefold() == folded), "")

    def stored(self, key: str) -> Stored:
        """Return a person as a record keeps it."""
        return (int(key) if self.referred else key) if key in self.names else None

    def after(self, key: str) -> str:
        """Return who is next in the order."""
        return self.keys[(self.keys.index(key) + 1) % len(self.keys)]


def _written(records: Records, who: str, turns: str) -> list[str]:
    """Return the names that stand in a field, or stood there when something was done."""
    now = select([f"trim({quoted(who)}) AS person"], records.entity.table)
    there = select(['"id"'], records.entity.table)
    before = select(["person"], turns, " ".join(['WHERE "record_id" IN (', there, ")"]))
    text = " ".join(
        [
            "SELECT min(person) FROM (",
            now,
            "UNION ALL",
            before,
            ") WHERE person <> '' GROUP BY folded(person) ORDER BY folded(person) LIMIT ?",
        ]
    )
    return [row[0] for row in records.connection.execute(text, (_MOST,))]


def is_day(entity: Entity, done: str) -> bool:
    """Return whether the field that says that something is done is a date."""
    return entity.field(done).kind is Kind.DATE


def _relation(records: Records, name: str) -> Relation | None:
    return next((r for r in records.references if r.name == name), None)
