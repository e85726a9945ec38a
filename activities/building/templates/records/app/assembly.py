"""Makes of the parts of an application one that answers requests."""

import logging
import sqlite3

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException

from app.front import routers
from app.photos.serving import photo_router
from app.photos.uploads import BodyLimit
from app.security import Guard
from app.site import STATIC, Site

log = logging.getLogger("app")

_MESSAGES = {404: "There is no such page.", 405: "That is not possible here."}


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
