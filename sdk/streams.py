"""Streams of server-sent events that survive any loss of connection."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Any, TypeVar

import httpx

from models.base import Model
from sdk.errors import ApiError, ServerFailed, TooManyRequests, Unreachable, error_of
from sdk.events import read_items

Item = TypeVar("Item", bound=Model)
SILENCE_SECONDS = 45.0
"""The server says something every 15 seconds: a stream that is silent for longer is dead."""
LONGEST_PAUSE_SECONDS = 5.0


async def resuming(
    http: httpx.AsyncClient,
    path: str,
    after: int,
    kind: type[Item],
    params: Mapping[str, Any] | None = None,
) -> AsyncIterator[tuple[int, Item]]:
    """Yield every item behind ``after`` with its number, once and in order; for ever, if need be.

    It ends when the server has nothing more to tell.

    Raises:
        ApiError: The server refuses; being unreachable for a while is no reason to give up.
    """
    pause = 0.0
    while True:
        try:
            async with StreamRequest(http, _request(http, path, after, params)) as response:
                if response.status_code == httpx.codes.NO_CONTENT:
                    return
                # Without a number of ours the server says where the stream begins.
                after = max(after, int(response.headers.get("Last-Event-ID", after)))
                async for number, item in read_items(response.aiter_lines(), kind):
                    if number > after:
                        after, pause = number, 0.0
                        yield number, item
        except (Unreachable, ServerFailed, TooManyRequests) as problem:
            pause = max(pause, problem.retry_after or 0.0)
        except httpx.TransportError:
            pass
        await asyncio.sleep(pause)
        pause = min(LONGEST_PAUSE_SECONDS, pause * 2 or 0.1)


def _request(
    http: httpx.AsyncClient, path: str, after: int, params: Mapping[str, Any] | None
) -> httpx.Request:
    return http.build_request(
        "GET",
        path,
        params=params,
        headers={"Last-Event-ID": str(after)} if after else {},
        timeout=httpx.Timeout(10.0, read=SILENCE_SECONDS),
    )


class StreamRequest:
    """A streaming response, opened and closed as a context."""

    def __init__(self, http: httpx.AsyncClient, request: httpx.Request) -> None:
        self._http = http
        self._request = request
        self._response: httpx.Response | None = None

    async def __aenter__(self) -> httpx.Response:
        try:
            response = await self._http.send(self._request, stream=True)
        except httpx.TransportError as problem:
            raise unreachable(problem, self._http.base_url) from problem
        self._response = response
        if not response.is_success:
            await response.aread()
            raise failed(response)
        return response

    async def __aexit__(self, *_: object) -> None:
        if self._response is not None:
            await self._response.aclose()


def failed(response: httpx.Response) -> ApiError:
    """Return the error that an answer tells of."""
    try:
        problem = response.json()
    except ValueError:
        problem = None
    return error_of(response.status_code, problem, response.headers.get("retry-after"))


def unreachable(problem: httpx.TransportError, url: httpx.URL) -> Unreachable:
    """Return the error for a server that does not answer."""
    return Unreachable(
        f"No server answers at {url}.",
        remedy="Start one with 'orchestrator up', or check the address.",
        code=type(problem).__name__,
    )
