"""What visitors of an application get, as the reverse proxy counts it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import httpx

from activities.deployment.health import local_client
from models.deployments import VisitorCount

_COUNTED = "caddy_http_request_duration_seconds_count{"
_LABELS = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')
_HANDLER = "reverse_proxy"
_SECONDS = 1.0


class VisitorErrors(Protocol):
    """Knows how many requests for a host were answered, and how many of them with 5xx."""

    async def total(self, host: str) -> VisitorCount | None:
        """Return what was counted so far; None when nobody counts or can be asked."""
        ...


class CaddyVisitors:
    """Reads the figures that Caddy keeps for each host name."""

    def __init__(self, admin_socket: Path) -> None:
        self._socket = str(admin_socket)

    async def total(self, host: str) -> VisitorCount | None:
        """Return what Caddy counted for a host since it was started."""
        try:
            async with local_client("http://127.0.0.1", _SECONDS, socket=self._socket) as client:
                answer = await client.get("/metrics")
        except (httpx.HTTPError, OSError):
            return None
        return None if answer.is_error else counted(answer.text.splitlines(), host)


def counted(lines: Iterable[str], host: str) -> VisitorCount:
    """Return what Prometheus metrics of Caddy say of a host."""
    requests = errors = 0
    mark = f'host="{host.lower()}"'
    for line in lines:
        if not line.startswith(_COUNTED) or mark not in line:
            continue
        labels = dict(_LABELS.findall(line))
        if labels.get("handler") != _HANDLER:
            continue  # each handler of a route counts the same request
        number = int(float(line.rpartition(" ")[2]))
        requests += number
        errors += number if labels.get("code", "").startswith("5") else 0
    return VisitorCount(requests=requests, errors=errors)


class Tally:
    """Requests of visitors since a moment, without the looks of whoever watches.

    Args:
        source: Who counts.
        host: Name that the application is asked for by.
    """

    def __init__(self, source: VisitorErrors, host: str) -> None:
        self._source = source
        self._host = host
        self._before: VisitorCount | None = None
        self._looks = VisitorCount()

    async def begin(self) -> None:
        """Count from now on."""
        self._before = await self._source.total(self._host)

    def looked(self, *, failed: bool) -> None:
        """Leave out one look that went through the proxy."""
        self._looks = VisitorCount(
            requests=self._looks.requests + 1, errors=self._looks.errors + int(failed)
        )

    async def read(self) -> VisitorCount | None:
        """Return what visitors got; None when nobody counts."""
        now = await self._source.total(self._host)
        if now is None or self._before is None:
            self._before = now
            return None
        if now.requests < self._before.requests:  # the proxy was started anew
            self._before, self._looks = VisitorCount(), VisitorCount()
        requests = now.requests - self._before.requests - self._looks.requests
        errors = now.errors - self._before.errors - self._looks.errors
        return VisitorCount(requests=max(requests, 0), errors=min(max(errors, 0), max(requests, 0)))
