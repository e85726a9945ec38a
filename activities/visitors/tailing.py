"""Adds the proxy's access log up in the metadata store, each line once."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from activities.visitors.access_log import add_up
from activities.visitors.log_files import Part, is_there, parts
from models.base import utc_now
from models.errors import OrchestrationError
from models.traffic import LogPosition, TrafficStep, Visits
from settings import TrafficSettings
from storage.traffic import TrafficRecords

THINNING = timedelta(hours=1)


class Tailer:
    """Follows the access log.

    How far it was read is stored together with the sums: whatever dies, and however many read,
    no line is lost or counts twice.

    Args:
        log: The file that the proxy writes now.
        name: What the log is called in the store: one per host.
        records: Where the sums are kept.
        settings: How often, and how long they are kept.
    """

    def __init__(
        self, log: Path, name: str, records: TrafficRecords, settings: TrafficSettings
    ) -> None:
        self._path = log
        self._name = name
        self._records = records
        self._settings = settings
        self._thinned: datetime | None = None
        self._log = structlog.get_logger("activities.visitors")

    async def run(self) -> None:
        """Read on again and again until cancelled."""
        while True:
            try:
                await self.read_on()
                await self.thin_out_if_due()
            except (OrchestrationError, OSError) as problem:
                await self._log.awarning("access_log_not_read", cause=str(problem))
            await asyncio.sleep(self._settings.read_every_seconds)

    async def read_on(self) -> int:
        """Add up what is new; return how many bytes that was."""
        before = await self._records.position(self._name)
        since = await asyncio.to_thread(self._read_since, before)
        read = 0
        found = parts(self._path, before)
        while (step := await asyncio.to_thread(_next, found)) is not None:
            part, visits = step
            after = part.after.model_copy(update={"since": since})
            if not await self._records.add(self._name, before, after, visits):
                return read  # another process has read this; go on from there next time
            before = after
            read += len(part.text)
        return read

    def _read_since(self, before: LogPosition | None) -> datetime:
        """Return from when on nothing was missed: what was rotated away unread is a gap."""
        if before is None or before.since is None or not is_there(self._path, before):
            return utc_now()
        return before.since

    async def thin_out_if_due(self) -> None:
        """Put old figures together, once an hour."""
        now = utc_now()
        if self._thinned is not None and now - self._thinned < THINNING:
            return
        await self._records.thin_out(now, kept(self._settings))
        self._thinned = now


def kept(settings: TrafficSettings) -> dict[TrafficStep, timedelta]:
    """Return how long figures are kept per step."""
    return {
        TrafficStep.MINUTE: timedelta(days=settings.minutes_kept_days),
        TrafficStep.HOUR: timedelta(days=settings.hours_kept_days),
        TrafficStep.DAY: timedelta(days=settings.days_kept_days),
    }


def _next(found: Iterator[Part]) -> tuple[Part, list[Visits]] | None:
    part = next(found, None)
    return None if part is None else (part, add_up(part.text))
