"""Visits of applications in figures that can be added up."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.base import Model

_PER_DOUBLING = 8
"""Classes of latency between a time and its double: a class is 9 % wide."""
_SHORTEST_SECONDS = 1e-5


class TrafficStep(StrEnum):
    """How long the time is that one record of visits is about."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"

    @property
    def seconds(self) -> int:
        """Its length."""
        return {"minute": 60, "hour": 3600, "day": 86400}[self.value]


class TrafficSums(Model):
    """What is added up of an application's visits."""

    requests: int = 0
    """Those that the application answered, or failed to answer."""
    client_errors: int = 0
    """Of them, with a status of 400 to 499."""
    server_errors: int = 0
    """Of them, with a status from 500."""
    bytes: int = 0
    """Sent to visitors."""
    pages: int = 0
    """Visits that saw a page in the application's place, because it slept or was stopped."""
    latencies: dict[int, int] = Field(default={})
    """Requests by class of the time that they took."""

    def plus(self, other: "TrafficSums") -> "TrafficSums":
        """Return both together."""
        return TrafficSums(
            requests=self.requests + other.requests,
            client_errors=self.client_errors + other.client_errors,
            server_errors=self.server_errors + other.server_errors,
            bytes=self.bytes + other.bytes,
            pages=self.pages + other.pages,
            latencies=dict(Counter(self.latencies) + Counter(other.latencies)),
        )


class LogPosition(Model):
    """How far a log was read, whatever its file is called by now."""

    file: str
    """Digest of the first line: a rotated file keeps it."""
    offset: int
    since: datetime | None = None
    """From when on it was read without a gap."""


class Visits(Model):
    """Visits of one application within one step."""

    application_id: str
    at: datetime
    """When the step began."""
    sums: TrafficSums
    last: datetime | None = None
    """The latest of them."""


class TrafficFigures(Model):
    """How an application was visited and served over some time."""

    since: datetime
    until: datetime
    requests: int = 0
    requests_per_second: float = 0.0
    client_errors: int = 0
    server_errors: int = 0
    error_rate: float = 0.0
    """Share of the requests that ended with a status from 500."""
    bytes: int = 0
    pages: int = 0
    """Visits that saw a page in the application's place, because it slept or was stopped."""
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None

    @classmethod
    def of(cls, sums: TrafficSums, since: datetime, until: datetime) -> "TrafficFigures":
        """Return the figures of what was summed up between two moments."""
        seconds = max((until - since).total_seconds(), 1e-9)
        return cls(
            since=since,
            until=until,
            requests=sums.requests,
            requests_per_second=round(sums.requests / seconds, 6),
            client_errors=sums.client_errors,
            server_errors=sums.server_errors,
            error_rate=round(sums.server_errors / sums.requests, 6) if sums.requests else 0.0,
            bytes=sums.bytes,
            pages=sums.pages,
            p50_ms=percentile_ms(sums.latencies, 0.50),
            p95_ms=percentile_ms(sums.latencies, 0.95),
            p99_ms=percentile_ms(sums.latencies, 0.99),
        )


def total(sums: Iterable[TrafficSums]) -> TrafficSums:
    """Return all of them together."""
    found = TrafficSums()
    for one in sums:
        found = found.plus(one)
    return found


def latency_class(seconds: float) -> int:
    """Return the class that a latency belongs to."""
    return round(_PER_DOUBLING * math.log2(max(seconds, _SHORTEST_SECONDS) / _SHORTEST_SECONDS))


def percentile_ms(latencies: Mapping[int, int], share: float) -> float | None:
    """Return the latency that this share of the requests did not exceed, within 5 %."""
    rank = math.ceil(sum(latencies.values()) * share)
    for number in sorted(latencies):
        rank -= latencies[number]
        if rank <= 0:
            return float(f"{_SHORTEST_SECONDS * 1000 * 2 ** (number / _PER_DOUBLING):.3g}")
    return None
