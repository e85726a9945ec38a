"""A gallery: the records of an entity as pictures, small side by side and large one by one."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from app.feature import Feature, Panel, Tab
from app.model import Entity, Schema
from app.records import Records
from app.site import Key, Site
from app.sql import quoted, select

_ON_A_PAGE = 48
_NEWEST = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """A record with its photo; the name is empty when it has none."""

    id: int
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a picture stands among the others, the newest first."""

    number: int
    total: int
    before: int | None
    """Id of the record before it."""
    after: int | None


class Gallery(Feature):
    """Shows the records of an entity by a photo of each.

    Args:
        entity: Name of the entity.
        photo: Its field with the photo.
    """

    def __init__(self, entity: str, photo: str) -> None:
        self.entity = entity
        self.photo = photo

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Gallery", self._path)] if entity.name == self.entity else ()

    def router(self, site: Site) -> APIRouter:
        """Return the page of all pictures, and that of each."""
        router = APIRouter(default_response_class=Response)

        def all_of_them(request: Request, page: str = "") -> Response:
            with site.reading(self.entity) as records:
                newest = self.pictures(records, 1, 0)
                pages = max(1, -(-records.count() // _ON_A_PAGE))
                number = min(max(1, _number(page)), pages)
                return site.page(
                    request,
                    "gallery.html",
                    entity=records.entity,
                    pictures=self.pictures(records, _ON_A_PAGE, (number - 1) * _ON_A_PAGE),
                    number=number,
                    pages=pages,
                    photo=records.entity.field(self.photo).label,
                    empty=not any(picture.name for picture in newest),
                )

        def one_of_them(request: Request, key: Key) -> Response:
            with site.reading(self.entity) as records:
                record = records.get(key)
                if record is None or record.values[self.photo] is None:
                    raise HTTPException(404, "This picture is not there any more.")
                return site.page(
                    request,
                    "gallery_picture.html",
                    entity=records.entity,
                    picture=self._picture(records, key, str(record.values[self.photo])),
                    place=self.place(records, key),
                )

        router.add_api_route(self._path, all_of_them, methods=["GET"])
        router.add_api_route(f"{self._path}/{{key}}", one_of_them, methods=["GET"])
        return router

    def panels(
        self,
        connection: sqlite3.Connection,
        schema: Schema,
        today: date,
    ) -> Sequence[Panel]:
        """Show the newest pictures on the first page."""
        records = Records(connection, schema, schema.entity(self.entity))
        newest = [picture for picture in self.pictures(records, _NEWEST, 0) if picture.name]
        if not newest:
            return ()
        context = {"pictures": newest, "entity": records.entity}
        return [Panel("Newest pictures", "gallery_newest.html", context)]

    def pictures(self, records: Records, most: int, skipped: int) -> list[Picture]:
        """Return pictures, the newest first, and after them the records that have none."""
        column = quoted(self.photo)
        text = select(
            ['"id"', column],
            records.entity.table,
            " ".join(["ORDER BY", column, 'IS NULL, "id" DESC LIMIT ? OFFSET ?']),
        )
        rows = records.connection.execute(text, (most, skipped)).fetchall()
        titles = records.titles(row[0] for row in rows)
        return [Picture(row[0], titles[row[0]], row[1] or "") for row in rows]

    def place(self, records: Records, key: int) -> Place:
        """Return where the picture of a record stands."""
        there = " ".join(["WHERE", quoted(self.photo), "IS NOT NULL"])
        columns = [
            "count(*)",
            'count(*) FILTER (WHERE "id" > :key)',
            'min("id") FILTER (WHERE "id" > :key)',
            'max("id") FILTER (WHERE "id" < :key)',
        ]
        text = select(columns, records.entity.table, there)
        total, newer, before, after = records.connection.execute(text, {"key": key}).fetchone()
        return Place(newer + 1, total, before, after)

    def _picture(self, records: Records, key: int, name: str) -> Picture:
        return Picture(key, records.titles([key])[key], name)

    @property
    def _path(self) -> str:
        return f"/{self.entity}/gallery"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 1
