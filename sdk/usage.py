"""What applications use, may use, and what is cleaned up."""

from datetime import datetime

from activities.resources.messages import CleanUpReport
from api.usage_views import ApplicationLimitsView, UsageReport, UsageView
from sdk.calls import Calls, application_path, given, moment, read

CLEANING_SECONDS = 310.0
"""A little longer than the server waits for the end of a clean-up."""


class UsageCalls(Calls):
    """Calls about the use of resources."""

    async def usage(self, application_id: str, *, since: datetime | None = None) -> UsageView:
        """Return what an application used over time, by default within a day."""
        path = f"{application_path(application_id)}/usage"
        return await self._get(path, UsageView, {"from": moment(since)})

    async def usage_report(
        self, *, owner: str | None = None, since: datetime | None = None
    ) -> UsageReport:
        """Return what all applications used, by default within 30 days."""
        return await self._get("/usage", UsageReport, {"owner": owner, "from": moment(since)})

    async def usage_csv(
        self,
        application_id: str | None = None,
        *,
        owner: str | None = None,
        since: datetime | None = None,
    ) -> str:
        """Return the same as CSV, of one application over time or of all."""
        path = f"{application_path(application_id)}/usage" if application_id else "/usage"
        asked = given({"owner": owner, "from": moment(since), "format": "csv"})
        return (await self._send("GET", path, params=asked)).text

    async def change_limits(
        self,
        application_id: str,
        *,
        memory_mb: int | None = None,
        cpus: float | None = None,
        disk_mb: int | None = None,
        recommended: bool = False,
    ) -> ApplicationLimitsView:
        """Change what an application may use, or take what is recommended."""
        told = {
            "memory_mb": memory_mb,
            "cpus": cpus,
            "disk_mb": disk_mb,
            "recommended": recommended or None,
        }
        path = f"{application_path(application_id)}/limits"
        return read(await self._send("POST", path, json=given(told)), ApplicationLimitsView)

    async def reset_limits(self, application_id: str) -> ApplicationLimitsView:
        """Take back every change of an application's limits."""
        path = f"{application_path(application_id)}/limits"
        return read(await self._send("DELETE", path), ApplicationLimitsView)

    async def clean_up(self, *, dry_run: bool = False) -> CleanUpReport:
        """Remove what is of no use any more, or tell what that would be; for operators."""
        body = {"dry_run": dry_run}
        sent = self._send("POST", "/clean-ups", json=body, timeout=CLEANING_SECONDS)
        return read(await sent, CleanUpReport)
