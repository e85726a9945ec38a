"""Puts the application together."""

import logging
import sqlite3
import sys
from collections.abc import Sequence

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException

from app.config import Settings
from app.database import Database
from app.feature import Feature
from app.features import FEATURES
from app.front import routers
from app.migrations import migrate
from app.model import Schema
from app.photos.serving import photo_router
from app.photos.store import TABLES
from app.photos.uploads import BodyLimit
from app.schema import SCHEMA
from app.security import Guard
from app.site import STATIC, Site

log = logging.getLogger("app")

_MESSAGES = {404: "There is no such page.", 405: "That is not possible here."}


def create_app(
    settings: Settings, schema: Schema = SCHEMA, features: Sequence[Feature] = FEATURES
) -> FastAPI:
    """Return the application on an up-to-date database."""
    _log_to_stdout()
    database = Database(settings.database)
    for name in migrate(database):
        log.info("applied %s", name)
    database.ensure(statement for feature in features for statement in feature.tables)
    site = Site(schema, database, settings.version, features)
    if schema.has_photos:
        database.ensure(TABLES)
        site.photos.clean_up()
    return assemble(site)


def assemble(site: Site) -> FastAPI:
    """Return the application for these parts."""
    app = FastAPI(
        title=site.schema.title,
        openapi_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.site = site
    errors = Errors(site)
    app.add_exception_handler(StarletteHTTPException, errors.told)
    app.add_exception_handler(RequestValidationError, errors.not_understood)
    app.add_exception_handler(sqlite3.OperationalError, errors.busy)
    app.add_exception_handler(Exception, errors.unexpected)
    app.mount("/static", _Assets(directory=STATIC), name="static")
    for feature in site.features:
        feature.install(app, site)
        if (own := feature.router(site)) is not None:
            app.include_router(own)
    if site.schema.has_photos:
        app.include_router(photo_router(site.photos))
    for router in routers(site):
        app.include_router(router)
    # Last, so that it stands before what the features installed.
    app.add_middleware(Guard, largest=BodyLimit(site.schema))
    return app


class Errors:
    """Turns what goes wrong into a page, or into JSON for programs."""

    def __init__(self, site: Site) -> None:
        self.site = site

    async def told(self, request: Request, error: Exception) -> Response:
        """Answer an error that was raised on purpose."""
        status = error.status_code if isinstance(error, StarletteHTTPException) else 500
        own_words = str(error.detail) if isinstance(error, HTTPException) else ""
        return self._answer(request, status, own_words or _MESSAGES.get(status, ""))

    async def not_understood(self, request: Request, _error: Exception) -> Response:
        """Answer an address whose parts have the wrong type."""
        return self._answer(request, 404, _MESSAGES[404])

    async def busy(self, request: Request, error: Exception) -> Response:
        """Answer when the database can't be used right now."""
        log.error("database: %s", error)
        return self._answer(request, 503, "The data can't be reached right now. Try again soon.")

    async def unexpected(self, request: Request, error: Exception) -> Response:
        """Answer a mistake in the program, without telling about its inside."""
        log.error("unexpected error", exc_info=error)
        return self._answer(request, 500, "Something went wrong here. Nothing was changed.")

    def _answer(self, request: Request, status: int, message: str) -> Response:
        if f"{request.url.path}/".startswith(("/api/", "/healthz/")):
            return JSONResponse({"error": message}, status)
        return self.site.page(request, "error.html", status=status, code=status, message=message)


class _Assets(StaticFiles):
    """Style sheet, script and icon; their address changes with their content."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def _log_to_stdout() -> None:
    if not log.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
