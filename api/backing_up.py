"""Making, handing out and deleting backups for callers."""

import asyncio
import base64
from pathlib import Path

from activities.backups.shelf import Shelf
from api.auth import Caller
from api.services import Services
from models.applications import Application
from models.backups import Backup, BackupKind, BackupState
from models.base import new_id, utc_now
from models.errors import Conflict, NotFound

_TELL_THE_OPERATOR = "Choose another backup, and tell the operator that this one is broken."


async def start_backup(
    services: Services, caller: Caller, application: Application, key: str | None
) -> Backup:
    """Record a backup that is to be made, and start making it; a repeated key finds the first.

    Raises:
        Conflict: Nothing of the application is deployed, or a job is at work on it.
    """
    backup_id = new_id()
    if key is not None:
        told = f"back up\n{application.id}"
        claimed = await services.store.claim_key(caller.owner, key, told, {"backup_id": backup_id})
        backup_id = claimed["backup_id"]
    try:
        return await services.store.backups.get(application.id, backup_id)
    except NotFound:
        pass
    host = _check_can_be_copied(application)
    backup = Backup(
        id=backup_id,
        application_id=application.id,
        kind=BackupKind.MANUAL,
        version=application.current_version or 0,
        taken_at=utc_now(),
    )
    await services.engine.back_up(backup, host=host)
    return await services.store.backups.add(backup)


def _check_can_be_copied(application: Application) -> str:
    if application.running_job_id is not None:
        raise Conflict("A job is at work on the application.")
    if application.deployment is None:
        raise Conflict(
            "Nothing of this application is deployed, so there is no data to copy.",
            remedy="Create the application again.",
        )
    return application.deployment.host


async def file_of(services: Services, backup: Backup) -> Path:
    """Return the file of a backup to hand out.

    Raises:
        Conflict: The backup has no whole file.
    """
    shelf = Shelf(services.store, services.settings)
    found = backup.state
    if found is BackupState.WHOLE:
        found = await shelf.state_of(backup, thoroughly=False)
    if found is BackupState.MAKING:
        raise Conflict("This backup is not made yet.", remedy="Try again in a moment.")
    if found is not BackupState.WHOLE:
        raise Conflict("The file of this backup is not whole.", remedy=_TELL_THE_OPERATOR)
    return shelf.path(backup)


async def delete_backup(services: Services, backup: Backup) -> None:
    """Delete a backup and its file.

    Raises:
        Conflict: It is being made, or the rollback to a version needs it.
    """
    shelf = Shelf(services.store, services.settings)
    async with shelf.lock(backup.application_id):
        if backup.state is BackupState.MAKING:
            raise Conflict("This backup is being made.", remedy="Delete it once it is there.")
        if backup.file in await shelf.needed_for_rollback(backup.application_id):
            raise Conflict(
                "The rollback to an earlier version needs this backup.",
                remedy="It goes together with the application.",
            )
        await asyncio.shield(shelf.remove(backup))


def digest_header(backup: Backup) -> str:
    """Return the file's digest as RFC 9530 writes it."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(backup.sha256)).decode()}:"
