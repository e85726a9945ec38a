"""Finding what a caller may see: what is foreign, unknown or not an id at all looks the same."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from api.auth import Caller
from models.applications import Application, ApplicationStatus, Version
from models.backups import Backup
from models.errors import Conflict, NotFound
from models.jobs import DevelopmentJob
from storage.metadata import MetadataStore

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NUMBER = re.compile(r"0{0,3}[1-9][0-9]{0,6}", re.ASCII)
LARGEST_NUMBER = 1_000_000


async def find_application(
    store: MetadataStore, caller: Caller, application_id: str
) -> Application:
    """Return an application of the caller's.

    Raises:
        NotFound: There is none.
    """
    with _instead(NotFound("There is no such application.")):
        return await store.application(_checked(application_id), caller.scope)


async def find_changeable(store: MetadataStore, caller: Caller, application_id: str) -> Application:
    """Return an application of the caller's that was not deleted.

    Raises:
        NotFound: There is none.
        Conflict: It was deleted.
    """
    application = await find_application(store, caller, application_id)
    check_not_deleted(application)
    return application


def check_not_deleted(application: Application) -> None:
    """Raise Conflict when the application was deleted."""
    if application.status is ApplicationStatus.DELETED:
        raise Conflict("This application was deleted.", remedy="Create a new one.")


async def find_job(store: MetadataStore, caller: Caller, job_id: str) -> DevelopmentJob:
    """Return a job of the caller's.

    Raises:
        NotFound: There is none.
    """
    with _instead(_missing_job()):
        return await store.job(_checked(job_id), caller.scope)


async def check_jobs(store: MetadataStore, caller: Caller, job_ids: Collection[str]) -> None:
    """Check that jobs are the caller's, all of them at once.

    Raises:
        NotFound: One of them is not.
    """
    if not job_ids:
        return
    with _instead(_missing_job()):
        asked = {_checked(job_id) for job_id in job_ids}
        if asked != await store.known_jobs(asked, caller.scope):
            raise NotFound("One of them is not there.")


def _missing_job() -> NotFound:
    return NotFound("There is no such job.", remedy="List what is yours with GET /api/v1/jobs.")


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
    with _instead(missing):
        return await store.backups.get(application_id, _checked(backup_id))


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
    with _instead(missing):
        if not _NUMBER.fullmatch(number) or int(number) > LARGEST_NUMBER:
            raise missing
        return await store.version(application_id, int(number))


def _checked(given: str) -> str:
    """Return what is an id; anything else is as unknown as an id that nothing has."""
    if not _ID.fullmatch(given):
        raise NotFound("That is no id.")
    return given


@contextmanager
def _instead(missing: NotFound) -> Iterator[None]:
    """Say it in the caller's words, whatever it is that is not there."""
    try:
        yield
    except NotFound:
        raise missing from None
