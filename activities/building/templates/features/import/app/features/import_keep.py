"""Adds what a plan says, and takes it back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from app import deletion
from app.features.import_plan import ImportPlan, Planned, defaults
from app.features.import_targets import Pending, Target, pending
from app.forms import Draft
from app.records import Records
from app.site import Site

Ids = Mapping[Pending, int]


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did."""

    added: Sequence[int]
    made: Mapping[str, Sequence[int]]
    """Ids of the records that were added because rows refer to them, by entity."""
    duplicates: int
    left_out: int
    taken_back: bool = False
    alike: int = 0
    """Rows left out because they look like records that are here with other values."""

    def written(self) -> str:
        """Return it as text."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Result":
        """Return what was written before."""
        return cls(**json.loads(text))


def carry_out(site: Site, records: Records, plan: ImportPlan) -> Result:
    """Add everything, in the transaction of the records.

    The features do not follow up on it: an import is history, not a click. What is done in it has
    had its next one already, and what a feature added besides would not be taken back.
    """
    made: dict[str, list[int]] = {}
    ids: dict[Pending, int] = {}
    for wanted, target in plan.made.items():
        there = _records(site, records, wanted[0])
        ids[wanted] = there.add(target.draft.values, target.draft.links)
        made.setdefault(wanted[0], []).append(ids[wanted])
    added = [_add(records, row, ids) for row in plan.rows]
    for key, title in records.titles(added).items():
        ids.setdefault((records.entity.name, title.casefold()), key)
    for row, key in zip(plan.rows, added, strict=True):
        _refer(records, row, key, ids)
    alike = 0 if plan.anyway else len(plan.alike)
    return Result(added, made, plan.duplicates, plan.left_out, alike=alike)


def taken_back(site: Site, records: Records, result: Result) -> bool:
    """Delete what was added; return whether it could be, because nothing else refers to it."""
    keys = sorted(records.titles(result.added))
    plan = deletion.plan(records.connection, site.schema, records.entity, *keys)
    if plan.blocked or plan.cleared or plan.others(records.entity):
        return False
    if keys:
        site.delete(records, plan)
    for name, ids in result.made.items():
        there = _records(site, records, name)
        free = [key for key in there.titles(ids) if _is_free(site, there, key)]
        if free:
            site.delete(there, deletion.plan(there.connection, site.schema, there.entity, *free))
    return True


def _add(records: Records, row: Planned, ids: Ids) -> int:
    """Add a row; what it refers to and stands in another row follows when all are there."""
    draft = Draft(defaults(records) | row.values)
    for relation in records.references:
        targets = _resolved(row.targets.get(relation.name, ()), ids)
        draft.values[relation.name] = targets[0] if targets else None
    for relation in records.links:
        draft.links[relation.name] = _resolved(row.targets.get(relation.name, ()), ids)
    return records.add(draft.values, draft.links)


def _refer(records: Records, row: Planned, key: int, ids: Ids) -> None:
    own = records.entity.name
    draft = Draft()
    for relation in (*records.references, *records.links):
        targets = row.targets.get(relation.name, ())
        if relation.target == own and pending(targets):
            resolved = _resolved(targets, ids)
            if relation.many:
                draft.links[relation.name] = resolved
            else:
                draft.values[relation.name] = resolved[0] if resolved else None
    if draft.values or draft.links:
        records.change(key, draft.values, draft.links)


def _resolved(targets: Sequence[Target], ids: Ids) -> list[int]:
    found = (target if isinstance(target, int) else ids.get(target) for target in targets)
    return [key for key in found if key is not None]


def _is_free(site: Site, records: Records, key: int) -> bool:
    plan = deletion.plan(records.connection, site.schema, records.entity, key)
    return not (plan.blocked or plan.cleared or plan.others(records.entity))


def _records(site: Site, records: Records, name: str) -> Records:
    return Records(records.connection, site.schema, site.schema.entity(name))
