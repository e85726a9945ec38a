"""Whether a record is done, as one of its fields says, and the button that sets this field."""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.clicks import back, found, put
from app.feature import Action
from app.model import Entity, Field, Kind
from app.records import Record, Records
from app.site import Key, Site, today
from app.sql import Condition, quoted, select, where
from app.submission import Form
from app.values import Stored

_AROUND = re.compile(r"^(?:date|day|is|was) | (?:on|at|date|day|am)$|\?$", re.IGNORECASE)
_OVER = re.compile(
    r"done|finish|complete|paid|closed|cancel|return|solved|over\b|erledigt|fertig|bezahlt"
    r"|abgeschlossen|abgesagt|zurück",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:not|to be|nicht|noch)\b|\bun|\bincomplete", re.IGNORECASE)
_LATELY = timedelta(days=1)
_MOST = 10


class Done:
    """What a yes/no field, a date or a choice says about being done.

    Args:
        entity: Name of the entity.
        field: Its field; a date says when it was done, of a choice some options are the end.
    """

    def __init__(self, entity: str, field: str) -> None:
        self.entity = entity
        self.field = field

    def reached(self, entity: Entity, record: Record) -> bool:
        """Return whether a record is done."""
        field, stored = entity.field(self.field), record.values[self.field]
        return stored in _ends(field) if field.kind is Kind.CHOICE else bool(stored)

    def missing(self, entity: Entity) -> Condition:
        """Return the condition that records fulfil which are not done."""
        field, column = (
            entity.field(self.field),
            " ".join(["coalesce(", quoted(self.field), ", '')"]),
        )
        choice = field.kind is Kind.CHOICE
        without = "NOT IN" if choice else "IN"
        text = " ".join([column, without, "(SELECT value FROM json_each(?))"])
        return Condition(text, (json.dumps(_ends(field) if choice else ["", 0]),))

    def lately(self, records: Records) -> list[Record]:
        """Return what was done within a day, the last first, in case it was a slip."""
        missing = self.missing(records.entity)
        condition, values = where(
            [
                Condition(" ".join(["NOT (", missing.text, ")"]), missing.values),
                Condition('"updated_at" >= ?', (_a_day_ago(),)),
            ]
        )
        order = 'ORDER BY "updated_at" DESC, "id" DESC LIMIT ?'
        text = select(['"id"'], records.entity.table, condition, order)
        rows = records.connection.execute(text, [*values, _MOST])
        return records.several(row[0] for row in rows)

    def word(self, entity: Entity) -> str:
        """Return what being done is called, like ``Paid`` for a field ``Paid on``."""
        word = _AROUND.sub("", _AROUND.sub("", entity.field(self.field).label.strip())).strip()
        return word[:1].upper() + word[1:] or "Done"

    def actions(self, entity: Entity, record: Record) -> Sequence[Action]:
        """Return the button that sets the field, or takes it back for a day."""
        field, word = entity.field(self.field), self.word(entity)
        path = f"/{entity.name}/{record.id}/set/{field.name}"
        if field.kind is Kind.CHOICE:
            return ()
        if not self.reached(entity, record):
            label = f"{word} today" if field.kind is Kind.DATE else word
            return [Action(label, path, {"to": "yes"})]
        if record.updated_at >= _a_day_ago() and not field.required:
            return [Action(f"Not {word[:1].lower()}{word[1:]}", path, {"to": "no"})]
        return ()

    def route(self, router: APIRouter, site: Site) -> None:
        """Add the address that the button sends to."""

        def changed(request: Request, key: Key, form: Form) -> Response:
            with site.writing(self.entity) as records:
                record = found(records, key)
                self._set(site, records, record, done=form.get("to") == ["yes"])
            return back(request, f"/{self.entity}/{key}", "saved")

        path = f"/{self.entity}/{{key}}/set/{self.field}"
        router.add_api_route(path, changed, methods=["POST"])

    def _set(self, site: Site, records: Records, record: Record, *, done: bool) -> None:
        """Set the field; a second click changes nothing, so a date stays what it was."""
        field = records.entity.field(self.field)
        if done != self.reached(records.entity, record):
            yes: Stored = today().isoformat() if field.kind is Kind.DATE else 1
            no: Stored = None if field.kind is Kind.DATE else 0
            put(site, records, record, {field.name: yes if done else no})


def _ends(field: Field) -> list[str]:
    """Return the options that mean done: by their words, else the last one."""
    ends = [c for c in field.choices if _OVER.search(c) and not _NOT_YET.search(c)]
    return ends or list(field.choices[-1:])


def _a_day_ago() -> str:
    return (datetime.now(UTC) - _LATELY).isoformat(timespec="milliseconds")
