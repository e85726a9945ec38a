"""Versions, as the metadata store offers them."""

from collections.abc import Mapping

from models.applications import Application, Version
from storage.paging import Page
from storage.versions import VersionRecords


class VersionStore:
    """Versions and their numbers."""

    _versions: VersionRecords

    async def add_version(self, version: Version) -> Version:
        """Insert it if absent; return what is stored.

        Raises:
            NotFound: The application is unknown.
        """
        return await self._versions.add(version)

    async def version(self, application_id: str, number: int) -> Version:
        """Return one version.

        Raises:
            NotFound: There is none.
        """
        return await self._versions.get(application_id, number)

    async def versions(
        self, application_id: str, *, limit: int = 50, cursor: str | None = None
    ) -> Page[Version]:
        """Return the versions of an application, newest first, a page at a time.

        Raises:
            InvalidInput: The cursor is not valid.
        """
        return await self._versions.page(application_id, limit=limit, cursor=cursor)

    async def reserve_version(self, application_id: str, job_id: str) -> int:
        """Return the number of the version that this job makes, the same each time it asks.

        Raises:
            NotFound: The application is unknown.
        """
        return await self._versions.reserve_number(application_id, job_id)

    async def record_version(
        self,
        job_id: str,
        application_id: str,
        version: Version | None,
        changes: Mapping[str, object],
    ) -> Application:
        """Add the version and change the application's fields, all or nothing.

        After the job has ended nothing changes any more.

        Raises:
            NotFound: The job is unknown, or belongs to another application.
            Conflict: The number belongs to another job's version.
        """
        return await self._versions.record(job_id, application_id, version, changes)
