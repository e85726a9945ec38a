"""Stands before all pages and lets in who is logged in."""

import re
import sqlite3
from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.features.login_keys import SESSION_SECONDS, Key, Keys
from app.tokens import Opens

LOGIN = "/-/login"
FIRST = f"{LOGIN}/first"
_OPEN = frozenset({LOGIN, FIRST, "/healthz"})
_OPEN_BELOW = ("/static/",)
_LOCAL = re.compile(r"/(?![/\\])[^\s\\\x00-\x1f\x7f]*")
_BEARER = re.compile(r"bearer +(\S+) *", re.IGNORECASE)


class Gate:
    """Answers strangers itself; everything that is not open to them is closed.

    Args:
        app: What stands behind.
        keys: What opens.
        public: How further addresses begin that are open to everybody.
    """

    def __init__(self, app: ASGIApp, keys: Keys, public: Sequence[str]) -> None:
        self.app = app
        self.keys = keys
        self.public = (*_OPEN_BELOW, *public)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if scope["path"] in _OPEN or scope["path"].startswith(self.public):
            scope["outside"] = True
            await self.app(scope, receive, send)
            return
        try:
            key, noted = await run_in_threadpool(self._visit, request)
        except sqlite3.OperationalError:
            answer: Response = PlainTextResponse("The data can't be reached. Try again soon.", 503)
            await answer(scope, receive, send)
            return
        if key is None:
            await _stop(request)(scope, receive, send)
            return
        await self.app(scope, receive, _renewing(request, send) if noted else send)

    def _visit(self, request: Request) -> tuple[Key | None, bool]:
        """Return what opens for a request, and whether it is a session that now lasts longer."""
        secret = session_secret(request)
        if secret and (key := self.keys.find(Opens.SESSION, secret)):
            return key, self.keys.note(key)
        bearer = _BEARER.fullmatch(request.headers.get("authorization", ""))
        if bearer and _is_api(request) and (key := self.keys.find(Opens.PROGRAM, bearer[1])):
            self.keys.note(key)
            return key, False
        return None, False


def session_secret(request: Request) -> str:
    """Return the secret that the browser came with; it opens nothing yet."""
    return request.cookies.get(_cookie(request), "")


def remember(response: Response, request: Request, secret: str) -> None:
    """Give the browser the secret of a session; an empty one takes it away."""
    response.set_cookie(
        _cookie(request),
        secret,
        max_age=SESSION_SECONDS if secret else 0,
        httponly=True,
        samesite="lax",
        secure=_is_secure(request),
    )


def local(address: str) -> str:
    """Return an address if it leads to a page of this application, else the first page."""
    entrance = address.partition("?")[0] in (LOGIN, FIRST)
    return address if _LOCAL.fullmatch(address) and not entrance else "/"


def _stop(request: Request) -> Response:
    if _is_api(request):
        error = {"error": "Log in, or send a token: Authorization: Bearer …"}
        return JSONResponse(error, 401, {"www-authenticate": "Bearer"})
    if request.method not in ("GET", "HEAD"):
        return RedirectResponse(f"{LOGIN}?lost=1", 303)
    wanted = request.scope.get("raw_path", b"/").decode("ascii", "replace")
    if query := request.scope["query_string"].decode("ascii", "replace"):
        wanted = f"{wanted}?{query}"
    query = urlencode({"next": wanted}) if local(wanted) != "/" else ""
    return RedirectResponse(f"{LOGIN}?{query}".rstrip("?"), 303)


def _renewing(request: Request, send: Send) -> Send:
    async def renewing(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if _cookie(request) not in headers.get("set-cookie", ""):
                cookie = Response()
                remember(cookie, request, session_secret(request))
                headers.append("set-cookie", cookie.headers["set-cookie"])
        await send(message)

    return renewing


def _is_api(request: Request) -> bool:
    return f"{request.url.path}/".startswith("/api/")


def _is_secure(request: Request) -> bool:
    return request.headers.get("x-forwarded-proto") == "https"


def _cookie(request: Request) -> str:
    # With this prefix, no page of a neighbouring host name can set the cookie.
    return "__Host-login" if _is_secure(request) else "login"
