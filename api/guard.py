"""What every request passes before a route sees it: envelope outside, guard inside.

Plain ASGI, so that streams pass untouched. By default everything is denied: a path is either in
``PUBLIC`` or needs a token.
"""

import time
from http import HTTPStatus
from ipaddress import ip_address

import pydantic_core
import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.auth import Caller, Role, bearer
from api.correlation import HEADER, bind_correlation_id
from api.limiting import Allowance
from api.links import PREFIX
from api.problems import UnsupportedMediaType, problem_response
from api.services import Services
from api.sign_ins import counting_refusals
from models.errors import InvalidInput, NotAllowed, TooLarge

PUBLIC = frozenset({"/healthz", "/readyz"})
METRICS = "/metrics"
PROBES = PUBLIC | {METRICS}
"""Asked again and again by machines: logged at level ``debug`` only."""
_SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-site",
    "Cache-Control": "no-store",
}

_log = structlog.get_logger(__name__)


class Envelope:
    """Gives each request its correlation id, each response its headers; counts and logs them."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        correlation = bind_correlation_id(Headers(scope=scope).get(HEADER))
        started = time.perf_counter()
        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
            _log_line("connection", scope, time.perf_counter() - started)
            return

        begun: tuple[int, float] | None = None
        """Status and seconds of a response that is not counted yet."""

        async def send_with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers[HEADER] = correlation
                for name, value in _SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                begun = (message["status"], time.perf_counter() - started)
            await send(message)
            if message["type"] == "http.response.body" and begun is not None:
                # Only now: nobody waits for our figures and log lines.
                self._served(scope, *begun)
                begun = None

        await self._app(scope, receive, send_with_headers)

    def _served(self, scope: Scope, status: int, seconds: float) -> None:
        self._services.metrics.served(scope["method"], _template(scope), status, seconds)
        _log_line("request", scope, seconds, method=scope["method"], status=status)


def _template(scope: Scope) -> str:
    """Return the path of the route that served it, with names in place of ids."""
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return "unmatched"
    prefix = PREFIX if scope["path"].startswith(f"{PREFIX}/") else ""
    return prefix + str(path).removeprefix(prefix)


def _log_line(event: str, scope: Scope, seconds: float, **facts: object) -> None:
    """Log one request; never its query or body, which may hold what is nobody else's business."""
    caller = scope.get("caller")
    write = _log.debug if scope["path"] in PROBES else _log.info
    write(
        event,
        **facts,
        route=_template(scope),
        ms=round(seconds * 1000, 1),
        owner=caller.owner if isinstance(caller, Caller) else None,
    )


class Guard:
    """Authenticates, limits and reads the body; turns every error into a problem document."""

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; sockets authenticate by their first message."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False
        allowance: Allowance | None = None

        async def send_with_allowance(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                if allowance is not None:
                    headers = MutableHeaders(scope=message)
                    for name, value in allowance.headers.items():
                        headers.setdefault(name, value)
            await send(message)

        try:
            allowance = self._admit(scope)
            await self._app(scope, await read_body(scope, receive, self._most), send_with_allowance)
        except Exception as error:
            if started:
                raise
            await problem_response(error, scope)(scope, receive, send_with_allowance)

    @property
    def _most(self) -> int:
        return self._services.settings.api.max_body_bytes

    def _admit(self, scope: Scope) -> Allowance | None:
        path = scope["path"]
        if path in PUBLIC or (path == METRICS and self._is_local()):
            return None
        caller = self._authenticate(scope)
        if path == METRICS and caller.role is not Role.OPERATOR:
            raise NotAllowed("Only operators may see the metrics.")
        scope["caller"] = caller
        return self._services.limiter.take(self._services.requests_rule, caller.owner)

    def _authenticate(self, scope: Scope) -> Caller:
        with counting_refusals(self._services.limiter, scope):
            return self._services.key.verify(bearer(Headers(scope=scope).get("authorization")))

    def _is_local(self) -> bool:
        try:
            return ip_address(self._services.settings.api.host).is_loopback
        except ValueError:
            return self._services.settings.api.host == "localhost"


async def read_body(scope: Scope, receive: Receive, most: int) -> Receive:
    """Read the body while counting, check that it is sound JSON, and hand it on.

    Raises:
        TooLarge: It is, or says it is, longer than ``most`` bytes.
        UnsupportedMediaType: It is not declared as JSON.
        InvalidInput: It is not JSON (RFC 8259), or nested too deeply.
    """
    if scope["method"] not in {"POST", "PUT", "PATCH"}:
        return receive
    headers = Headers(scope=scope)
    declared = headers.get("content-length", "0")
    if declared.isdigit() and int(declared[:12]) > most:
        raise _too_large(most)
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise InvalidInput("The connection was closed before the request was complete.")
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > most:
            raise _too_large(most)
    if body:
        _check_json(bytes(body), headers.get("content-type", ""))
    return _replay(bytes(body), receive)


def _check_json(body: bytes, content_type: str) -> None:
    kind, _, parameters = content_type.lower().partition(";")
    if kind.strip() != "application/json":
        raise UnsupportedMediaType("The body is not declared as JSON.")
    if "charset" in parameters and "utf-8" not in parameters:
        raise UnsupportedMediaType("JSON is always in UTF-8.")
    try:
        # Stricter than the parser behind it: no lone surrogates, no NaN, no more than 200 levels.
        pydantic_core.from_json(body, allow_inf_nan=False)
    except ValueError as problem:
        raise InvalidInput(
            f"The body is not valid JSON: {problem}.",
            errors=[{"pointer": "", "detail": str(problem)}],
        ) from problem


def _replay(body: bytes, receive: Receive) -> Receive:
    handed_on = False

    async def replay() -> Message:
        nonlocal handed_on
        if handed_on:
            return await receive()
        handed_on = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"The request is larger than {most:,} bytes.", http=HTTPStatus(413).phrase)
