"""Brings a deletion back: the same records, with their ids and what referred to them."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace

from app.features.undo_bin import Bin, Deletion
from app.forms import Draft
from app.model import Relation
from app.records import Record, Records
from app.site import Site
from app.snapshot import Snapshot
from app.values import show


class Return:
    """What bringing a deletion back would do; the records may have changed in the meantime."""

    def __init__(self, site: Site, connection: sqlite3.Connection, deletion: Deletion) -> None:
        self._site = site
        self._connection = connection
        content = Bin(connection).content(deletion)
        known = {entity.name for entity in site.schema.entities}
        self._snapshots = [(name, s) for name, s in content.snapshots if name in known]
        self._ties = content.ties
        self._coming: dict[str, set[int]] = {name: set() for name in known}
        for name, snapshot in self._snapshots:
            self._coming[name].add(snapshot.record.id)
        self.obstacles = [text for name, s in self._snapshots for text in self._against(name, s)]
        self.losses = [text for name, s in self._snapshots for text in self._lost(name, s)]
        if unknown := len(content.snapshots) - len(self._snapshots):
            belong = "belongs" if unknown == 1 else "belong"
            self.losses.append(
                f"{unknown} of the records {belong} to what is not kept here any more."
            )
        self.losses += [self._changed(there, record, r) for there, record, r, _ in self._taken()]

    def carry_out(self) -> None:
        """Bring back what can be brought back."""
        self._connection.execute("PRAGMA defer_foreign_keys = ON")  # records may come in any order
        for name, snapshot in self._snapshots:
            there = self._records(name)
            present = {r.name: self._present(r, snapshot) for r in _relations(there)}
            single = {r.name: next(iter(present[r.name]), None) for r in there.references}
            record = replace(snapshot.record, values={**snapshot.record.values, **single})
            there.restore(record, {r.name: present[r.name] for r in there.links})
        for there, record, relation, target in list(self._open()):
            draft = Draft()
            if relation.many:
                draft.links[relation.name] = [*there.linked(relation, record.id), target]
            else:
                draft.values[relation.name] = target
            self._site.change(there, record, draft)

    def _against(self, name: str, snapshot: Snapshot) -> Iterator[str]:
        """Say why a record can't come back at all."""
        there = self._records(name)
        label = there.schema.within(there.entity.label)
        if there.get(snapshot.record.id):
            yield f"Its place was taken: there is another {label} {snapshot.record.id}."
        for field in there.entity.fields:
            value = snapshot.record.values.get(field.name)
            if field.unique and value is not None and there.taken(field.name, value):
                shown = show(field, value, there.schema.currency)
                yield f"There is another {label} by now whose {field.label} is “{shown}”."

    def _lost(self, name: str, snapshot: Snapshot) -> Iterator[str]:
        """Say what a record comes back without."""
        there = self._records(name)
        title = there.named(_completed(there, snapshot.record)).title
        for relation in _relations(there):
            missing = len(snapshot.ids(relation) or ()) - len(self._present(relation, snapshot))
            if missing:
                what = f"{missing} of its {relation.label}" if relation.many else relation.label
                yield f"“{title}” comes back without {what}, which is not there any more."
        kept = {f.name for f in there.entity.fields} | {r.name for r in _relations(there)}
        for lost in snapshot.record.values.keys() - kept:
            if snapshot.record.values[lost] is not None:
                yield f"“{title}” comes back without {lost}, which is not kept here any more."

    def _changed(self, there: Records, record: Record, relation: Relation) -> str:
        return f"“{there.named(record).title}” has another {relation.label} by now, and keeps it."

    def _present(self, relation: Relation, snapshot: Snapshot) -> list[int]:
        """Return the ids that a relation leads to, as far as they are there or come back too."""
        ids = snapshot.ids(relation) or ()
        there = self._records(relation.target).titles(ids).keys()
        return [key for key in ids if key in there or key in self._coming[relation.target]]

    def _open(self) -> Iterator[tuple[Records, Record, Relation, int]]:
        """Give the ties that can be knotted again."""
        for there, record, relation, target in self._remaining():
            if relation.many or record.values[relation.name] is None:
                yield there, record, relation, target

    def _taken(self) -> Iterator[tuple[Records, Record, Relation, int]]:
        """Give the ties whose reference leads elsewhere by now."""
        for there, record, relation, target in self._remaining():
            if not relation.many and record.values[relation.name] not in (None, target):
                yield there, record, relation, target

    def _remaining(self) -> Iterator[tuple[Records, Record, Relation, int]]:
        relations: Mapping[tuple[str, str], Relation] = {
            (r.source, r.name): r for r in self._site.schema.relations
        }
        for source, name, key, target in self._ties:
            relation = relations.get((source, name))
            if relation is None or target not in self._coming[relation.target]:
                continue
            there = self._records(source)
            record = there.get(key)
            if record is not None:
                yield there, record, relation, target

    def _records(self, name: str) -> Records:
        schema = self._site.schema
        return Records(self._connection, schema, schema.entity(name))


def _relations(records: Records) -> tuple[Relation, ...]:
    return (*records.references, *records.links)


def _completed(records: Records, record: Record) -> Record:
    """Return a record with all that is kept by now; what an older version kept may be less."""
    empty = {field.name: None for field in records.entity.fields}
    return replace(record, values=empty | dict(record.values))
