"""Telling people that a backup is not what it should be."""

from typing import Protocol

import structlog

from activities.alerts.course import Observation
from activities.alerts.reporting import Reporter
from models.alerts import FindingKind
from models.errors import NotFound
from storage.metadata import MetadataStore


class Problems(Protocol):
    """Takes what operators and owners must know; the same subject and code is one problem."""

    async def report(self, application_id: str, code: str, sentence: str) -> None:
        """Tell of a problem that somebody should look at."""
        ...

    async def resolve(self, application_id: str, code: str) -> None:
        """Tell that it is over; no-op when it was never told."""
        ...


class AlertedProblems:
    """Makes problems alerts, of their application or of this host, and logs them.

    Args:
        store: Whose application it is.
        reporter: Keeps alerts.
    """

    def __init__(self, store: MetadataStore, reporter: Reporter) -> None:
        self._store = store
        self._reporter = reporter
        self._log = structlog.get_logger("backups")

    async def report(self, application_id: str, code: str, sentence: str) -> None:
        """Raise the alert, or note that it is seen again."""
        await self._log.awarning(
            "backup_problem", application_id=application_id, code=code, problem=sentence
        )
        here = self._reporter.here
        seen = Observation(
            kind=FindingKind(code),
            subject=application_id or here,
            summary=sentence,
            title=f"Host {here}",
        )
        if application_id:
            seen = await self._of_application(seen, application_id)
        await self._reporter.report(seen)

    async def resolve(self, application_id: str, code: str) -> None:
        """End the alert, if there is one."""
        await self._log.adebug("backup_fine", application_id=application_id, code=code)
        kind, here = FindingKind(code), self._reporter.here
        if application_id:
            await self._reporter.end(kind, application_id)
        else:
            await self._reporter.end_on(kind, here)

    async def _of_application(self, seen: Observation, application_id: str) -> Observation:
        try:
            application = await self._store.application(application_id)
        except NotFound:
            return seen  # its records went while its backup was looked at: the operator's matter
        whose = {
            "application_id": application.id,
            "owner": application.owner,
            "title": application.title,
        }
        return seen.model_copy(update=whose)
