"""The port through which something that is wrong reaches people."""

from typing import Protocol

import structlog

from activities.resources.pressures import Pressures
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


class OpenFindings:
    """Keeps what is wrong now, for whoever looks after the host, and writes it to the log."""

    def __init__(self) -> None:
        self.open: dict[tuple[str, str], tuple[Severity, str]] = {}
        """Severity and sentence, by kind and subject."""
        self.judged: set[tuple[str, str]] = set()
        """Kinds and subjects of which something is known since this process began."""
        self._log = structlog.get_logger("activities.resources")

    async def raise_finding(
        self, kind: str, subject: str, severity: Severity, sentence: str
    ) -> None:
        """Take it in; new ones are a warning in the log."""
        self.judged.add((kind, subject))
        if (kind, subject) not in self.open:
            told = {"kind": kind, "subject": subject, "severity": severity.value}
            await self._log.awarning("finding", **told, sentence=sentence)
        self.open[kind, subject] = (severity, sentence)

    async def clear_finding(self, kind: str, subject: str) -> None:
        """Write that it is over."""
        self.judged.add((kind, subject))
        if self.open.pop((kind, subject), None) is not None:
            await self._log.ainfo("finding_cleared", kind=kind, subject=subject)

    def read(self) -> Pressures:
        """Return what is too high now, for whoever looks after the host."""
        high = {key: sentence for key, (_, sentence) in self.open.items()}
        return Pressures(high, frozenset(self.judged))
