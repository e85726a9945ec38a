"""Undo: what was deleted can be brought back for some time."""

from collections.abc import Sequence
from types import MappingProxyType

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.deletion import Plan
from app.feature import Action, Feature, Link
from app.features.undo_bin import TABLES, Bin, Deletion
from app.features.undo_return import Return
from app.model import Entity
from app.records import Record, Records
from app.site import Key, Site, today
from app.snapshot import KEPT_DAYS
from app.submission import Form

_PATH = "/-/deleted"


class Undo(Feature):
    """Keeps what is deleted, shows it on a page, and brings it back."""

    tables = TABLES
    messages = MappingProxyType(
        {"back": "Brought back.", "gone": "This was brought back before, or is gone for good."}
    )
    consequence = f"You can bring it back for {KEPT_DAYS} days."

    def menu(self) -> Sequence[Link]:
        """Lead to what was deleted."""
        return [Link("Deleted", _PATH)]

    def after_deletion(self, entity: Entity, key: int) -> Sequence[Action]:
        """Offer to bring a record back that was just deleted."""
        return [Action("Undo", f"{_PATH}/{entity.name}/{key}")]

    def deleting(self, records: Records, plan: Plan) -> None:
        """Keep what is about to be deleted."""
        there = Bin(records.connection)
        there.empty(today())
        there.put(records, plan)

    def kept(self, records: Records, before: Record | None, after: Record) -> None:
        """Forget what was deleted long ago."""
        Bin(records.connection).empty(today())

    def router(self, site: Site) -> APIRouter:
        """Return the page of what was deleted, and what its buttons do."""
        router = APIRouter(default_response_class=Response)

        def listed(request: Request, page: str = "") -> Response:
            number = int(page) if page.isascii() and page.isdigit() and len(page) < 10 else 1
            with site.database.reading() as connection:
                shown = Bin(connection).page(today(), number)
            known = {entity.name: entity for entity in site.schema.entities}
            return site.page(request, "undo.html", shown=shown, known=known, days=KEPT_DAYS)

        def returned(request: Request, name: str, key: Key, form: Form) -> Response:
            with site.writing(name) as records:
                found = Bin(records.connection).find(name, key, today())
                if found is None:
                    return RedirectResponse(f"{_back(site, name, key)}?notice=gone", 303)
                way = Return(site, records.connection, found)
                if way.obstacles or (way.losses and "anyway" not in form):
                    return _ask(site, request, found, way)
                way.carry_out()
                Bin(records.connection).take(found)
            return RedirectResponse(f"/{name}/{key}?notice=back", 303)

        router.add_api_route(_PATH, listed, methods=["GET"])
        router.add_api_route(f"{_PATH}/{{name}}/{{key}}", returned, methods=["POST"])
        return router


def _back(site: Site, name: str, key: int) -> str:
    with site.reading(name) as records:
        return f"/{name}/{key}" if records.get(key) else f"/{name}"


def _ask(site: Site, request: Request, found: Deletion, way: Return) -> Response:
    return site.page(request, "undo_return.html", status=409, deletion=found, way=way)
