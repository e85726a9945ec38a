"""A checklist: the records of an entity, ticked off with a click."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app import deletion
from app.clicks import back, number, put
from app.feature import Feature, Tab
from app.features.checklist_items import MOST, Items
from app.forms import check
from app.model import Entity
from app.records import Record, Records
from app.site import Site
from app.submission import Form

_MOST_REMOVED = 500


@dataclass(frozen=True, slots=True)
class Undo:
    """What to tell of a click, and the form that takes it back."""

    text: str
    name: str
    ids: Sequence[int]


class Checklist(Feature):
    """Lets the records of an entity be ticked off.

    Args:
        entity: Name of the entity.
        done: Its yes/no field.
        group: Its choice or reference that they are grouped by, if there is one.
    """

    def __init__(self, entity: str, done: str, group: str = "") -> None:
        self.entity = entity
        self.done = done
        self.group = group

    def tabs(self, entity: Entity) -> Sequence[Tab]:
        """Stand beside the list."""
        return [Tab("Checklist", self._path)] if entity.name == self.entity else ()

    def router(self, site: Site) -> APIRouter:
        """Return the checklist, and what its buttons do."""
        pages = _Pages(site, self)
        router = APIRouter(default_response_class=Response)
        router.add_api_route(self._path, pages.shown, methods=["GET"])
        router.add_api_route(self._path, pages.ticked, methods=["POST"])
        router.add_api_route(f"{self._path}/add", pages.added, methods=["POST"])
        router.add_api_route(f"{self._path}/untick", pages.unticked, methods=["POST"])
        router.add_api_route(f"{self._path}/remove", pages.doubted, methods=["GET"])
        router.add_api_route(f"{self._path}/remove", pages.removed, methods=["POST"])
        return router

    def items(self, records: Records) -> Items:
        """Return what can be ticked."""
        return Items(records, self.done, self.group)

    @property
    def _path(self) -> str:
        return f"/{self.entity}/checklist"


class _Pages:
    """Answers browsers."""

    def __init__(self, site: Site, feature: Checklist) -> None:
        self.site = site
        self.feature = feature
        self.path = f"/{feature.entity}/checklist"

    def shown(self, request: Request) -> Response:
        """Show the checklist."""
        address = request.query_params
        hide = address.get("hide") == "1"
        with self.site.reading(self.feature.entity) as records:
            items = self.feature.items(records)
            total, done = items.counts()
            return self.site.page(
                request,
                "checklist.html",
                entity=records.entity,
                label=records.entity.field(self.feature.done).label,
                groups=items.groups(open_only=hide),
                keys=items.keys() if self.feature.group else {},
                group_name=self.feature.group,
                total=total,
                done=done,
                hide=hide,
                most=MOST,
                added=address.get("notice") == "added",
                undo=_undo(records, address, hide=hide),
                notice=self._notice(address),
            )

    def ticked(self, request: Request, form: Form) -> Response:
        """Tick some and untick others."""
        wanted = [(number(key), 1) for key in form.get("tick", [])]
        wanted += [(number(key), 0) for key in form.get("untick", [])]
        self._set(wanted)
        if len(wanted) != 1:
            return back(request, self.path, "")
        key, done = wanted[0]
        return back(request, self.path, "ticked" if done else "", of=key, anchor=f"item-{key}")

    def added(self, request: Request, form: Form) -> Response:
        """Keep a new record; the whole form asks for what else it needs."""
        with self.site.writing(self.feature.entity) as records:
            wanted = {records.entity.title, self.feature.group}
            given = {name: texts for name, texts in form.items() if name in wanted}
            draft = check(records, given)
            if draft.errors:
                known = urlencode(given, doseq=True)
                return RedirectResponse(f"/{self.feature.entity}/new?{known}", 303)
            key = self.site.add(records, draft)
        return back(request, self.path, "added", of=key, anchor="add")

    def unticked(self, request: Request, form: Form) -> Response:
        """Untick all, so that the list can be used again."""
        with self.site.writing(self.feature.entity) as records:
            there = self.feature.items(records).ticked(records.count())
            for record in there:
                put(self.site, records, record, {self.feature.done: 0})
        was = ".".join(str(record.id) for record in there[:MOST])
        return back(request, self.path, "unticked", was=was)

    def doubted(self, request: Request) -> Response:
        """Ask before those that are ticked are removed."""
        with self.site.reading(self.feature.entity) as records:
            there = self.feature.items(records).ticked(_MOST_REMOVED)
            plans = [self._plan(records, record) for record in there]
            return self.site.page(
                request,
                "checklist_remove.html",
                entity=records.entity,
                label=records.entity.field(self.feature.done).label,
                free=[records.named(r) for r, p in zip(there, plans, strict=True) if not p.blocked],
                held=[records.named(r) for r, p in zip(there, plans, strict=True) if p.blocked],
                others=sum(sum(p.others(records.entity).values()) for p in plans if not p.blocked),
                back=self.path,
            )

    def removed(self, form: Form) -> Response:
        """Remove those that were asked about, as far as they are still ticked."""
        wanted = {number(key) for key in form.get("key", [])}
        with self.site.writing(self.feature.entity) as records:
            for record in self.feature.items(records).ticked(_MOST_REMOVED):
                plan = self._plan(records, record)
                if record.id in wanted and not plan.blocked:
                    self.site.delete(records, plan)
        return RedirectResponse(f"{self.path}?notice=removed", 303)

    def _plan(self, records: Records, record: Record) -> deletion.Plan:
        return deletion.plan(records.connection, self.site.schema, records.entity, record.id)

    def _set(self, wanted: Sequence[tuple[int, int]]) -> None:
        with self.site.writing(self.feature.entity) as records:
            for key, done in wanted:
                record = records.get(key)
                if record is not None and bool(record.values[self.feature.done]) != bool(done):
                    put(self.site, records, record, {self.feature.done: done})

    def _notice(self, address: Mapping[str, str]) -> str:
        told = {"added": "Added.", "removed": "Removed what was ticked."}
        return told.get(address.get("notice", ""), "")


def _ids(text: str) -> list[int]:
    return [key for part in text.split(".")[:MOST] if (key := number(part))]


def _undo(records: Records, address: Mapping[str, str], *, hide: bool) -> Undo | None:
    """Return the way back from a click whose second one can't be made on the page."""
    notice = address.get("notice")
    if notice == "unticked":
        return Undo("Nothing is ticked any more.", "tick", _ids(address.get("was", "")))
    record = records.get(number(address.get("of", ""))) if notice == "ticked" and hide else None
    if record is None:
        return None
    return Undo(f"“{records.named(record).title}” is ticked.", "untick", [record.id])
