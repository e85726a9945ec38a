"""Finding what a caller may see: what is foreign, unknown or not an id at all looks the same."""

import re

from api.auth import Caller
from models.applications import Application, ApplicationStatus, Version
from models.backups import Backup
from models.errors import Conflict, NotFound
from models.jobs import DevelopmentJob
from storage.metadata import MetadataStore

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LARGEST_NUMBER = 1_000_000


async def find_application(
    store: MetadataStore, caller: Caller, application_id: str
) -> Application:
    """Return an application of the caller's.

    Raises:
        NotFound: There is none.
    """
    missing = NotFound("There is no such application.")
    if not _ID.fullmatch(application_id):
        raise missing
    try:
        return await store.application(application_id, caller.scope)
    except NotFound:
        raise missing from None


async def find_changeable(store: MetadataStore, caller: Caller, application_id: str) -> Application:
    """Return an application of the caller's that was not deleted.

    Raises:
        NotFound: There is none.
        Conflict: It was deleted.
    """
    application = await find_application(store, caller, application_id)
    if application.status is ApplicationStatus.DELETED:
        raise Conflict("This application was deleted.", remedy="Create a new one.")
    return application


async def find_job(store: MetadataStore, caller: Caller, job_id: str) -> DevelopmentJob:
    """Return a job of the caller's.

    Raises:
        NotFound: There is none.
    """
    missing = NotFound("There is no such job.", remedy="List what is yours with GET /api/v1/jobs.")
    if not _ID.fullmatch(job_id):
        raise missing
    try:
        return await store.job(job_id, caller.scope)
    except NotFound:
        raise missing from None


async def find_backup(
    store: MetadataStore, caller: Caller, application_id: str, backup_id: str
) -> Backup:
    """Return a backup of an application of the caller's, also of one that was deleted.

    Raises:
        NotFound: There is no such application or backup.
    """
    await find_application(store, caller, application_id)
    missing = NotFound(
        "There is no such backup.", remedy="List them with GET /api/v1/applications/{id}/backups."
    )
    if not _ID.fullmatch(backup_id):
        raise missing
    try:
        return await store.backups.get(application_id, backup_id)
    except NotFound:
        raise missing from None


async def find_version(
    store: MetadataStore, caller: Caller, application_id: str, number: str
) -> Version:
    """Return a version of an application of the caller's.

    Raises:
        NotFound: There is no such application or version.
    """
    await find_application(store, caller, application_id)
    missing = NotFound(
        "There is no such version.", remedy="List them with GET /api/v1/applications/{id}/versions."
    )
    if not (number.isascii() and number.isdigit()) or not 0 < int(number[:9]) <= LARGEST_NUMBER:
        raise missing
    try:
        return await store.version(application_id, int(number))
    except NotFound:
        raise missing from None
