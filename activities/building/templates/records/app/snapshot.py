"""A record as it was at one moment, to be kept as text and brought back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from app.model import Relation
from app.records import Record, Records

KEPT_DAYS = 30
"""Days after a deletion that what was known of the record is kept."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A record and the ids that its relations to several lead to."""

    record: Record
    links: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, records: Records, record: Record) -> "Snapshot":
        """Return what a record is now."""
        return cls(record, {r.name: records.linked(r, record.id) for r in records.links})

    @classmethod
    def read(cls, text: str) -> "Snapshot":
        """Return what was written before, perhaps by an older version of the application."""
        kept = json.loads(text)
        return cls(Record(**kept["record"], about=kept.get("about", "")), kept["links"])

    def ids(self, relation: Relation) -> Sequence[int] | None:
        """Return where a relation led; None when there was no such relation then."""
        if relation.many:
            return self.links.get(relation.name)
        if relation.name not in self.record.values:
            return None
        value = self.record.values[relation.name]
        return [] if value is None else [int(value)]

    def same_as(self, other: "Snapshot") -> bool:
        """Return whether nothing changed from one to the other, whatever the time."""
        return (self.record.values, self.links) == (other.record.values, other.links)

    def written(self) -> str:
        """Return it as text."""
        record = asdict(self.record)
        # Beside the record, as versions of the application that know nothing of it read it too.
        about = record.pop("about")
        return json.dumps({"record": record, "links": dict(self.links), "about": about})
