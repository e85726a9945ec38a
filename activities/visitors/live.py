"""How one application has answered its visitors since a moment, fresh from the access log."""

import asyncio
from datetime import datetime
from pathlib import Path

from activities.visitors.access_log import Sums, lines_of
from activities.visitors.log_files import parts
from models.traffic import LogPosition, TrafficSums

_SLACK_SECONDS = 1.0
"""A file's own time may lag a little behind the times in it."""


class LiveTraffic:
    """Counts an application's requests since a moment; ask again for what came meanwhile.

    The proxy writes a line as soon as a request has ended, and nothing in between holds it back.
    The orchestrator's own probes are left out.

    Args:
        log: The file that the proxy writes now: ``settings.paths.access_log``.
        application_id: Whose requests.
        since: From when on they count.
    """

    def __init__(self, log: Path, application_id: str, since: datetime) -> None:
        self._log = log
        self._application_id = application_id
        self._since = since.timestamp()
        self._position: LogPosition | None = None
        self._sums = Sums()

    async def read(self) -> TrafficSums:
        """Return the sums since the moment."""
        return await asyncio.to_thread(self._read)

    def _read(self) -> TrafficSums:
        for part in parts(self._log, self._position, since=self._since - _SLACK_SECONDS):
            for line in lines_of(part.text, self._application_id):
                if line.at >= self._since:
                    self._sums.add(line)
            self._position = part.after
        return self._sums.frozen
