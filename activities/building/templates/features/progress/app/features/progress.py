"""Progress: how far a number is on its way to another."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from app.feature import Badge, Feature, Panel, Tab
from app.features.progress_state import State, state
from app.forms import Draft
from app.model import Entity, Kind, Schema
from app.records import Query, Record, Records
from app.site import Key, Site
from app.submission import Form
from app.values import InvalidError, read, write

_MOST = 200
_MOST_IN_PANEL = 5
_NOTICES = {"saved": "Saved."}


class Progress(Feature):
    """Shows how far the records of an entity are.

    Args:
        entity: Name of the entity.
        current: Its field with the number that grows.
        goal: Its field with the number to reach.
    """

    def __init__(self, entity: str, current: str, goal: str) -> None:
        self.entity = entity
        self.current = current
        self.goal = goal
        self._currency = ""

    def install(self, app: FastAPI, site: Site) -> None:
        """Learn the currency, as badges can't ask for it."""
        self._currency = site.schema.currency

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Progress", self._path)] if entity.name == self.entity else ()

    def badges(self, entity: Entity, record: Record, today: date) -> Sequence[Badge]:
        """Say how far a record is."""
        if entity.name != self.entity or (known := self._state(entity, record)) is None:
            return ()
        return [Badge(known.badge, "good" if known.is_reached else "plain")]

    def details(self, records: Records, record: Record, today: date) -> Sequence[Panel]:
        """Show how far a record is, and take more."""
        known = self._state(records.entity, record) if records.entity.name == self.entity else None
        if known is None:
            return ()
        field = records.entity.field(self.current)
        context = {"state": known, "field": field, "record": record, "entity": records.entity}
        return [Panel("Progress", "progress_record.html", context)]

    def panels(
        self, connection: sqlite3.Connection, schema: Schema, today: date
    ) -> Sequence[Panel]:
        """Show what is nearest to its goal."""
        records = Records(connection, schema, schema.entity(self.entity))
        under_way = [item for item in self._all(records) if not item[1].is_reached]
        if not under_way:
            return ()
        title = f"{records.entity.plural} under way"
        context = {"items": under_way[:_MOST_IN_PANEL], "path": self._path, "records": records}
        return [Panel(title, "progress_panel.html", context)]

    def router(self, site: Site) -> APIRouter:
        """Return the page with all of them, and what adds to one."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request, notice: str = "") -> Response:
            with site.reading(self.entity) as records:
                return site.page(
                    request,
                    "progress.html",
                    entity=records.entity,
                    field=records.entity.field(self.current),
                    goal=records.entity.field(self.goal),
                    items=self._all(records),
                    records=records,
                    most=_MOST,
                    total=records.count(),
                    notice=_NOTICES.get(notice, ""),
                )

        def added(request: Request, key: Key, form: Form) -> Response:
            entered = (form.get("by") or [""])[-1]
            with site.writing(self.entity) as records:
                record = _found(records, key)
                try:
                    draft = Draft(values={self.current: self._more(records, record, entered)})
                except InvalidError as problem:
                    return self._again(site, request, records, record, entered, str(problem))
                site.change(records, record, draft)
            back = self._path if "list" in form else f"/{self.entity}/{key}"
            return RedirectResponse(f"{back}?notice=saved", 303)

        router.add_api_route(self._path, shown, methods=["GET"])
        router.add_api_route(f"/{self.entity}/{{key}}/progress", added, methods=["POST"])
        return router

    def _all(self, records: Records) -> list[tuple[Record, State]]:
        """Return those that have a goal: first what is not reached, the nearest first."""
        page = records.page(Query(), _MOST)
        found = [(record, self._state(records.entity, record)) for record in page.records]
        known = [(record, state) for record, state in found if state is not None]
        return sorted(known, key=lambda item: (item[1].is_reached, -item[1].percent))

    def _more(self, records: Records, record: Record, entered: str) -> int:
        """Return the number of a record with what was entered added to it.

        Raises:
            InvalidError: It can't be added.
        """
        field, currency = records.entity.field(self.current), self._currency
        kind = Kind.INTEGER if field.kind is Kind.RATING else field.kind
        free = replace(
            field, kind=kind, minimum=None, maximum=None, label="A number", required=True
        )
        number = int(record.values[self.current] or 0) + int(read(free, entered, currency) or 0)
        try:
            read(field, write(field, number, currency), currency)
        except InvalidError as problem:
            whole = write(field, number, currency)
            raise InvalidError(f"That would make it {whole}. {problem}") from None
        return number

    def _again(
        self,
        site: Site,
        request: Request,
        records: Records,
        record: Record,
        entered: str,
        problem: str,
    ) -> Response:
        return site.page(
            request,
            "progress_again.html",
            status=422,
            entity=records.entity,
            field=records.entity.field(self.current),
            record=record,
            title=records.named(record).title,
            entered=entered,
            problem=problem,
        )

    def _state(self, entity: Entity, record: Record) -> State | None:
        return state(entity, record, (self.current, self.goal), self._currency)

    @property
    def _path(self) -> str:
        return f"/{self.entity}/progress"


def _found(records: Records, key: int) -> Record:
    record = records.get(key)
    if record is None:
        label = records.schema.within(records.entity.label)
        raise HTTPException(404, f"This {label} is not there any more.")
    return record
