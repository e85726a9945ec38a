"""Checks what people and programs send in before it is kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from app.model import NUMBERS, Entity, Field, Kind, Relation
from app.photos.store import is_kept
from app.records import Record, Records
from app.values import InvalidError, Stored, plain, read, write

Submission = Mapping[str, list[str]]
"""Texts as they were entered, by the name of the field or relation."""


class Sent(dict[str, list[str]]):
    """A form whose photos are kept already: their names stand in it.

    So nobody has to choose a photo again because another field is wrong.
    """

    def __init__(self, texts: Submission, refused: Mapping[str, str]) -> None:
        super().__init__(texts)
        self.refused = refused
        """Why a photo could not be kept, by the name of the field."""


@dataclass(slots=True)
class Draft:
    """What was sent in, as far as it is valid, and what is wrong with the rest."""

    values: dict[str, Stored] = field(default_factory=dict)
    links: dict[str, list[int]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    """Messages by the name of the field or relation."""


def check(records: Records, submission: Submission, current: Record | None = None) -> Draft:
    """Check everything that was sent in against the schema and the other records."""
    draft = Draft()
    for known in records.entity.fields:
        entered = (submission.get(known.name) or [""])[-1]
        try:
            draft.values[known.name] = _value(records, known, entered, current)
        except InvalidError as problem:
            draft.errors[known.name] = str(problem)
    if isinstance(submission, Sent):
        draft.errors |= submission.refused
    for relation in (*records.references, *records.links):
        try:
            _refer(records, relation, submission.get(relation.name, []), draft)
        except InvalidError as problem:
            draft.errors[relation.name] = str(problem)
    return draft


def entered(records: Records, record: Record) -> dict[str, list[str]]:
    """Return a record as a form would send it in unchanged."""
    currency = records.schema.currency
    texts = {f.name: [write(f, record.values[f.name], currency)] for f in records.entity.fields}
    for relation in records.references:
        value = record.values[relation.name]
        texts[relation.name] = [] if value is None else [str(value)]
    for relation in records.links:
        texts[relation.name] = [str(key) for key in records.linked(relation, record.id)]
    return texts


def from_json(records: Records, payload: object) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return what was sent as a form would send it, and messages where a type is wrong."""
    if not isinstance(payload, dict):
        return {}, {"": "Send an object with the fields of the record."}
    texts: dict[str, list[str]] = {}
    errors: dict[str, str] = {}
    known = _takers(records)
    for name, value in payload.items():
        if name in ("id", "created_at", "updated_at"):
            continue
        try:
            if name not in known:
                raise InvalidError("There is no such field.")
            texts[name] = _texts(known[name], value)
        except InvalidError as problem:
            errors[name] = str(problem)
    return texts, errors


def parse_json(body: bytes) -> Any:
    """Return the value of a JSON text; numbers keep every digit.

    Raises:
        ValueError: It is not JSON.
    """
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _value(records: Records, known: Field, entered: str, current: Record | None) -> Stored:
    before = current.values[known.name] if current else None
    if known.kind is Kind.CHOICE and before is not None and entered == before:
        return before  # an option that is no longer offered may stay
    stored = read(known, entered, records.schema.currency)
    new_photo = known.kind is Kind.PHOTO and stored not in (None, before)
    if new_photo and not is_kept(records.connection, stored):
        raise InvalidError("This photo is not there any more. Choose it again.")
    if known.unique and stored is not None:
        but = current.id if current else None
        if records.taken(known.name, stored, but):
            label = records.schema.within(records.entity.label)
            raise InvalidError(f"There is already a {label} with this.")
    return stored


def _refer(records: Records, relation: Relation, texts: list[str], draft: Draft) -> None:
    ids = _ids([text for text in texts if text])
    target = records.schema.entity(relation.target)
    there = Records(records.connection, records.schema, target).titles(ids)
    if any(key not in there for key in ids):
        raise InvalidError(f"Choose a {records.schema.within(target.label)} that is there.")
    if relation.many:
        draft.links[relation.name] = ids
        return
    if relation.required and not ids:
        raise InvalidError(f"{relation.label} is needed.")
    draft.values[relation.name] = ids[-1] if ids else None


def _ids(texts: list[str]) -> list[int]:
    if not all(text.isascii() and text.isdigit() and len(text) < 19 for text in texts):
        raise InvalidError("Choose from the list.")
    return [int(text) for text in texts]


def _takers(records: Records) -> dict[str, Field | Relation]:
    takers: dict[str, Field | Relation] = {f.name: f for f in records.entity.fields}
    takers.update({r.name: r for r in (*records.references, *records.links)})
    return takers


def _texts(taker: Field | Relation, value: object) -> list[str]:
    if isinstance(taker, Relation):
        several = value if isinstance(value, list) and taker.many else [value]
        if not all(v is None or (isinstance(v, int) and not isinstance(v, bool)) for v in several):
            wanted = "a list of ids" if taker.many else "an id"
            raise InvalidError(f"Send {wanted}.")
        return [str(v) for v in several if v is not None]
    if value is None:
        return [""]
    if taker.kind is Kind.YES_NO:
        if not isinstance(value, bool):
            raise InvalidError("Send true or false.")
        return ["yes" if value else "no"]
    number = isinstance(value, int | Decimal | str) and not isinstance(value, bool)
    if taker.kind in NUMBERS and number:
        return [plain(str(value))]  # in JSON, a dot stands before decimals
    if not isinstance(value, str):
        wanted = "a number, or a text that is one" if taker.kind in NUMBERS else "a text"
        raise InvalidError(f"Send {wanted}.")
    return [value]


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def labels(entity: Entity, relations: tuple[Relation, ...]) -> dict[str, str]:
    """Return what fields and relations are called, by name."""
    names = {f.name: f.label for f in entity.fields}
    return names | {r.name: r.label for r in relations}
