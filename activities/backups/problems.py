"""Telling people that a backup is not what it should be."""

from typing import Protocol

import structlog


class Problems(Protocol):
    """Takes what operators and owners must know; the same subject and code is one problem."""

    async def report(self, application_id: str, code: str, sentence: str) -> None:
        """Tell of a problem that somebody should look at."""
        ...

    async def resolve(self, application_id: str, code: str) -> None:
        """Tell that it is over; no-op when it was never told."""
        ...


class LoggedProblems:
    """Writes problems to the worker's log."""

    def __init__(self) -> None:
        self._log = structlog.get_logger("backups")

    async def report(self, application_id: str, code: str, sentence: str) -> None:
        """Log the problem as a warning."""
        await self._log.awarning(
            "backup_problem", application_id=application_id, code=code, problem=sentence
        )

    async def resolve(self, application_id: str, code: str) -> None:
        """Log that it is over."""
        await self._log.adebug("backup_fine", application_id=application_id, code=code)
