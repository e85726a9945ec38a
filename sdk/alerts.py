"""Alerts: what is wrong and did not go away by itself."""

from collections.abc import AsyncIterator

from api.alerts import AlertDetail, AlertView
from api.views import Listing
from models.alerts import AlertEvent
from sdk.calls import Calls, part, read
from sdk.streams import resuming


class AlertCalls(Calls):
    """Calls about alerts."""

    async def alerts(
        self, *, is_open: bool | None = None, limit: int = 50, cursor: str | None = None
    ) -> Listing[AlertView]:
        """Return a page of alerts, newest first."""
        wanted = None if is_open is None else str(is_open).lower()
        asked = {"open": wanted, "limit": limit, "cursor": cursor}
        return await self._get("/alerts", Listing[AlertView], asked)

    async def alert(self, alert_id: str) -> AlertDetail:
        """Return an alert with its diagnostics."""
        return await self._get(f"/alerts/{part(alert_id)}", AlertDetail)

    async def alert_events(self, *, after: int = 0) -> AsyncIterator[AlertEvent]:
        """Yield what happens to alerts from now on, or behind a number, once and in order.

        It goes on for ever, through any loss of connection.

        Raises:
            ApiError: The server refuses; being unreachable for a while is no reason to give up.
        """
        async for _, event in resuming(self._http, "/api/v1/alerts/events", after, AlertEvent):
            yield event

    async def acknowledge_alert(self, alert_id: str) -> AlertDetail:
        """Take note of an alert: nobody is reminded of it any more."""
        path = f"/alerts/{part(alert_id)}/acknowledge"
        return read(await self._send("POST", path), AlertDetail)
