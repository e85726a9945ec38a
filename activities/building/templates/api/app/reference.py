"""The reference of the JSON API: an OpenAPI document, and a page for people."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from app.model import Entity
from app.openapi import document
from app.site import Site


@dataclass(frozen=True, slots=True)
class Call:
    """One thing that a program can ask for."""

    method: str
    path: str
    does: str


class Reference:
    """Tells developers what there is."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def router(self) -> APIRouter:
        """Return the routes of the reference and of the health check."""
        router = APIRouter(default_response_class=Response)
        router.add_api_route("/healthz", self.health, methods=["GET", "HEAD"])
        router.add_api_route("/openapi.json", self.described, methods=["GET"])
        router.add_api_route("/", self.shown, methods=["GET"])
        return router

    def health(self) -> Response:
        """Say whether the database can be read."""
        try:
            self.site.database.check()
        except sqlite3.Error:
            return JSONResponse({"status": "failing", "version": self.site.version}, 503)
        return JSONResponse({"status": "ok", "version": self.site.version})

    def described(self) -> Response:
        """Return the OpenAPI document."""
        return JSONResponse(document(self.site.schema, self.site.version))

    def shown(self, request: Request) -> Response:
        """Show the same to people, with examples."""
        calls = {entity.name: _calls(entity) for entity in self.site.schema.entities}
        return self.site.page(request, "reference.html", calls=calls)


def _calls(entity: Entity) -> Sequence[Call]:
    one, many = entity.label.lower(), entity.plural.lower()
    path = f"/api/{entity.name}"
    return [
        Call("GET", f"{path}?q=&sort=&page=", f"lists {many}, 25 a page"),
        Call("POST", path, f"adds {_article(one)}"),
        Call("GET", f"{path}/{{id}}", f"returns {_article(one)}"),
        Call("PUT", f"{path}/{{id}}", "changes it; what is not sent becomes empty"),
        Call("PATCH", f"{path}/{{id}}", "changes it; what is not sent stays"),
        Call("DELETE", f"{path}/{{id}}", "deletes it"),
    ]


def _article(words: str) -> str:
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"
