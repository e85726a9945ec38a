"""What running applications write."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.views import ApplicationLogPage
from models.application_logs import ApplicationLogLine
from sdk.calls import Calls, application_path, given
from sdk.streams import resuming


@dataclass(frozen=True)
class LogWish:
    """Which lines of an application's own log are wanted."""

    tail: int = 200
    """Most lines at once."""
    level: str | None = None
    query: str | None = None
    since: datetime | None = None

    @property
    def asked(self) -> dict[str, Any]:
        """The same as the API asks for it."""
        since = self.since.isoformat() if self.since is not None else None
        return {"tail": self.tail, "level": self.level, "q": self.query, "since": since}


class ApplicationLogCalls(Calls):
    """Calls about the logs of running applications."""

    async def application_log(
        self, application_id: str, wish: LogWish | None = None, *, after: int = 0
    ) -> ApplicationLogPage:
        """Return what the running application wrote: its last lines, or those behind a number."""
        asked = {**(wish or LogWish()).asked, "after": after}
        return await self._get(_application_log(application_id), ApplicationLogPage, asked)

    async def follow_application_log(
        self, application_id: str, wish: LogWish | None = None, *, after: int = 0
    ) -> AsyncIterator[ApplicationLogLine]:
        """Yield what the application writes, each line once, until the caller has enough.

        Raises:
            ApiError: The server refuses; being unreachable for a while is no reason to give up.
        """
        path = f"/api/v1{_application_log(application_id)}"
        asked = {**given((wish or LogWish()).asked), "follow": "true"}
        async for _, line in resuming(self._http, path, after, ApplicationLogLine, asked):
            yield line


def _application_log(application_id: str) -> str:
    return f"{application_path(application_id)}/logs"
