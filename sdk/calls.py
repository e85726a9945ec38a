"""What all calls of the API are made of."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter

from api.views import Accepted
from models.base import Model, new_id
from sdk.errors import NotFound, ServerFailed, Unreachable
from sdk.streams import failed, unreachable

View = TypeVar("View", bound=Model)
TRIES = 3
"""How often the start of a job is tried while no server answers."""


class Calls:
    """Base of the calls about one subject: sends them over the client's connections.

    Args:
        http: Knows where the API is and who calls.
    """

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def _start(
        self, method: str, path: str, key: str | None, body: Mapping[str, Any] | None = None
    ) -> Accepted:
        headers = {"Idempotency-Key": key or new_id()}
        for attempt in range(1, TRIES):
            try:
                return await self._started(method, path, headers, body)
            except Unreachable:
                await asyncio.sleep(0.2 * attempt)
        return await self._started(method, path, headers, body)

    async def _started(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        body: Mapping[str, Any] | None,
    ) -> Accepted:
        return read(await self._send(method, path, json=body, headers=headers), Accepted)

    async def _get(
        self, path: str, kind: type[View], asked: Mapping[str, Any] | None = None
    ) -> View:
        return read(await self._send("GET", path, params=given(asked or {})), kind)

    async def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        response = await self._request(method, f"/api/v1{path}", **options)
        if response.is_success:
            return response
        raise failed(response)

    async def _request(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            return await self._http.request(method, path, **options)
        except httpx.TransportError as problem:
            raise unreachable(problem, self._http.base_url) from problem


def read(response: httpx.Response, kind: type[View]) -> View:
    """Return what an answer tells.

    Raises:
        ServerFailed: The answer is not of that kind.
    """
    try:
        return TypeAdapter(kind).validate_json(response.content)
    except ValueError as problem:
        raise ServerFailed(
            "The server sent an answer that is not understood.", status=response.status_code
        ) from problem


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of the values that the caller has named."""
    return {name: value for name, value in values.items() if value is not None}


def moment(value: datetime | None) -> str | None:
    """Return a point in time as the API reads it."""
    return None if value is None else value.isoformat()


def part(value: str) -> str:
    """Return an id as a part of an address; whatever it contains, it stays one part.

    Raises:
        NotFound: It would lead elsewhere.
    """
    if value in {"", ".", ".."}:
        raise NotFound("There is no such thing.", status=404, code="not_found")
    return quote(value, safe="")


def application_path(application_id: str) -> str:
    """Return where an application is found."""
    return f"/applications/{part(application_id)}"


def job_path(job_id: str) -> str:
    """Return where a job is found."""
    return f"/jobs/{part(job_id)}"
