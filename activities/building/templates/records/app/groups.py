"""What records are grouped by: a choice, yes or no, or a record that they refer to."""

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from app.model import Entity, Field, Kind, Relation
from app.records import Records
from app.sql import quoted
from app.values import Stored


class Grouping:
    """The groups of a field, or of a reference.

    Args:
        records: The records that are grouped.
        name: Name of the field or of the relation.
    """

    def __init__(self, records: Records, name: str) -> None:
        self.records = records
        self.name = name
        self.relation = next((r for r in records.references if r.name == name), None)
        self.field = None if self.relation else records.entity.field(name)

    @property
    def label(self) -> str:
        """What the groups are called together."""
        known: Field | Relation = self.relation or self.records.entity.field(self.name)
        return known.label

    @property
    def target(self) -> Entity | None:
        """The entity whose records are the groups, if they are records."""
        return self.records.schema.entity(self.relation.target) if self.relation else None

    @property
    def key(self) -> str:
        """The expression that groups; what was never ticked is a no."""
        column = quoted(self.name)
        if self.field is not None and self.field.kind is Kind.YES_NO:
            return "".join(["coalesce(", column, ", 0)"])
        return column

    def names(self, keys: Iterable[Stored]) -> dict[Stored, str]:
        """Return what people call the groups with these keys."""
        if self.target is None:
            return _distinct({key: self._word(key) for key in keys})
        there = Records(self.records.connection, self.records.schema, self.target)
        known = list(dict.fromkeys(keys))
        titles: Mapping[int, str] = there.titles(key for key in known if isinstance(key, int))
        return _distinct({key: self._title(key, titles) for key in known})

    def link(self, key: Stored) -> str:
        """Return the address of the list of a group; empty when there is none."""
        if key is None or (self.field is not None and self.field.kind is Kind.TEXT):
            return ""
        return f"/{self.records.entity.name}?{urlencode({f'f_{self.name}': key})}"

    @property
    def _nothing(self) -> str:
        """The name of the group of those that belong to none."""
        return f"Without {self.label.lower()}"

    def _word(self, key: Stored) -> str:
        if self.field is not None and self.field.kind is Kind.YES_NO:
            return "Yes" if key else "No"
        return self._nothing if key is None else str(key)

    def _title(self, key: Stored, titles: Mapping[int, str]) -> str:
        if not isinstance(key, int):
            return self._nothing
        return titles.get(key, f"{self.label} {key}")


def _distinct(names: dict[Stored, str]) -> dict[Stored, str]:
    often = Counter(names.values())
    return {
        key: f"{name} ({key or 'empty'})" if often[name] > 1 else name
        for key, name in names.items()
    }
