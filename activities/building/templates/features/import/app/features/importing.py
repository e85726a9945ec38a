"""Import: records from a CSV file, looked through before they are added."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from app.feature import Feature, Link
from app.features.import_columns import Columns, takers
from app.features.import_drafts import TABLES, Draft, Drafts
from app.features.import_keep import carry_out, taken_back
from app.features.import_plan import ImportPlan, Planner
from app.features.import_table import MOST_ROWS, UnreadableError, decode, read
from app.features.import_upload import Upload, parts
from app.forms import Submission
from app.model import Entity
from app.records import Records
from app.security import FORM_FIELD, check_token
from app.site import Site
from app.submission import Form

_PATH = "/-/import/{name}"
_SHOWN = 20
"""Rows and problems that are shown before anything is added."""


class Import(Feature):
    """Reads tables and adds their rows as records."""

    tables = TABLES

    def list_tools(self, entity: Entity, query: str) -> Sequence[Link]:
        """Stand below every list."""
        return [Link("Import from CSV", _PATH.format(name=entity.name))]

    def router(self, site: Site) -> APIRouter:
        """Return the pages: choose a file, look through it, see what was added."""
        pages = _Pages(site)
        router = APIRouter(default_response_class=Response)
        router.add_api_route(_PATH, pages.blank, methods=["GET"])
        router.add_api_route(_PATH, pages.uploaded, methods=["POST"])
        router.add_api_route(f"{_PATH}/{{draft}}", pages.previewed, methods=["GET"])
        router.add_api_route(f"{_PATH}/{{draft}}", pages.confirmed, methods=["POST"])
        router.add_api_route(f"{_PATH}/{{draft}}/back", pages.regretted, methods=["POST"])
        return router


class _Pages:
    """Answers browsers."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def blank(self, request: Request, name: str) -> Response:
        """Ask for a file, or for a table that is pasted."""
        with self._site.reading(name) as records:
            return self._ask(request, records)

    def uploaded(self, request: Request, name: str, upload: Upload) -> Response:
        """Keep what was sent until it is looked through."""
        found = parts(upload)
        check_token(request, found.get(FORM_FIELD, b"").decode("utf-8", "replace"))
        with self._site.writing(name) as records:
            try:
                text = decode(found.get("file") or found.get("pasted") or b"")
                if not read(text):
                    raise UnreadableError("Choose a file with a table, or paste one.")
            except UnreadableError as problem:
                return self._ask(request, records, str(problem))
            key = Drafts(records.connection, name).put(text)
        return _go(name, key)

    def previewed(self, request: Request, name: str, draft: str) -> Response:
        """Show what would be added, or what was."""
        with self._site.reading(name) as records:
            found = _found(records, draft)
            if found.result is not None:
                return self._tell(request, records, found)
            return self._preview(request, records, found, request.query_params)

    def confirmed(self, request: Request, name: str, draft: str, form: Form) -> Response:
        """Add all of it, once."""
        with self._site.writing(name) as records:
            found = _found(records, draft)
            if found.result is None:
                chosen = _chosen(form)
                plan = _plan(records, Columns.of(records, read(found.content), chosen), chosen)
                if not plan.rows:
                    return self._preview(request, records, found, chosen)
                result = carry_out(self._site, records, plan)
                Drafts(records.connection, name).finish(draft, result)
        return _go(name, draft)

    def regretted(self, request: Request, name: str, draft: str, form: Form) -> Response:
        """Delete what was added, if nothing else refers to it by now."""
        with self._site.writing(name) as records:
            found = _found(records, draft)
            if found.result is not None and not found.result.taken_back:
                if not taken_back(self._site, records, found.result):
                    return self._tell(request, records, found, refused=True)
                result = replace(found.result, taken_back=True)
                Drafts(records.connection, name).finish(draft, result)
        return _go(name, draft)

    def _ask(self, request: Request, records: Records, problem: str = "") -> Response:
        known = takers(records).values()
        return self._site.page(
            request,
            "import.html",
            status=422 if problem else 200,
            entity=records.entity,
            takers=known,
            needed=sum(taker.required for taker in known),
            problem=problem,
            most=MOST_ROWS,
        )

    def _preview(
        self, request: Request, records: Records, draft: Draft, chosen: Mapping[str, str]
    ) -> Response:
        columns = Columns.of(records, read(draft.content), chosen)
        return self._site.page(
            request,
            "import_preview.html",
            entity=records.entity,
            draft=draft,
            columns=columns,
            takers=takers(records).values(),
            samples=_samples(columns),
            plan=_plan(records, columns, chosen),
            shown=_SHOWN,
        )

    def _tell(
        self, request: Request, records: Records, draft: Draft, *, refused: bool = False
    ) -> Response:
        result = draft.result
        made = result.made if result else {}
        return self._site.page(
            request,
            "import_result.html",
            status=409 if refused else 200,
            entity=records.entity,
            draft=draft,
            result=result,
            made=[(self._site.schema.entity(name), len(ids)) for name, ids in made.items()],
            refused=refused,
        )


def _plan(records: Records, columns: Columns, chosen: Mapping[str, str]) -> ImportPlan:
    return Planner(records, columns, anyway=chosen.get("alike") == "add").plan()


def _samples(columns: Columns) -> list[str]:
    """Return a cell of each column that holds something."""
    found = ([row.cell(i).strip() for row in columns.rows[:50]] for i in range(len(columns.names)))
    return [next(filter(None, cells), "") for cells in found]


def _found(records: Records, key: str) -> Draft:
    draft = Drafts(records.connection, records.entity.name).get(key)
    if draft is None:
        raise HTTPException(404, "This import is not kept any more. Choose the file again.")
    return draft


def _chosen(form: Submission) -> dict[str, str]:
    return {name: texts[-1] for name, texts in form.items()}


def _go(name: str, draft: str) -> Response:
    return RedirectResponse(f"{_PATH.format(name=name)}/{draft}", 303)
