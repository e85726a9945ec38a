"""Telling the operator about hosts."""

from typing import Protocol

import structlog

from models.hosts import HostNotice

_BAD = frozenset({"host_lost", "host_not_emptied"})


class HostNotices(Protocol):
    """Where notices about hosts go."""

    async def tell(self, notice: HostNotice) -> None:
        """Pass a notice on; the same one may come twice."""
        ...


class LoggedNotices:
    """Writes notices into the worker's log."""

    def __init__(self) -> None:
        self._log = structlog.get_logger("activities.hosts")

    async def tell(self, notice: HostNotice) -> None:
        """Write a line: an error when somebody should act."""
        write = self._log.aerror if notice.event in _BAD else self._log.ainfo
        await write(notice.event, host=notice.host, sentence=notice.sentence)
