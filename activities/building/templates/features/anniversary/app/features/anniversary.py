"""Anniversaries: days that come back every year, and the age that is reached."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from sqlite3 import Connection

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.agenda import PAGE_SIZE, Item, grouped, turned
from app.dates import day_of
from app.feature import Badge, Feature, Notice, Tab
from app.features.anniversary_day import Occurrence, is_birthday
from app.model import Entity, Schema
from app.records import Record, Records
from app.site import Site, today
from app.sql import quoted, select

_SOON = 14
_MOST = 10_000
_MOST_SOON = 50


class Anniversary(Feature):
    """Says when the days of an entity come back, and how old somebody or something gets.

    Args:
        entity: Name of the entity.
        date: Its field with the day on which it began.
    """

    def __init__(self, entity: str, date: str) -> None:
        self.entity = entity
        self.date = date
        self.path = f"/{entity}/anniversary/{date}"

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Upcoming", self.path)] if entity.name == self.entity else ()

    def badges(self, entity: Entity, record: Record, today: date) -> Sequence[Badge]:
        """Say when the day comes back and which age is reached."""
        first = day_of(record.values[self.date]) if entity.name == self.entity else None
        if first is None or (day := Occurrence.after(first, today)) is None:
            return ()
        left = (day.next - today).days
        tone = "good" if left == 0 else "warn" if left <= _SOON else "plain"
        return [Badge(day.says(today, birthday=self._birthday(entity)), tone)]

    def notices(self, connection: Connection, schema: Schema, today: date) -> Sequence[Notice]:
        """Tell what comes back within two weeks."""
        records = Records(connection, schema, schema.entity(self.entity))
        birthday = self._birthday(records.entity)
        found = self._items(records, self._soon(records, today), today)
        notices = []
        for item, day in found:
            if (day.next - today).days <= _SOON:
                says = day.says(today, birthday=birthday)
                text = (
                    f"{item.title} {says}" if says.startswith("turns") else f"{item.title}: {says}"
                )
                tone = "good" if day.next == today else "warn"
                path = f"/{self.entity}/{item.record.id}"
                notices.append(Notice(text, path, tone, day.next.isoformat()))
        return notices

    def router(self, site: Site) -> APIRouter:
        """Return the page of the coming year."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request, page: str = "", notice: str = "") -> Response:
            day = today()
            with site.reading(self.entity) as records:
                keys = self._order(records, day)
                number, pages = turned(page, len(keys))
                keys = keys[(number - 1) * PAGE_SIZE :][:PAGE_SIZE]
                found = [item for item, _ in self._items(records, keys, day)]
                return site.page(
                    request,
                    "anniversary.html",
                    entity=records.entity,
                    groups=grouped(found, lambda item: f"{item.day:%B %Y}"),
                    number=number,
                    pages=pages,
                    notice="Saved." if notice == "saved" else "",
                )

        router.add_api_route(self.path, shown, methods=["GET"])
        return router

    def _soon(self, records: Records, today: date) -> list[int]:
        """Return the ids of records whose day of the year is near."""
        near = {f"{today + timedelta(days=number):%m-%d}" for number in range(_SOON + 1)}
        near |= {"02-29"} if "02-28" in near else set()
        day = " ".join(["substr(", quoted(self.date), ", 6)"])
        condition = " ".join(["WHERE", day, "IN (SELECT value FROM json_each(?))"])
        order = " ".join(["ORDER BY", day, "LIMIT ?"])
        text = select(['"id"'], records.entity.table, condition, order)
        rows = records.connection.execute(text, (json.dumps(sorted(near)), _MOST_SOON))
        return [row[0] for row in rows]

    def _order(self, records: Records, today: date) -> list[int]:
        """Return the ids of all records by their next day."""
        column = quoted(self.date)
        condition = " ".join(["WHERE", column, "IS NOT NULL LIMIT ?"])
        text = select(['"id"', column], records.entity.table, condition)
        days = []
        for key, stored in records.connection.execute(text, (_MOST,)):
            first = day_of(stored)
            day = Occurrence.after(first, today) if first else None
            if day:
                days.append((day.next, key))
        return [key for _, key in sorted(days)]

    def _items(
        self, records: Records, keys: Sequence[int], today: date
    ) -> list[tuple[Item, Occurrence]]:
        found = []
        for record in records.several(keys):
            first = day_of(record.values[self.date])
            day = Occurrence.after(first, today) if first else None
            if day:
                title = records.named(record).title
                found.append((Item(record, title, day.next), day))
        return found

    def _birthday(self, entity: Entity) -> bool:
        return is_birthday(f"{entity.label} {entity.field(self.date).label}")
