"""The pages that a link leads to, for people who may know nothing else of the application."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, Response

from app.features.sharing_links import SharedLinks
from app.features.sharing_view import SharedListing, facts, wanted
from app.records import Query, Record, Records
from app.site import Site, today

BELOW = "/-/shared/"
_NOT_KEPT = {"cache-control": "no-store"}
"""A link can be revoked."""
_HEADERS = {"x-robots-tag": "noindex, nofollow, noarchive", "referrer-policy": "no-referrer"}


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens."""

    records: Records
    query: Query


class SharedPages:
    """A list and its records; every other address below a link looks like no link at all."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def router(self) -> APIRouter:
        """Return the routes."""
        router = APIRouter(prefix=BELOW.rstrip("/"), default_response_class=Response)
        router.add_api_route("/{secret}", self.listed, methods=["GET"])
        router.add_api_route("/{secret}/{key}/photo/{field}", self.pictured, methods=["GET"])
        router.add_api_route("/{secret}/{key:path}", self.shown, methods=["GET"])
        return router

    def listed(self, request: Request, secret: str) -> Response:
        """Show the list."""
        with self._opened(secret) as opened:
            if opened is None:
                return self._nothing(request)
            listing = SharedListing(opened.records, opened.query, request.query_params)
            return self._page(
                request,
                "sharing_list.html",
                entity=opened.records.entity,
                base=f"{BELOW}{secret}",
                listing=listing,
                page=listing.page,
                titles=listing.titles(),
            )

    def shown(self, request: Request, secret: str, key: str) -> Response:
        """Show a record, if the list has it."""
        with self._opened(secret) as opened:
            record = _within(opened, key)
            if opened is None or record is None:
                return self._nothing(request)
            records = opened.records
            return self._page(
                request,
                "sharing_record.html",
                entity=records.entity,
                base=f"{BELOW}{secret}",
                record=record,
                title=records.named(record).title,
                facts=list(facts(records, record)),
            )

    def pictured(self, request: Request, secret: str, key: str, field: str) -> Response:
        """Give a photo of a record, if the list has it."""
        with self._opened(secret) as opened:
            record = _within(opened, key)
            photos = [known.name for known in opened.records.entity.photos] if opened else []
            stored = record.values[field] if record and field in photos else None
        path = self.site.photos.file(str(stored)) if stored else None
        if path is None:
            return self._nothing(request)
        return FileResponse(path, media_type="image/jpeg", headers=_HEADERS | _NOT_KEPT)

    @contextmanager
    def _opened(self, secret: str) -> Iterator[Opened | None]:
        """Give what a secret opens, and note that it was used."""
        day = today().isoformat()
        with self.site.database.reading() as connection:
            link = SharedLinks(connection).find(secret, day)
        if link is None:
            yield None
            return
        if link.used != day:
            with self.site.database.writing() as connection:
                SharedLinks(connection).note_use(link, day)
        if all(entity.name != link.entity for entity in self.site.schema.entities):
            yield None
            return
        with self.site.reading(link.entity) as records:
            query = wanted(records, link.query)
            yield None if query is None else Opened(records, query)

    def _nothing(self, request: Request) -> Response:
        message = "The link has ended, or a part of it is missing. Ask whoever sent it."
        return self._page(request, "error.html", status=404, code=404, message=message)

    def _page(
        self, request: Request, template: str, *, status: int = 200, **context: Any
    ) -> Response:
        request.scope["outside"] = True
        page = self.site.page(request, template, status=status, **context)
        if "set-cookie" in page.headers:
            del page.headers["set-cookie"]  # there are no forms that change anything
        page.headers.update(_HEADERS)
        return page


def _within(opened: Opened | None, key: str) -> Record | None:
    """Return a record by its id in an address, if it is on the list that was opened."""
    number = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
    if opened is None or not opened.records.finds(opened.query, number):
        return None
    return opened.records.get(number)
