"""What the lines of the proxy's access log say of the visits of applications; pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pydantic_core import from_json

from activities.serving.caddy_logs import APPLICATION_KEY, PAGE_KEY, PROBE_KEY
from models.traffic import TrafficSums, Visits, latency_class

MINUTE = 60
_MARK = f'"{APPLICATION_KEY}":"'.encode()
_SWITCHED = 101
"""Status of a connection that became a WebSocket: its length is no latency."""


@dataclass(frozen=True, slots=True)
class Line:
    """One request of an application."""

    application_id: str
    at: float
    status: int
    seconds: float
    bytes: int
    page: str
    probe: str


@dataclass(slots=True)
class Sums:
    """Sums that grow; see :class:`models.traffic.TrafficSums`."""

    requests: int = 0
    client_errors: int = 0
    server_errors: int = 0
    bytes: int = 0
    pages: int = 0
    latencies: dict[int, int] = field(default_factory=dict)
    last: float = 0.0

    def add(self, line: Line) -> None:
        """Count a request."""
        if line.probe:
            return
        self.last = max(self.last, line.at)
        if line.page:
            self.pages += 1
            return
        self.requests += 1
        self.bytes += line.bytes
        self.client_errors += 400 <= line.status < 500
        self.server_errors += line.status >= 500
        if line.status != _SWITCHED:
            number = latency_class(line.seconds)
            self.latencies[number] = self.latencies.get(number, 0) + 1

    @property
    def frozen(self) -> TrafficSums:
        """The sums as they are now."""
        return TrafficSums(
            requests=self.requests,
            client_errors=self.client_errors,
            server_errors=self.server_errors,
            bytes=self.bytes,
            pages=self.pages,
            latencies=dict(self.latencies),
        )


def read_lines(text: bytes, mark: bytes = _MARK) -> Iterator[Line]:
    """Yield the requests of applications; what else stands there, or is cut off, is left out.

    Args:
        text: Whole lines.
        mark: Only lines that contain it are looked at.
    """
    for raw in text.splitlines():
        if mark in raw:
            try:
                yield _line(from_json(raw))
            except (ValueError, KeyError, TypeError):
                continue


def lines_of(text: bytes, application_id: str) -> Iterator[Line]:
    """Yield the requests of one application."""
    return read_lines(text, _MARK + application_id.encode() + b'"')


def add_up(text: bytes) -> list[Visits]:
    """Return the visits in whole lines of the log, per application and minute."""
    found: dict[tuple[str, int], Sums] = {}
    for line in read_lines(text):
        key = (line.application_id, int(line.at) // MINUTE)
        sums = found.get(key)
        if sums is None:
            sums = found[key] = Sums()
        sums.add(line)
    return [
        Visits(
            application_id=application_id,
            at=_moment(minute * MINUTE),
            sums=sums.frozen,
            last=_moment(sums.last),
        )
        for (application_id, minute), sums in found.items()
        if sums.last
    ]


def _line(found: dict[str, Any]) -> Line:
    return Line(
        application_id=found[APPLICATION_KEY],
        at=float(found["ts"]),
        status=int(found["status"]),
        seconds=float(found["duration"]),
        bytes=int(found["size"]),
        page=found.get(PAGE_KEY, ""),
        probe=found.get(PROBE_KEY, ""),
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
