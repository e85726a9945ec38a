"""The port through which something that is wrong reaches people."""

from typing import Protocol

import structlog

from models.quality import Severity


class Findings(Protocol):
    """Takes findings; the same one again is no second one."""

    async def raise_finding(
        self, kind: str, subject: str, severity: Severity, sentence: str
    ) -> None:
        """Report that something of a kind is wrong with a subject."""
        ...

    async def clear_finding(self, kind: str, subject: str) -> None:
        """Report that it is well again; no-op when nothing was reported."""
        ...


class LoggedFindings:
    """Writes findings to the log of the worker."""

    def __init__(self) -> None:
        self._log = structlog.get_logger("activities.resources")

    async def raise_finding(
        self, kind: str, subject: str, severity: Severity, sentence: str
    ) -> None:
        """Write a warning."""
        told = {"kind": kind, "subject": subject, "severity": severity.value}
        await self._log.awarning("finding", **told, sentence=sentence)

    async def clear_finding(self, kind: str, subject: str) -> None:
        """Write that it is over."""
        await self._log.ainfo("finding_cleared", kind=kind, subject=subject)
