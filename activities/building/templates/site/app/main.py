"""Puts the site together: every page is made at the start and served from memory."""

import logging
import re
import sys
from pathlib import Path
from xml.sax.saxutils import escape

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from app.config import Settings
from app.contents import FOLDER
from app.model import Site
from app.render import Answer, rendered
from app.schema import SITE
from app.security import Guard

log = logging.getLogger("app")

_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::\d{1,5})?")


def create_app(settings: Settings, site: Site = SITE, folder: Path = FOLDER) -> Starlette:
    """Return the site, ready to be visited.

    Raises:
        ContentError: A file of the owner's can't be shown.
    """
    _log_to_stdout()
    front = Front(site, settings.version, folder)
    routes = [
        Route("/healthz", front.health),
        Route("/robots.txt", front.robots),
        Route("/sitemap.xml", front.sitemap),
        Route("/{path:path}", front.page),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guard)])


class Front:
    """Answers visitors and search engines."""

    def __init__(self, site: Site, version: int, folder: Path) -> None:
        self._site = site
        self._version = version
        self._answers, self._missing = rendered(site, folder)

    async def page(self, request: Request) -> Response:
        """Answer with what is at the address."""
        path = request.url.path
        if answer := self._answers.get(path):
            return _response(request, answer)
        if path != "/" and (plain := path.rstrip("/")) in self._answers:
            return RedirectResponse(plain, 308)
        headers = {"cache-control": "no-store"}
        return Response(self._missing.body, 404, headers, self._missing.media_type)

    async def health(self, _request: Request) -> Response:
        """Tell that the site is there, and in which version."""
        told = {"status": "ok", "version": self._version}
        return JSONResponse(told, headers={"cache-control": "no-store"})

    async def robots(self, request: Request) -> Response:
        """Tell search engines that they are welcome."""
        where = f"{_base(request)}/sitemap.xml"
        return PlainTextResponse(f"User-agent: *\nAllow: /\nSitemap: {where}\n")

    async def sitemap(self, request: Request) -> Response:
        """List all pages for search engines."""
        places = [_base(request) + self._site.path(page) for page in self._site.pages]
        listed = "".join(f"  <url><loc>{escape(place)}</loc></url>\n" for place in places)
        xml = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{listed}</urlset>\n'
        )
        return Response(xml, media_type="application/xml")


def _response(request: Request, answer: Answer) -> Response:
    headers = {"etag": answer.etag, "cache-control": answer.cache}
    known = request.headers.get("if-none-match", "")
    if answer.etag in [mark.strip().removeprefix("W/") for mark in known.split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(answer.body, media_type=answer.media_type, headers=headers)


def _base(request: Request) -> str:
    """Return the address of the site as the visitor knows it."""
    host = request.headers.get("host", "")
    secure = request.headers.get("x-forwarded-proto") == "https"
    return f"http{'s' * secure}://{host if _HOST.fullmatch(host) else 'localhost'}"


def _log_to_stdout() -> None:
    if not log.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
