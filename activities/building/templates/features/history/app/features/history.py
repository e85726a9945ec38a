"""History: what each record was before each change, and a way back to it."""

from collections.abc import Mapping, Sequence
from datetime import date

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from app import deletion
from app.feature import Feature, Panel
from app.features.history_entries import entries
from app.features.history_log import MOST, TABLES, Log
from app.forms import check, entered, labels
from app.records import Record, Records
from app.site import Key, Site, today
from app.snapshot import Snapshot
from app.submission import Form
from app.values import write

_SHOWN = 3
"""Changes on a record's own page."""
_PAGE = 20


class History(Feature):
    """Remembers records before they change, shows it, and brings an earlier state back."""

    tables = TABLES

    def changing(self, records: Records, record: Record) -> None:
        """Remember what a record is before a change."""
        Log(records).put(record)

    def kept(self, records: Records, before: Record | None, after: Record) -> None:
        """Forget what was remembered when the change was none."""
        if before is not None:
            Log(records).settle(after)

    def deleting(self, records: Records, plan: deletion.Plan) -> None:
        """Remember what refers to it, and forget what was deleted long ago."""
        schema, connection = records.schema, records.connection
        cut = {(t.relation.source, t.source) for t in deletion.ties(connection, schema, plan)}
        for name, key in sorted(cut):
            there = Records(connection, schema, schema.entity(name))
            if (record := there.get(key)) is not None:
                Log(there).put(record)
        for name, ids in plan.deleted.items():
            log = Log(Records(connection, schema, schema.entity(name)))
            log.end(ids)
            log.forget(today())

    def details(self, records: Records, record: Record, today: date) -> Sequence[Panel]:
        """Show the last changes on a record's page."""
        log = Log(records)
        total = log.count(record.id)
        if not total:
            return ()
        now = Snapshot.of(records, record)
        shown = entries(records, log.page(record.id, 0, _SHOWN), now)
        context = {
            "entries": shown,
            "total": total,
            "path": f"/-/history/{records.entity.name}/{record.id}",
        }
        return [Panel("History", "history_panel.html", context)]

    def router(self, site: Site) -> APIRouter:
        """Return the page of all changes of a record, and the way back to one of its states."""
        router = APIRouter(default_response_class=Response)

        def shown(request: Request, name: str, key: Key, page: str = "") -> Response:
            number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
            with site.reading(name) as records:
                return _page(site, request, records, _found(records, key), number)

        def restored(request: Request, name: str, key: Key, change: Key, form: Form) -> Response:  # noqa: ARG001 - checks the token
            with site.writing(name) as records:
                record = _found(records, key)
                snapshot = Log(records).find(key, change)
                if snapshot is None:
                    raise HTTPException(404, "This state is not kept any more.")
                draft = check(records, _submission(records, record, snapshot), record)
                if draft.errors:
                    return _page(site, request, records, record, 1, draft.errors)
                site.change(records, record, draft)
            return RedirectResponse(f"/{name}/{key}?notice=saved", 303)

        path = "/-/history/{name}/{key}"
        router.add_api_route(path, shown, methods=["GET"])
        router.add_api_route(f"{path}/{{change}}", restored, methods=["POST"])
        return router


def _page(
    site: Site,
    request: Request,
    records: Records,
    record: Record,
    number: int,
    errors: Mapping[str, str] | None = None,
) -> Response:
    log = Log(records)
    total = log.count(record.id)
    pages = max(1, -(-total // _PAGE))
    number = min(max(1, number), pages)
    skipped = (number - 1) * _PAGE
    changes = log.page(record.id, skipped, _PAGE)
    later = log.page(record.id, skipped - 1, 1) if skipped else []
    after = later[0].before if later else Snapshot.of(records, record)
    names = labels(records.entity, (*records.references, *records.links))
    return site.page(
        request,
        "history.html",
        status=409 if errors else 200,
        entity=records.entity,
        record=record,
        title=records.named(record).title,
        entries=entries(records, changes, after),
        number=number,
        pages=pages,
        most=MOST if total >= MOST else 0,
        problems=[(names[name], text) for name, text in (errors or {}).items()],
    )


def _submission(records: Records, record: Record, snapshot: Snapshot) -> dict[str, list[str]]:
    """Return an earlier state as a form would send it in; what was not known then stays."""
    texts = entered(records, record)
    then = snapshot.record.values
    for field in records.entity.fields:
        if field.name in then:
            texts[field.name] = [write(field, then[field.name], records.schema.currency)]
    for relation in (*records.references, *records.links):
        ids = snapshot.ids(relation)
        if ids is not None:
            target = records.schema.entity(relation.target)
            there = Records(records.connection, records.schema, target).titles(ids)
            texts[relation.name] = [str(key) for key in ids if key in there]
    return texts


def _found(records: Records, key: int) -> Record:
    record = records.get(key)
    if record is None:
        label = records.schema.within(records.entity.label)
        raise HTTPException(404, f"This {label} is not there any more.")
    return record
