"""What the commands about backups do; each returns its exit code."""

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.filesize import decimal
from rich.markup import escape

from api.backup_views import BackupView
from api.views import ApplicationView
from models.backups import BackupState
from models.errors import NotFound, StorageError, Unavailable
from sdk.client import OrchestratorClient
from sdk.errors import NotFound as ApiNotFound
from settings import Settings
from terminal.finding import attached, carry_out, find_application

NEWEST = "newest"
PATIENCE_SECONDS = 3600.0
_BETWEEN_LOOKS_SECONDS = 0.3
_COLOURS = {BackupState.WHOLE: "green", BackupState.MAKING: "cyan"}


async def run_backups(settings: Settings, console: Console, application: str) -> int:
    """Print the backups of an application."""
    async with attached(settings, console) as connection:
        found = await _find(connection.client, application)
        tell_backups(console, await _all(connection.client, found.application_id))
    return 0


async def run_backup(settings: Settings, console: Console, application: str) -> int:
    """Make a backup, and wait until it is there."""
    async with attached(settings, console) as connection:
        client = connection.client
        found = await _find(client, application)
        began = time.monotonic()
        accepted = await client.back_up(found.application_id)
        made = await _until_made(client, found.application_id, accepted.backup_id)
        if made.state is not BackupState.WHOLE:
            raise StorageError(made.problem or "The backup could not be made.")
        seconds = time.monotonic() - began
        told = f"[green]Backed up[/] {decimal(made.size)} in {seconds:.1f} s: {made.backup_id}"
        console.print(told, highlight=False, soft_wrap=True)
    return 0


async def run_download(
    settings: Settings, console: Console, application: str, backup: str, target: Path | None
) -> int:
    """Save a backup as a file."""
    async with attached(settings, console) as connection:
        client = connection.client
        found = await _find(client, application)
        chosen = await choose(client, found.application_id, backup)
        file = target or Path(f"{chosen.application_id}-{chosen.taken_at:%Y%m%d-%H%M%S}.tar.gz")
        await client.download_backup(found.application_id, chosen.backup_id, file)
        console.print(f"Saved {decimal(chosen.size)} as {escape(str(file))}", highlight=False)
    return 0


async def run_restore(settings: Settings, console: Console, application: str, backup: str) -> int:
    """Put a backup in place of the data and follow the job."""

    async def start(client: OrchestratorClient) -> str:
        found = await _find(client, application)
        chosen = await choose(client, found.application_id, backup)
        return (await client.restore(found.application_id, chosen.backup_id)).job_id

    return await carry_out(settings, console, start, leave=True)


def tell_backups(console: Console, backups: Sequence[BackupView]) -> None:
    """Print backups, newest first: when and why, the id to copy, and what is wrong with it."""
    if not backups:
        console.print("There are no backups yet; make one with 'orchestrator backup'.")
    for backup in backups:
        colour = _COLOURS.get(backup.state, "red")
        lines = [
            f"[bold]{backup.taken_at.astimezone():%Y-%m-%d %H:%M}[/]"
            f"  {backup.kind.value.replace('_', ' ')}, version {backup.version},"
            f" {decimal(backup.size)}  [{colour}]{_state(backup)}[/]"
        ]
        lines += [f"  [red]{escape(backup.problem)}[/]"] if backup.problem else []
        lines += [f"  [dim]{backup.backup_id}[/]"]
        for line in lines:
            console.print(line, highlight=False, soft_wrap=True)


def _state(backup: BackupView) -> str:
    proved = backup.state is BackupState.WHOLE and backup.verified_at is not None
    return "whole, proved" if proved else backup.state.value


async def _find(client: OrchestratorClient, wanted: str) -> ApplicationView:
    """Return the application of that name or id; one that was deleted goes by its id alone."""
    try:
        return await find_application(client, wanted)
    except NotFound as unknown:
        try:
            return await client.application(wanted)
        except ApiNotFound:
            raise unknown from None


async def _until_made(
    client: OrchestratorClient, application_id: str, backup_id: str
) -> BackupView:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        found = await client.backup(application_id, backup_id)
        if found.state is not BackupState.MAKING:
            return found
        await asyncio.sleep(_BETWEEN_LOOKS_SECONDS)
    raise Unavailable(
        "The backup is not made after an hour.", remedy="Look at it with 'orchestrator backups'."
    )


async def choose(client: OrchestratorClient, application_id: str, wanted: str) -> BackupView:
    """Return the backup of that id, or the newest one that is whole.

    Raises:
        NotFound: There is none.
    """
    if wanted != NEWEST:
        return await client.backup(application_id, wanted)
    for backup in await _all(client, application_id):
        if backup.state is BackupState.WHOLE:
            return backup
    raise NotFound("There is no whole backup.", remedy="Make one with 'orchestrator backup'.")


async def _all(client: OrchestratorClient, application_id: str) -> list[BackupView]:
    found: list[BackupView] = []
    cursor = None
    while True:
        page = await client.backups(application_id, cursor=cursor)
        found.extend(page.items)
        cursor = page.next_cursor
        if cursor is None:
            return found
