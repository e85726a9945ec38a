"""Turns remembered states into what people read: field by field, before and after."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.features.history_log import Change
from app.model import Field, Relation
from app.records import Records
from app.snapshot import Snapshot
from app.values import show, show_date

Titles = Mapping[str, Mapping[int, str]]
"""Titles by the name of the relation and the id that it leads to."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one field or relation was and became; empty for nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change."""

    id: int
    changed_at: str
    moment: str
    differences: Sequence[Difference]


def entries(records: Records, changes: Sequence[Change], after: Snapshot) -> list[Entry]:
    """Return the changes as they are shown, newest first.

    Args:
        records: The records of the entity.
        changes: Changes of one record, newest first.
        after: What the record was after the newest of them.
    """
    states = [after, *(change.before for change in changes)]
    titles = _titles(records, states)
    shown = []
    for change, later in zip(changes, states, strict=False):
        found = list(_differences(records, titles, change.before, later))
        shown.append(Entry(change.id, change.changed_at, _moment(change.changed_at), found))
    return shown


def _differences(
    records: Records, titles: Titles, before: Snapshot, after: Snapshot
) -> Iterator[Difference]:
    for field in records.entity.fields:
        old, new = before.record.values, after.record.values
        if field.name in old and field.name in new and old[field.name] != new[field.name]:
            texts = (_text(records, field, side) for side in (before, after))
            yield Difference(field.label, *texts)
    for relation in (*records.references, *records.links):
        ids = before.ids(relation), after.ids(relation)
        if None not in ids and ids[0] != ids[1]:
            names = (_named(titles[relation.name], side or ()) for side in ids)
            yield Difference(relation.label, *names)


def _text(records: Records, field: Field, state: Snapshot) -> str:
    return show(field, state.record.values[field.name], records.schema.currency)


def _named(titles: Mapping[int, str], ids: Sequence[int]) -> str:
    return "; ".join(titles.get(key, f"number {key}, not there any more") for key in ids)


def _titles(records: Records, states: Sequence[Snapshot]) -> Titles:
    return {r.name: _targets(records, r, states) for r in (*records.references, *records.links)}


def _targets(records: Records, relation: Relation, states: Sequence[Snapshot]) -> Mapping[int, str]:
    ids = {key for state in states for key in state.ids(relation) or ()}
    target = records.schema.entity(relation.target)
    return Records(records.connection, records.schema, target).titles(ids)


def _moment(timestamp: str) -> str:
    local = datetime.fromisoformat(timestamp).astimezone()
    return f"{show_date(local.date().isoformat())}, {local:%H:%M}"
