"""The port to the reverse proxy and its implementation for Caddy."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import httpx

from activities.serving import caddy_pages
from activities.serving.caddy_config import ROUTES, dialled, route, route_id
from activities.serving.elsewhere import is_elsewhere
from activities.serving.health import local_client
from models.errors import DeploymentError, Unavailable

_ATTEMPTS = 5
UPSTREAMS = "/reverse_proxy/upstreams"
"""Path of what is known of each upstream in the admin API."""
UNKNOWN_ROUTES = len(caddy_pages.unknown_host())
_NOT_THERE = frozenset({400, 404, 500})
"""What Caddy answers to an id or a path that its configuration has not."""


class Proxy(Protocol):
    """Leads each host name to its application.

    Methods raise :class:`models.errors.Unavailable` when the proxy does not answer.
    """

    async def ensure_route(self, host: str, application_id: str, upstream: str) -> bool:
        """Make the application reachable there; return whether anything had to change."""
        ...

    async def remove_route(self, application_id: str) -> bool:
        """Make the application unreachable; return whether it was reachable."""
        ...

    async def routes(self) -> dict[str, str]:
        """Return the upstream of each application by its id."""
        ...

    async def open_requests(self) -> dict[str, int]:
        """Return how many requests each application is answering, by its id; none: not named.

        WebSockets and streams count for as long as they last; what is passed on to another host
        is counted there.
        """
        ...

    async def configuration(self) -> tuple[dict[str, Any], str]:
        """Return the whole configuration, empty when there is none, and its tag."""
        ...

    async def replace(self, config: dict[str, Any], tag: str) -> bool:
        """Replace the whole configuration unless it has changed since the tag; say if it was."""
        ...

    async def astray(self, wanted: Iterable[tuple[str, str, str]]) -> dict[str, bool]:
        """Return whose route is not as it should be: whether there is one at all, by its id.

        Args:
            wanted: Host, application id and upstream of each, as for :meth:`ensure_route`.
        """
        ...


class CaddyProxy:
    """Speaks with Caddy's admin API over its unix socket.

    Each change of the configuration closes idle connections of visitors, so nothing is sent when
    nothing would change.
    """

    def __init__(self, admin_socket: Path, *, timeout_seconds: float = 10) -> None:
        self._socket = str(admin_socket)
        self._timeout = timeout_seconds

    async def ensure_route(self, host: str, application_id: str, upstream: str) -> bool:
        """Add or change the application's route if it is not as it should be."""
        wanted = route(host, application_id, upstream)
        for _ in range(_ATTEMPTS):
            found, tag = await self._read_routes()
            present = [item for item in found if item.get("@id") == wanted["@id"]]
            if present == [wanted]:
                return False
            if present:
                path, method = f"/id/{route_id(application_id)}", "PATCH"
            else:
                # Before the pages for strangers, behind what holds for all applications.
                path, method = f"{ROUTES}/{max(0, len(found) - UNKNOWN_ROUTES)}", "PUT"
            if await self._change(method, path, wanted, tag):
                return True
        raise Unavailable("The proxy's configuration is being changed by others all the time.")

    async def remove_route(self, application_id: str) -> bool:
        """Delete the application's route if there is one."""
        for _ in range(_ATTEMPTS):
            found, tag = await self._read_routes()
            if not any(item.get("@id") == route_id(application_id) for item in found):
                return False
            if await self._change("DELETE", f"/id/{route_id(application_id)}", None, tag):
                return True
        raise Unavailable("The proxy's configuration is being changed by others all the time.")

    async def routes(self) -> dict[str, str]:
        """Return the upstream of each application by its id."""
        found, _ = await self._read_routes()
        prefix = route_id("")
        return {
            item["@id"].removeprefix(prefix): dialled(item)
            for item in found
            if str(item.get("@id", "")).startswith(prefix)
        }

    async def open_requests(self) -> dict[str, int]:
        """Ask for the upstreams that are in use; routes only when there is one."""
        answer = await self._ask("GET", UPSTREAMS)
        _check(answer)
        busy = {
            one["address"]: int(one["num_requests"])
            for one in answer.json() or ()
            if one["num_requests"] > 0 and not is_elsewhere(one["address"])
        }
        routes = await self.routes() if busy else {}
        return {of: busy[dial] for of, dial in routes.items() if dial in busy}

    async def configuration(self) -> tuple[dict[str, Any], str]:
        """Return the whole configuration, empty when there is none, and its tag."""
        answer = await self._ask("GET", "/config/")
        _check(answer)
        return answer.json() or {}, answer.headers.get("ETag", "")

    async def astray(self, wanted: Iterable[tuple[str, str, str]]) -> dict[str, bool]:
        """Compare all routes by one read."""
        found, _ = await self._read_routes()
        present: dict[str, list[Any]] = {}
        for item in found:
            present.setdefault(str(item.get("@id", "")), []).append(item)
        return {
            application: route_id(application) in present
            for host, application, dial in wanted
            if present.get(route_id(application)) != [route(host, application, dial)]
        }

    async def replace(self, config: dict[str, Any], tag: str) -> bool:
        """Replace the whole configuration unless it has changed since the tag; say if it was."""
        return await self._change("POST", "/config/", config, tag)

    async def _read_routes(self) -> tuple[list[dict[str, Any]], str]:
        answer = await self._ask("GET", ROUTES)
        if answer.status_code in _NOT_THERE:
            raise Unavailable("The proxy has no configuration yet.")
        _check(answer)
        return answer.json() or [], answer.headers.get("ETag", "")

    async def _change(self, method: str, path: str, body: Any, tag: str) -> bool:
        """Send a change that holds only if nobody else changed the routes since; say if it held."""
        answer = await self._ask(method, path, body, {"If-Match": tag} if tag else {})
        if answer.status_code == httpx.codes.PRECONDITION_FAILED:
            return False
        _check(answer)
        return True

    async def _ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        content = None if body is None else json.dumps(body).encode()
        try:
            async with local_client(
                "http://127.0.0.1", self._timeout, socket=self._socket
            ) as client:
                kind = {"Content-Type": "application/json"} if content else {}
                return await client.request(
                    method, path, content=content, headers={**kind, **(headers or {})}
                )
        except httpx.TransportError as problem:
            raise Unavailable(
                "The proxy in front of the applications does not answer.",
                remedy="Start it with 'orchestrator up', or wait until it is back.",
                cause=repr(problem),
            ) from problem


def _check(answer: httpx.Response) -> None:
    if answer.is_error:
        raise DeploymentError(
            "The proxy refused a change of its configuration.",
            status=answer.status_code,
            answer=answer.text[:1000],
        )
