"""What visitors of an application get, for whoever watches a new version."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from activities.visitors.live import LiveTraffic
from models.deployments import VisitorCount


class Counter(Protocol):
    """Counts the requests of one application's visitors from some moment on."""

    async def read(self) -> VisitorCount | None:
        """Return what was counted so far; None when nobody counts."""
        ...


class VisitorErrors(Protocol):
    """Knows how requests of visitors were answered; looks of the orchestrator are none."""

    def since(self, application_id: str, moment: datetime) -> Counter:
        """Return what counts an application's requests from that moment on."""
        ...


class LoggedVisitors:
    """Reads what the reverse proxy writes down of each request as soon as it has ended.

    Args:
        access_log: The file that the proxy writes.
    """

    def __init__(self, access_log: Path) -> None:
        self._log = access_log

    def since(self, application_id: str, moment: datetime) -> Counter:
        """Return what counts an application's requests from that moment on."""
        return _Logged(self._log, LiveTraffic(self._log, application_id, moment))


class _Logged:
    def __init__(self, log: Path, traffic: LiveTraffic) -> None:
        self._log = log
        self._traffic = traffic

    async def read(self) -> VisitorCount | None:
        if not self._log.exists():
            return None
        sums = await self._traffic.read()
        # A page in the application's place: what was just put live neither sleeps nor is stopped.
        missed = sums.pages
        return VisitorCount(requests=sums.requests + missed, errors=sums.server_errors + missed)
