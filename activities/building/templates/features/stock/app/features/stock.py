"""A stock: counted up and down with a click, and what to buy."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from app.clicks import back, found, number, put
from app.feature import Action, Badge, Feature, Notice, Tab
from app.model import Entity, Field, Schema
from app.records import Record, Records
from app.site import Key, Site
from app.sql import quoted, select
from app.submission import Form
from app.values import show, stored_places

_MOST = 150
_NAMED = 3
_MINUS = "\N{MINUS SIGN}"
_LARGEST = 10**12


@dataclass(frozen=True, slots=True)
class Wanted:
    """What there is too little of."""

    id: int
    title: str
    there: str
    missing: str
    step: int
    """What is missing, as it is stored."""


class Stock(Feature):
    """Keeps count of the records of an entity; nothing entered counts as none.

    Args:
        entity: Name of the entity.
        amount: Its field with how many there are.
        minimum: Its field with how many there should be at least, if there is one.
    """

    def __init__(self, entity: str, amount: str, minimum: str = "") -> None:
        self.entity = entity
        self.amount = amount
        self.minimum = minimum

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("To buy", self._path)] if entity.name == self.entity else ()

    def badges(self, entity: Entity, record: Record, today: date) -> Sequence[Badge]:
        """Say that there is too little."""
        if entity.name != self.entity or not self.missing(entity, record):
            return ()
        return [Badge("low", "warn") if record.values[self.amount] else Badge("none left", "bad")]

    def actions(self, entity: Entity, record: Record) -> Sequence[Action]:
        """Count up and down."""
        if entity.name != self.entity:
            return ()
        path = f"/{self.entity}/{record.id}/stock"
        less = [Action(f"{_MINUS}1", path, {"by": "-1"})]
        more = [Action("+1", path, {"by": "1"})]
        return [*(less if int(record.values[self.amount] or 0) > 0 else ()), *more]

    def notices(
        self, connection: sqlite3.Connection, schema: Schema, today: date
    ) -> Sequence[Notice]:
        """Say what there is too little of."""
        records = Records(connection, schema, schema.entity(self.entity))
        count = self.low(records)
        if not count:
            return ()
        names = ", ".join(item.title for item in self.wanted(records, _NAMED))
        further = f" and {count - _NAMED:,} more" if count > _NAMED else ""
        return [Notice(f"{names}{further} {'is' if count == 1 else 'are'} low", self._path)]

    def router(self, site: Site) -> APIRouter:
        """Return what to buy, and what the buttons do."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request) -> Response:
            address = request.query_params
            with site.reading(self.entity) as records:
                bought = records.get(number(address.get("of", "")))
                return site.page(
                    request,
                    "stock.html",
                    entity=records.entity,
                    wanted=self.wanted(records),
                    low=self.low(records),
                    total=records.count(),
                    field=records.entity.field(self.amount),
                    bought=bought,
                    title=records.named(bought).title if bought else "",
                    was=address.get("was", ""),
                )

        def counted(request: Request, key: Key, form: Form) -> Response:
            with site.writing(self.entity) as records:
                was = self.count(site, records, found(records, key), form)
            return back(request, self._path, "counted", of=key, was=was, anchor=f"record-{key}")

        router.add_api_route(self._path, shown, methods=["GET"])
        router.add_api_route(f"/{self.entity}/{{key}}/stock", counted, methods=["POST"])
        return router

    def wanted(self, records: Records, limit: int = _MOST) -> Sequence[Wanted]:
        """Return what there is too little of, by title."""
        by_title = " ".join(["ORDER BY folded(", quoted(records.entity.title), ")", "LIMIT ?"])
        text = select(['"id"'], records.entity.table, "WHERE", self._too_little(records), by_title)
        ids = [row[0] for row in records.connection.execute(text, (limit,))]
        return [self._wanted(records, record) for record in records.several(ids)]

    def low(self, records: Records) -> int:
        """Return of how many there is too little."""
        text = select(["count(*)"], records.entity.table, "WHERE", self._too_little(records))
        return int(records.connection.execute(text).fetchone()[0])

    def missing(self, entity: Entity, record: Record) -> int:
        """Return how much there is too little, as the amount is stored; 0 if there is enough."""
        there = int(record.values[self.amount] or 0)
        one = _one(entity.field(self.amount))
        least = record.values[self.minimum] if self.minimum else None
        if least is None:
            return one - there if there <= 0 else 0
        wanted = -(-int(least) * one // _one(entity.field(self.minimum)))
        return max(wanted - there, 0)

    def count(
        self, site: Site, records: Records, record: Record, form: Mapping[str, list[str]]
    ) -> str:
        """Change the amount of a record by what a button says; return how to take it back."""
        field = records.entity.field(self.amount)
        step = _step(form, field)
        before = int(record.values[self.amount] or 0)
        low, high = _bounds(field)
        after = min(max(before + step, low), high)
        put(site, records, record, {self.amount: after})
        return str(before - after)

    def _too_little(self, records: Records) -> str:
        entity = records.entity
        there, one = f"coalesce({quoted(self.amount)}, 0)", _one(entity.field(self.amount))
        if not self.minimum:
            return f"{there} <= 0"
        least, unit = quoted(self.minimum), _one(entity.field(self.minimum))
        common = min(one, unit)
        below = f"{there} * {unit // common} < {least} * {one // common}"
        return f"CASE WHEN {least} IS NULL THEN {there} <= 0 ELSE {below} END"

    def _wanted(self, records: Records, record: Record) -> Wanted:
        field, currency = records.entity.field(self.amount), records.schema.currency
        missing = self.missing(records.entity, record)
        there = show(field, record.values[self.amount] or 0, currency)
        title = records.named(record).title
        return Wanted(record.id, title, there, show(field, missing, currency), missing)

    @property
    def _path(self) -> str:
        return f"/{self.entity}/to-buy"


def _one(field: Field) -> int:
    """Return how 1 is stored."""
    return int(10 ** stored_places(field.kind, ""))


def _bounds(field: Field) -> tuple[int, int]:
    """Return the least and the most that there can be; less than nothing only where it is said."""
    low = 0 if field.minimum is None else field.minimum
    high = _LARGEST if field.maximum is None else field.maximum
    return int(low * _one(field)), int(high * _one(field))


def _step(form: Mapping[str, list[str]], field: Field) -> int:
    """Return what a button adds: ``by`` whole ones, or a ``step`` as it is stored."""
    for name, unit in (("by", _one(field)), ("step", 1)):
        text = (form.get(name) or [""])[-1]
        if size := number(text.removeprefix("-")):
            return -size * unit if text.startswith("-") else size * unit
    raise HTTPException(400, "This says no number.")
