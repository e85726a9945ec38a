"""Asking instances whether they are well."""

import asyncio
import os
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import cast

import httpx

from activities.containers import sockets
from activities.serving.pages import PAGE_HEADER
from models.applications import Endpoint
from models.base import Model
from models.errors import Unhealthy

POLL_SECONDS = 0.005
ANSWERED_SECONDS = 0.05
"""Pause after an answer that was not good: more questions would only fill the program's log."""
LOOK_SECONDS = 0.15
"""Time between two looks at whether the instance still runs."""
_PROBE_SECONDS = 5.0


class Probe(Model):
    """How one question was answered."""

    status: int | None = None
    error: str = ""
    seconds: float = 0.0
    through_proxy: bool = False
    """Whether the proxy passed on the answer of somebody else, rather than a page of its own."""

    @property
    def healthy(self) -> bool:
        """Whether the answer was a good one."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def sentence(self) -> str:
        """What happened, in words."""
        if self.status is not None:
            return f"it answered with status {self.status}"
        return f"it did not answer ({self.error})" if self.error else "it was never asked"


def local_client(
    base_url: str, timeout_seconds: float, *, socket: str | None = None
) -> httpx.AsyncClient:
    """Return a client for plain HTTP on this machine; it follows nothing and takes no proxy.

    Its TLS context knows no authorities: to load them takes 20 ms of CPU for each client.
    """
    transport = httpx.AsyncHTTPTransport(uds=socket, verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    return httpx.AsyncClient(
        transport=transport, base_url=base_url, timeout=timeout_seconds, trust_env=False
    )


class _InstanceTransport(httpx.AsyncBaseTransport):
    """A connection for each request, to a socket that was looked at before."""

    def __init__(self, socket: str) -> None:
        self._socket = socket
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask; the connection ends with the answer.

        Raises:
            Unhealthy: What is in the place of the socket is none.
        """
        try:
            with sockets.checked(self._socket) as place:
                return await self._asked_once(request, place)
        except OSError as problem:
            raise httpx.ConnectError(str(problem), request=request) from problem

    async def _asked_once(self, request: httpx.Request, place: str) -> httpx.Response:
        once = httpx.AsyncHTTPTransport(uds=place, verify=self._context)
        try:
            answer = await once.handle_async_request(request)
        except BaseException:
            await once.aclose()
            raise
        answer.stream = _ClosingStream(cast(httpx.AsyncByteStream, answer.stream), once)
        return answer


class _ClosingStream(httpx.AsyncByteStream):
    """An answer with which the transport that it came by is closed."""

    def __init__(self, stream: httpx.AsyncByteStream, transport: httpx.AsyncBaseTransport) -> None:
        self._stream = stream
        self._transport = transport

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the parts of the answer."""
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        """Close the answer, and the connection behind it."""
        await self._stream.aclose()
        await self._transport.aclose()


def client_for(endpoint: Endpoint, timeout_seconds: float = _PROBE_SECONDS) -> httpx.AsyncClient:
    """Return a client that speaks with the instance itself."""
    if endpoint.socket is not None:
        return httpx.AsyncClient(
            transport=_InstanceTransport(endpoint.socket),
            base_url="http://localhost",
            timeout=timeout_seconds,
            trust_env=False,
        )
    return local_client(f"http://127.0.0.1:{endpoint.port}", timeout_seconds)


async def probe(client: httpx.AsyncClient, path: str, host: str | None = None) -> Probe:
    """Ask once; never raises because of what the instance does."""
    began = time.perf_counter()
    headers = {"Connection": "close"} | ({"Host": host} if host else {})
    try:
        async with client.stream("GET", path, headers=headers) as answer:
            taken = time.perf_counter() - began
            passed_on = "via" in answer.headers and PAGE_HEADER not in answer.headers
            return Probe(status=answer.status_code, seconds=taken, through_proxy=passed_on)
    except Unhealthy as problem:
        taken = time.perf_counter() - began
        return Probe(error=str(problem.context["reason"]), seconds=taken)
    except (httpx.HTTPError, OSError) as problem:
        said = str(problem) or type(problem).__name__
        return Probe(error=said[:300], seconds=time.perf_counter() - began)


async def wait_healthy(
    endpoint: Endpoint, path: str, timeout_seconds: float, alive: Callable[[], Awaitable[bool]]
) -> Probe:
    """Ask until the instance is well; give up when it has ended or the time is over.

    Raises:
        Unhealthy: With the last status and error in its context.
    """
    began = time.monotonic()
    next_look = 0.0
    last = Probe(error="it does not listen")
    async with client_for(endpoint) as client:
        while time.monotonic() - began < timeout_seconds:
            if _may_listen(endpoint):
                last = await _probe_within(client, path, began + timeout_seconds, last)
                if last.healthy:
                    return last
            if time.monotonic() >= next_look:
                next_look = time.monotonic() + LOOK_SECONDS
                if not await alive():
                    raise _unhealthy("it ended before it answered", last, began, ended=True)
            await asyncio.sleep(POLL_SECONDS if last.status is None else ANSWERED_SECONDS)
    raise _unhealthy(f"{last.sentence} within {timeout_seconds:g} seconds", last, began)


def _may_listen(endpoint: Endpoint) -> bool:
    """Say whether asking is worth it: questions take CPU time that the starting program needs."""
    return endpoint.socket is None or os.path.lexists(endpoint.socket)


async def _probe_within(client: httpx.AsyncClient, path: str, end: float, last: Probe) -> Probe:
    """Ask until ``end`` at most; an earlier answer says more than that the time was over."""
    left = max(end - time.monotonic(), POLL_SECONDS)
    try:
        return await asyncio.wait_for(probe(client, path), min(left, _PROBE_SECONDS))
    except TimeoutError:
        missing = Probe(error="no answer in time", seconds=left)
        return missing if last.status is None else last


def _unhealthy(reason: str, last: Probe, began: float, *, ended: bool = False) -> Unhealthy:
    return Unhealthy(
        f"The new version was started, but {reason}.",
        reason=reason,
        status=last.status,
        error=last.error,
        ended=ended,
        waited_seconds=round(time.monotonic() - began, 2),
    )
