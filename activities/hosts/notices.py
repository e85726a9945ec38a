"""Telling the operator about hosts."""

from typing import Protocol

import structlog

from activities.alerts.course import Observation
from activities.alerts.reporting import Reporter
from models.alerts import FindingKind
from models.applications import Application
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

    async def out_of_reach(self, application: Application, host: str) -> None:
        """Tell an owner that an application is on a host that was lost."""
        ...

    async def within_reach(self, application_id: str) -> None:
        """Tell an owner that it is on another host now."""
        ...


class AlertedNotices:
    """Makes alerts of what somebody should act on, ends them, and logs everything.

    Args:
        reporter: Keeps alerts.
        quiet: Keeps alerts that no channel is told: those of a lost host's applications, which
            the alert of the host is told for.
    """

    def __init__(self, reporter: Reporter, quiet: Reporter) -> None:
        self._reporter = reporter
        self._quiet = quiet
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
            await self._reporter.end_on(kind, host)

    async def out_of_reach(self, application: Application, host: str) -> None:
        """Raise an alert that its owner sees."""
        seen = Observation(
            kind=FindingKind.HOST_LOST,
            subject=application.id,
            summary=f"Nobody reaches it: the host '{host}' that it is on does not answer.",
            application_id=application.id,
            owner=application.owner,
            title=application.title,
        )
        await self._quiet.report(seen, host)

    async def within_reach(self, application_id: str) -> None:
        """End that alert."""
        await self._quiet.end(FindingKind.HOST_LOST, application_id)
