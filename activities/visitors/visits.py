"""What the access log says of applications' visitors, for those who measure what is used."""

from collections.abc import Sequence
from datetime import datetime

from activities.resources.visits import Visited
from models.traffic import TrafficStep
from storage.traffic import TrafficRecords


class LoggedVisits:
    """Reads the figures of one host's proxy.

    Args:
        records: What was counted.
        log: Name of the log that is counted: the host's.
    """

    def __init__(self, records: TrafficRecords, log: str) -> None:
        self._records = records
        self._log = log

    async def known_since(self) -> datetime | None:
        """Return since when visits are counted without a break; None when nobody counts them."""
        return await self._records.counted_since(self._log)

    async def last_visit(self, application_id: str) -> datetime | None:
        """Return when somebody came last; None when nobody has, as far as is known."""
        return await self._records.last_visit(application_id)

    async def between(
        self, application_id: str, start: datetime, end: datetime
    ) -> Sequence[Visited]:
        """Return the requests from ``start`` to before ``end``, oldest first."""
        found = await self._records.series(application_id, start, end, TrafficStep.MINUTE)
        return [
            Visited(at=one.since, requests=one.requests, errors=one.server_errors) for one in found
        ]
