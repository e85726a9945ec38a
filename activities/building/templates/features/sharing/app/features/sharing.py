"""Links with which others can look at a list, and change nothing."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.feature import Feature, Link
from app.features.sharing_links import MOST_LINKS, TABLE, SharedLink, SharedLinks
from app.features.sharing_public import BELOW, SharedPages
from app.features.sharing_view import canonical, described, summary
from app.forms import Submission
from app.listing import Listing
from app.model import Entity
from app.records import Records
from app.site import Site, today
from app.submission import Form

LINKS = "/-/sharing"
_LONGEST_NOTE = 60
_NOTICES = {"revoked": "Revoked. Whoever has that link sees nothing any more."}


class Sharing(Feature):
    """Makes links, lists them and takes them back."""

    tables = (TABLE,)
    public = (BELOW,)

    def menu(self) -> Sequence[Link]:
        """Lead to the links."""
        return [Link("Shared links", LINKS)]

    def list_tools(self, entity: Entity, query: str) -> Sequence[Link]:
        """Stand below every list."""
        return [Link("Share this list", f"/{entity.name}/share?{query}".rstrip("?"))]

    def router(self, site: Site) -> APIRouter:
        """Return the pages of the household, and those that a link leads to."""
        desk = Desk(site)
        router = APIRouter(default_response_class=Response)
        router.add_api_route(LINKS, desk.listed, methods=["GET"])
        router.add_api_route(f"{LINKS}/revoke", desk.revoked, methods=["POST"])
        for entity in site.schema.entities:  # not for any name: /api/share may be a list as well
            counter = Counter(site, entity.name)
            router.add_api_route(f"/{entity.name}/share", counter.asked, methods=["GET"])
            router.add_api_route(f"/{entity.name}/share", counter.made, methods=["POST"])
        router.include_router(SharedPages(site).router())
        return router


@dataclass(frozen=True, slots=True)
class Row:
    """A link as the household sees it."""

    link: SharedLink
    entity: Entity | None
    words: str
    works: bool
    """Whether the list is still there, with all that narrows it."""
    over: bool


class Desk:
    """Where links are seen and taken back."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def listed(self, request: Request, notice: str = "") -> Response:
        """Show all links."""
        with self.site.database.reading() as connection:
            rows = [self._row(connection, link) for link in SharedLinks(connection).all()]
        told = _NOTICES.get(notice, "")
        return self.site.page(request, "sharing.html", rows=rows, notice=told)

    def revoked(self, form: Form) -> Response:
        """Take a link back."""
        which = _field(form, "which")
        if which.isascii() and which.isdigit() and len(which) < 19:
            with self.site.database.writing() as connection:
                SharedLinks(connection).revoke(int(which))
        return RedirectResponse(f"{LINKS}?notice=revoked", 303)

    def _row(self, connection: sqlite3.Connection, link: SharedLink) -> Row:
        schema = self.site.schema
        entity = next((known for known in schema.entities if known.name == link.entity), None)
        words = summary(Records(connection, schema, entity), link.query) if entity else None
        over = bool(link.ends) and link.ends < today().isoformat()
        return Row(link, entity, words or "", words is not None, over)


class Counter:
    """Where a link to a list of one entity is made."""

    def __init__(self, site: Site, name: str) -> None:
        self.site = site
        self.name = name

    def asked(self, request: Request) -> Response:
        """Say what would be shown, and ask for whom and until when."""
        with self.site.reading(self.name) as records:
            return self._ask(request, records, {}, {})

    def made(self, request: Request, form: Form) -> Response:
        """Make a link, and show it this once."""
        note, ends = (_field(form, field).strip() for field in ("note", "ends"))
        with self.site.writing(self.name) as records:
            listing = Listing(records, request.query_params)
            errors = _problems(note, ends)
            query = canonical(records, request.query_params)
            link = SharedLink(self.name, query, note, today().isoformat(), ends)
            secret = "" if errors else SharedLinks(records.connection).add(link)
            if not (errors or secret):
                errors["note"] = f"There are {MOST_LINKS} links. Revoke one of them first."
            if errors:
                return self._ask(request, records, form, errors)
            return self.site.page(
                request,
                "sharing_made.html",
                entity=records.entity,
                words=described(records, listing.query),
                link=link,
                address=f"{_origin(request)}{BELOW}{secret}",
            )

    def _ask(
        self, request: Request, records: Records, form: Submission, errors: dict[str, str]
    ) -> Response:
        listing = Listing(records, request.query_params)
        return self.site.page(
            request,
            "sharing_new.html",
            status=422 if errors else 200,
            entity=records.entity,
            query=listing.link(),
            words=described(records, listing.query),
            total=listing.page.total,
            form={name: _field(form, name) for name in ("note", "ends")},
            errors=errors,
            today=today().isoformat(),
            longest=_LONGEST_NOTE,
            guarded=self.site.guarded,
        )


def _problems(note: str, ends: str) -> dict[str, str]:
    errors = {}
    if len(note) > _LONGEST_NOTE or not note.isprintable():
        errors["note"] = f"Use one line of at most {_LONGEST_NOTE} characters."
    if ends:
        try:
            over = date.fromisoformat(ends) < today() or len(ends) != len("2026-01-31")
        except ValueError:
            over = True
        if over:
            errors["ends"] = "Choose a day from today on, or none."
    return errors


def _field(form: Submission, name: str) -> str:
    return (form.get(name) or [""])[-1]


def _origin(request: Request) -> str:
    """Return how addresses begin for the visitor, who may come through a proxy."""
    secure = request.headers.get("x-forwarded-proto") == "https"
    scheme = "https" if secure else request.url.scheme
    return f"{scheme}://{request.url.netloc}"
