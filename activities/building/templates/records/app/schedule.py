"""What features have in common that look at records by the day on which something is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from sqlite3 import Connection

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.agenda import DUE, Agenda, Group, Item, Span
from app.dates import SOON, day_of, due, tone
from app.feature import Badge, Feature, Notice, Tab
from app.model import Entity, Schema
from app.records import Record, Records
from app.site import Site, today


@dataclass(frozen=True, slots=True)
class Words:
    """What its page says."""

    tab: str
    lead: str
    empty: str
    """Heading when there is nothing to show."""
    hint: str
    """What is shown there once there is something."""


class Schedule(Feature):
    """Says when something is due: beside records, on the first page and on a page of its own.

    Args:
        entity: Name of the entity.
        path: Address of its page.
    """

    words: Words
    spans: Sequence[Span] = DUE
    told: int | None = None
    """How many days the first page tells of what is overdue; None for as long as it is."""

    def __init__(self, entity: str, path: str) -> None:
        self.entity = entity
        self.path = path

    def agenda(self, records: Records, today: date) -> Agenda:
        """Return the records that something is to be said of."""
        raise NotImplementedError

    def day(self, entity: Entity, record: Record, today: date) -> date | None:
        """Return the day of a record; None when nothing is to be said of it."""
        raise NotImplementedError

    def says(self, record: Record, day: date, today: date) -> str:
        """Return when something is due, in words."""
        return due(day, today)

    def lately(self, records: Records, today: date) -> Group | None:
        """Return what was done a short while ago and may have been a slip."""
        return None

    def route(self, router: APIRouter, site: Site) -> None:
        """Add further addresses."""

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab(self.words.tab, self.path)] if entity.name == self.entity else ()

    def badges(self, entity: Entity, record: Record, today: date) -> Sequence[Badge]:
        """Say when it is due."""
        day = self.day(entity, record, today) if entity.name == self.entity else None
        if day is None:
            return ()
        return [Badge(self.says(record, day, today), tone(day, today))]

    def notices(self, connection: Connection, schema: Schema, today: date) -> Sequence[Notice]:
        """Tell what is overdue or due within a week."""
        records = Records(connection, schema, schema.entity(self.entity))
        last = today + timedelta(days=SOON)
        first = date.min if self.told is None else today - timedelta(days=self.told)

        def tell(item: Item) -> Notice:
            text = f"{item.title}: {self.says(item.record, item.day, today)}"
            path = f"/{self.entity}/{item.record.id}"
            return Notice(text, path, tone(item.day, today), item.day.isoformat())

        def more(count: int) -> Notice:
            entity = records.entity
            kept = schema.within(entity.label if count == 1 else entity.plural)
            text = f"{count:,} more {kept} under \N{LEFT DOUBLE QUOTATION MARK}{self.words.tab}"
            return Notice(f"{text}\N{RIGHT DOUBLE QUOTATION MARK}", self.path, "warn", f"{last}")

        return self.agenda(records, today).notices(first, last, tell, more)

    def router(self, site: Site) -> APIRouter:
        """Return the page with everything in the order of its days."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request, page: str = "", notice: str = "") -> Response:
            day = today()
            with site.reading(self.entity) as records:
                return site.page(
                    request,
                    "agenda.html",
                    entity=records.entity,
                    words=self.words,
                    sheet=self.agenda(records, day).sheet(self.spans, day, page),
                    lately=self.lately(records, day),
                    notice="Saved." if notice == "saved" else "",
                )

        router.add_api_route(self.path, shown, methods=["GET"])
        self.route(router, site)
        return router


def items(records: Records, found: Sequence[Record], field: str, today: date) -> list[Item]:
    """Return records as items, by the date in a field or else today."""
    return [
        Item(record, records.named(record).title, day_of(record.values[field]) or today)
        for record in found
    ]
