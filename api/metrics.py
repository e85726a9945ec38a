"""Figures for Prometheus: requests, their times, followers, running jobs by phase."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from models.alerts import FindingKind

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """The figures of one API process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "orchestrator_api_requests",
            "Requests by route and status.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "orchestrator_api_request_seconds",
            "Time until the response began.",
            ("method", "route"),
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._followers = Gauge(
            "orchestrator_api_followers", "Open event streams.", registry=self._registry
        )
        self._jobs = Gauge(
            "orchestrator_jobs_running",
            "Running jobs by phase.",
            ("phase",),
            registry=self._registry,
        )

        self._alerts = Gauge(
            "orchestrator_alerts_open",
            "Open alerts by kind.",
            ("kind",),
            registry=self._registry,
        )

    def served(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; ``route`` is a template, never a path, so that series stay few."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def text(
        self,
        *,
        followers: int,
        jobs_by_phase: Mapping[str, int],
        alerts_by_kind: Mapping[str, int],
    ) -> bytes:
        """Return everything in the text format."""
        self._followers.set(followers)
        self._jobs.clear()
        for phase, count in jobs_by_phase.items():
            self._jobs.labels(phase).set(count)
        for kind in FindingKind:
            self._alerts.labels(kind.value).set(alerts_by_kind.get(kind.value, 0))
        return generate_latest(self._registry)
