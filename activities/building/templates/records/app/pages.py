"""The pages: first page, lists, records and their forms."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from app import deletion
from app.dashboard import dashboard
from app.export import to_csv
from app.feature import Action
from app.forms import Draft, Submission, check, entered
from app.listing import Listing
from app.meanwhile import conflict, opened
from app.model import Entity, Relation
from app.records import Named, Record, Records
from app.site import Key, Site, today
from app.submission import Form

_MOST_REFERRING = 12
_NOTICES: Mapping[str, str] = {"added": "Added.", "saved": "Saved.", "deleted": "Deleted."}


class Pages:
    """Answers browsers."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def router(self) -> APIRouter:
        """Return the routes of all pages."""
        router = APIRouter(default_response_class=Response)
        router.add_api_route("/healthz", self.health, methods=["GET", "HEAD"])
        router.add_api_route("/", self.overview, methods=["GET"])
        router.add_api_route("/{name}", self.listed, methods=["GET"])
        router.add_api_route("/{name}", self.added, methods=["POST"])
        router.add_api_route("/{name}/new", self.blank, methods=["GET"])
        router.add_api_route("/{name}/export.csv", self.exported, methods=["GET"])
        router.add_api_route("/{name}/{key}", self.shown, methods=["GET"])
        router.add_api_route("/{name}/{key}", self.saved, methods=["POST"])
        router.add_api_route("/{name}/{key}/edit", self.edited, methods=["GET"])
        router.add_api_route("/{name}/{key}/delete", self.doubted, methods=["GET"])
        router.add_api_route("/{name}/{key}/delete", self.deleted, methods=["POST"])
        return router

    def health(self) -> Response:
        """Say whether the database can be read."""
        try:
            self.site.database.check()
        except sqlite3.Error:
            return JSONResponse({"status": "failing", "version": self.site.version}, 503)
        return JSONResponse({"status": "ok", "version": self.site.version})

    def overview(self, request: Request) -> Response:
        """Show the first page."""
        schema, day = self.site.schema, today()
        with self.site.database.reading() as connection:
            features = self.site.features
            return self.site.page(
                request,
                "dashboard.html",
                board=dashboard(connection, schema, day),
                notices=sorted(
                    (n for f in features for n in f.notices(connection, schema, day)),
                    key=lambda notice: notice.day,
                ),
                panels=[p for f in features for p in f.panels(connection, schema, day)],
                notice=self._notice(request),
            )

    def listed(self, request: Request, name: str) -> Response:
        """List records."""
        with self.site.reading(name) as records:
            listing = Listing(records, request.query_params)
            return self.site.page(
                request,
                "list.html",
                entity=records.entity,
                listing=listing,
                page=listing.page,
                titles=listing.titles(),
                notice=self._notice(request),
                offers=self._offers(request, records.entity),
                panels=[p for f in self.site.features for p in f.above(records, listing.query)],
            )

    def exported(self, request: Request, name: str) -> Response:
        """Give the records that are listed as a file."""
        with self.site.reading(name) as records:
            text = to_csv(records, records.all(Listing(records, request.query_params).query))
        disposition = {"content-disposition": f'attachment; filename="{name}.csv"'}
        return Response(text, media_type="text/csv; charset=utf-8", headers=disposition)

    def blank(self, request: Request, name: str) -> Response:
        """Show an empty form; the address may fill in some of it."""
        with self.site.reading(name) as records:
            given = {key: request.query_params.getlist(key) for key in request.query_params}
            return self._form(request, records, given, {})

    def added(self, request: Request, name: str, form: Form) -> Response:
        """Keep a new record."""
        with self.site.writing(name) as records:
            draft = check(records, form)
            if draft.errors:
                return self._form(request, records, form, draft.errors)
            key = self.site.add(records, draft)
        return _go(f"/{name}/{key}", "added")

    def shown(self, request: Request, name: str, key: Key) -> Response:
        """Show a record and what belongs to it."""
        with self.site.reading(name) as records:
            record = _found(records, key)
            panels = [p for f in self.site.features for p in f.details(records, record, today())]
            return self.site.page(
                request,
                "detail.html",
                entity=records.entity,
                record=record,
                title=records.named(record).title,
                related=self._related(records, record),
                referring=self._referring(records, record, [p.instead_of for p in panels]),
                panels=panels,
                notice=self._notice(request),
            )

    def edited(self, request: Request, name: str, key: Key) -> Response:
        """Show the form of a record."""
        with self.site.reading(name) as records:
            record = _found(records, key)
            return self._form(request, records, entered(records, record), {}, record)

    def saved(self, request: Request, name: str, key: Key, form: Form) -> Response:
        """Change a record."""
        with self.site.writing(name) as records:
            record = records.get(key)
            if record is None:
                return self._form(request, records, form, {}, gone=key)
            draft: Draft = check(records, form, record)
            if draft.errors:
                return self._form(request, records, form, draft.errors, record)
            if found := conflict(records, record, form, draft):
                return self._form(request, records, found.form, {}, record, theirs=found.theirs)
            self.site.change(records, record, draft)
        return _go(f"/{name}/{key}", "saved")

    def doubted(self, request: Request, name: str, key: Key) -> Response:
        """Ask before a record is deleted, saying what goes with it."""
        with self.site.reading(name) as records:
            return self._doubt(request, records, _found(records, key))

    def deleted(self, request: Request, name: str, key: Key, form: Form) -> Response:  # noqa: ARG002 - checks the token
        """Delete a record."""
        with self.site.writing(name) as records:
            record = _found(records, key)
            plan = deletion.plan(records.connection, self.site.schema, records.entity, key)
            if plan.blocked:
                return self._doubt(request, records, record, status=409)
            self.site.delete(records, plan)
        return _go(f"/{name}", "deleted", f"&gone={key}")

    def _notice(self, request: Request) -> str:
        name = request.query_params.get("notice", "")
        further = (f.messages[name] for f in self.site.features if name in f.messages)
        return _NOTICES.get(name) or next(further, "")

    def _offers(self, request: Request, entity: Entity) -> list[Action]:
        gone = request.query_params.get("gone", "")
        return self._ways_back(entity, int(gone)) if _is_id(gone) else []

    def _ways_back(self, entity: Entity, key: int) -> list[Action]:
        return [a for f in self.site.features for a in f.after_deletion(entity, key)]

    def _form(
        self,
        request: Request,
        records: Records,
        form: Submission,
        errors: Mapping[str, str],
        record: Record | None = None,
        *,
        theirs: Mapping[str, str] | None = None,
        gone: int = 0,
    ) -> Response:
        relations = (*records.references, *records.links)
        return self.site.page(
            request,
            "form.html",
            status=422 if errors else 409 if theirs else 404 if gone else 200,
            entity=records.entity,
            form=form,
            errors=errors,
            record=record,
            opened=opened(records, form, record),
            theirs=theirs or {},
            gone=gone,
            ways_back=self._ways_back(records.entity, gone) if gone else (),
            title=records.named(record).title if record else "",
            relations=relations,
            options={r.name: self._options(records, r, form) for r in relations},
            cut=[r for r in relations if not self._records_of(records, r.target).offers_all()],
        )

    def _options(self, records: Records, relation: Relation, form: Submission) -> list[Named]:
        chosen = [int(key) for key in form.get(relation.name, []) if _is_id(key)]
        return self._records_of(records, relation.target).options(chosen)

    def _doubt(
        self, request: Request, records: Records, record: Record, status: int = 200
    ) -> Response:
        plan = deletion.plan(records.connection, self.site.schema, records.entity, record.id)
        return self.site.page(
            request,
            "delete.html",
            status=status,
            entity=records.entity,
            record=record,
            title=records.named(record).title,
            plan=plan,
            others=plan.others(records.entity),
        )

    def _related(self, records: Records, record: Record) -> list[dict[str, Any]]:
        related = []
        for relation in (*records.references, *records.links):
            if relation.many:
                ids = records.linked(relation, record.id)
            else:
                value = record.values[relation.name]
                ids = [] if value is None else [int(value)]
            titles = self._records_of(records, relation.target).titles(ids)
            named = [Named(key, titles[key]) for key in ids if key in titles]
            related.append({"relation": relation, "named": named})
        return related

    def _referring(
        self, records: Records, record: Record, shown: Sequence[Relation | None]
    ) -> list[dict[str, Any]]:
        groups = []
        for relation in self.site.schema.incoming(records.entity):
            if relation in shown:
                continue
            there = self._records_of(records, relation.source)
            named, total = there.referring(relation, record.id, _MOST_REFERRING)
            query = urlencode({f"f_{relation.name}": record.id})
            groups.append(
                {
                    "relation": relation,
                    "entity": there.entity,
                    "named": named,
                    "total": total,
                    "query": query,
                }
            )
        return groups

    def _records_of(self, records: Records, name: str) -> Records:
        return Records(records.connection, self.site.schema, self.site.schema.entity(name))


def _found(records: Records, key: Key) -> Record:
    record = records.get(key)
    if record is None:
        label = records.schema.within(records.entity.label)
        raise HTTPException(404, f"This {label} is not there any more.")
    return record


def _go(path: str, notice: str, more: str = "") -> Response:
    return RedirectResponse(f"{path}?notice={notice}{more}", 303)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
