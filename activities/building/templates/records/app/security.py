"""What stands between the network and the pages: limits, headers, forgery checks, the log."""

import logging
import secrets
import time
from collections.abc import Callable
from urllib.parse import quote, urlsplit

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import tokens

LARGEST_BODY = 1_000_000
"""Bytes, where no photo can be in it."""
FORM_COOKIE = "form_token"
FORM_FIELD = "_csrf_token"
_TOKEN_BYTES = 24
_PLAIN = "/:@!$&'()*+,;="
"""What may stand in a path as it is."""

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

log = logging.getLogger("app.requests")


class Guard:
    """Limits the size of bodies, adds headers to every answer and logs each request in a line."""

    def __init__(self, app: ASGIApp, largest: Callable[[Scope], int]) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = _Exchange(receive, send, self.largest(scope))
        started = time.perf_counter()
        try:
            await self._answer(scope, exchange)
        finally:
            spent = (time.perf_counter() - started) * 1000
            path = quote(tokens.hidden(scope["path"]), safe=_PLAIN)
            log.info("%s %s %s %.1f ms", scope["method"], path, exchange.status, spent)

    async def _answer(self, scope: Scope, exchange: "_Exchange") -> None:
        length = Headers(scope=scope).get("content-length", "0")
        try:
            if not length.isdigit() or int(length) > exchange.largest:
                raise _TooLargeError
            await self.app(scope, exchange.receive, exchange.send)
        except _TooLargeError:
            text = "This is too much to send at once. Go back and choose something smaller."
            answer = PlainTextResponse(text, 413)
            await answer(scope, exchange.receive, exchange.send)


class _TooLargeError(Exception):
    """The body is larger than what is accepted."""


class _Exchange:
    """One request and its answer."""

    def __init__(self, receive: Receive, send: Send, largest: int) -> None:
        self._receive = receive
        self._send = send
        self.largest = largest
        self._received = 0
        self.status = 500

    async def receive(self) -> Message:
        message = await self._receive()
        self._received += len(message.get("body", b""))
        if self._received > self.largest:
            raise _TooLargeError
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await self._send(message)


def new_token() -> str:
    """Return a fresh secret for the forms of one visitor."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def check_origin(request: Request) -> None:
    """Refuse changes that another site sends in a visitor's name.

    Raises:
        HTTPException: 403, it comes from elsewhere.
    """
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if site not in ("same-origin", "none") or elsewhere:
        raise HTTPException(403, "This was sent from another site, so nothing was changed.")


def check_token(request: Request, sent: str) -> None:
    """Refuse forms that were not made for this visitor.

    Raises:
        HTTPException: 403, the form is not ours or too old.
    """
    known = request.cookies.get(FORM_COOKIE, "")
    if not known or not secrets.compare_digest(known.encode(), sent.encode()):
        raise HTTPException(403, "This form is too old. Go back, reload the page and try again.")
