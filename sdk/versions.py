"""Versions of applications, and their sources."""

import asyncio
from pathlib import Path

from api.version_views import DiffView, VersionDetail, VersionView
from api.views import Listing
from sdk.calls import Calls, application_path


class VersionCalls(Calls):
    """Calls about versions."""

    async def versions(
        self, application_id: str, *, limit: int = 50, cursor: str | None = None
    ) -> Listing[VersionView]:
        """Return a page of an application's versions, newest first."""
        path = f"{application_path(application_id)}/versions"
        return await self._get(path, Listing[VersionView], {"limit": limit, "cursor": cursor})

    async def version(self, application_id: str, number: int) -> VersionDetail:
        """Return a version with its specification and quality report."""
        return await self._get(_version(application_id, number), VersionDetail)

    async def diff(
        self, application_id: str, number: int, *, against: int | None = None
    ) -> DiffView:
        """Compare a version with an older one, by default the one before."""
        path = f"{_version(application_id, number)}/diff"
        return await self._get(path, DiffView, {"against": against})

    async def download_source(self, application_id: str, number: int, target: Path) -> None:
        """Save a version's sources as ``.tar.gz``."""
        response = await self._send("GET", f"{_version(application_id, number)}/source")
        await asyncio.to_thread(target.write_bytes, response.content)


def _version(application_id: str, number: int) -> str:
    return f"{application_path(application_id)}/versions/{number}"
