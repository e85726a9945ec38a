"""Telling the operator about hosts."""

from typing import Protocol

import structlog

from activities.alerts.reporting import Reporter
from activities.health.course import Observation
from models.alerts import FindingKind
from models.hosts import HostNotice

_RAISES = {kind.value: kind for kind in (FindingKind.HOST_LOST, FindingKind.HOST_NOT_EMPTIED)}
_ENDS = {
    "host_back": (FindingKind.HOST_LOST, FindingKind.HOST_NOT_EMPTIED),
    "host_emptied": (FindingKind.HOST_NOT_EMPTIED,),
}


class HostNotices(Protocol):
    """Where notices about hosts go."""

    async def tell(self, notice: HostNotice) -> None:
        """Pass a notice on; the same one may come twice."""
        ...


class AlertedNotices:
    """Makes alerts of what somebody should act on, ends them, and logs everything.

    Args:
        reporter: Keeps alerts.
    """

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self._log = structlog.get_logger("activities.hosts")

    async def tell(self, notice: HostNotice) -> None:
        """Raise or end alerts of the host, and write a line."""
        raises, host = _RAISES.get(notice.event), notice.host
        write = self._log.ainfo if raises is None else self._log.aerror
        await write(notice.event, host=host, sentence=notice.sentence)
        if raises is not None:
            seen = Observation(
                kind=raises, subject=host, summary=notice.sentence, title=f"Host {host}"
            )
            await self._reporter.report(seen, host)
        for kind in _ENDS.get(notice.event, ()):
            await self._reporter.end(kind, host, host=host)
