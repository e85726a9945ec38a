"""Backups of applications' data."""

import asyncio
from pathlib import Path

import httpx

from api.backup_views import BackupAccepted, BackupView
from api.views import Accepted, Listing
from models.base import new_id
from sdk.calls import Calls, application_path, part, read
from sdk.streams import StreamRequest, unreachable


class BackupCalls(Calls):
    """Calls about backups."""

    async def backups(
        self, application_id: str, *, limit: int = 50, cursor: str | None = None
    ) -> Listing[BackupView]:
        """Return a page of an application's backups, newest first."""
        path = f"{application_path(application_id)}/backups"
        return await self._get(path, Listing[BackupView], {"limit": limit, "cursor": cursor})

    async def backup(self, application_id: str, backup_id: str) -> BackupView:
        """Return a backup."""
        return await self._get(_backup(application_id, backup_id), BackupView)

    async def back_up(self, application_id: str, *, key: str | None = None) -> BackupAccepted:
        """Start making a backup."""
        path = f"{application_path(application_id)}/backups"
        headers = {"Idempotency-Key": key or new_id()}
        return read(await self._send("POST", path, headers=headers), BackupAccepted)

    async def restore(
        self, application_id: str, backup_id: str, *, key: str | None = None
    ) -> Accepted:
        """Start putting a backup in place of the data."""
        return await self._start("POST", f"{_backup(application_id, backup_id)}/restore", key)

    async def delete_backup(self, application_id: str, backup_id: str) -> None:
        """Delete a backup for good."""
        await self._send("DELETE", _backup(application_id, backup_id))

    async def download_backup(self, application_id: str, backup_id: str, target: Path) -> None:
        """Save a backup as ``.tar.gz``; the file appears only when it is complete."""
        path = f"/api/v1{_backup(application_id, backup_id)}/download"
        draft = target.with_name(f".{target.name}.part")
        request = StreamRequest(self._http, self._http.build_request("GET", path))
        try:
            async with request as response:
                with await asyncio.to_thread(draft.open, "wb") as file:
                    async for part in response.aiter_bytes():
                        await asyncio.to_thread(file.write, part)
            await asyncio.to_thread(draft.replace, target)
        except httpx.TransportError as problem:
            raise unreachable(problem, self._http.base_url) from problem
        finally:
            await asyncio.to_thread(draft.unlink, missing_ok=True)


def _backup(application_id: str, backup_id: str) -> str:
    return f"{application_path(application_id)}/backups/{part(backup_id)}"
