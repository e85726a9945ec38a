"""What others changed of a record while somebody had its form open."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.forms import Draft, Submission, entered
from app.records import Record, Records
from app.values import Stored, show

Held = Stored | list[int]
"""What a field or a relation holds."""
WAS = "_was"
"""Part of a form that says when the record was changed last, as the form shows it."""
SEEN = "_seen"
"""Part of a form that tells by short marks what each of its fields held when it was opened."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is to be decided before a form is kept."""

    form: Submission
    """As it goes on: where nothing was changed in it, it holds what the others made of it."""
    theirs: Mapping[str, str]
    """What the others made of fields and relations that the form has otherwise, by name."""


def opened(records: Records, form: Submission, record: Record | None) -> dict[str, str]:
    """Return what a form carries of the moment in which it was opened, if that is not now."""
    if WAS in form:
        return {name: (form.get(name) or [""])[-1] for name in (WAS, SEEN)}
    return {WAS: record.updated_at, SEEN: _marked(records, record)} if record else {}


def conflict(records: Records, record: Record, form: Submission, draft: Draft) -> Conflict | None:
    """Return what others changed since the form was opened and it would undo; None for nothing."""
    then = opened(records, form, record)
    if then[WAS] == record.updated_at:
        return None
    before, now = _read(then[SEEN]), _held(records, record)
    own: dict[str, Held] = {**draft.values}
    own |= {name: sorted(set(ids)) for name, ids in draft.links.items()}
    changed = [name for name, value in now.items() if before.get(name) != _mark(value)]
    differing = [name for name in changed if own[name] != now[name]]
    untouched = [name for name in differing if before.get(name) == _mark(own[name])]
    texts = entered(records, record)
    # With the stamp and the marks of now, so that whoever saves again means it.
    fresh = {name: [text] for name, text in opened(records, {}, record).items()}
    again = {**form, **{name: texts[name] for name in untouched}, **fresh}
    return Conflict(again, _shown(records, record, differing)) if differing else None


def _held(records: Records, record: Record) -> dict[str, Held]:
    links = {r.name: sorted(records.linked(r, record.id)) for r in records.links}
    return {**record.values, **links}


def _marked(records: Records, record: Record) -> str:
    return json.dumps({name: _mark(value) for name, value in _held(records, record).items()})


def _mark(value: Held) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:12]


def _read(text: str) -> Mapping[str, object]:
    try:
        marks = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return marks if isinstance(marks, dict) else {}


def _shown(records: Records, record: Record, names: Sequence[str]) -> dict[str, str]:
    """Return what a record holds under these names, as people read it."""
    currency = records.schema.currency
    texts = {f.name: show(f, record.values[f.name], currency) for f in records.entity.fields}
    for relation in (*records.references, *records.links):
        held = _held(records, record)[relation.name]
        ids = held if isinstance(held, list) else [] if held is None else [int(held)]
        target = records.schema.entity(relation.target)
        there = Records(records.connection, records.schema, target).titles(ids)
        texts[relation.name] = ", ".join(there[key] for key in ids if key in there)
    return {name: texts[name] for name in names}
