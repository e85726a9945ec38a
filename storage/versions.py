"""Versions: immutable, numbered per application, a number never given twice."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from models.applications import Application, Version
from models.errors import Conflict, NotFound
from storage.applications import load_application, save_application, unknown_application
from storage.database import Database, reads, writes
from storage.events import lock_job
from storage.paging import Page, decode_cursor, encode_cursor, page_size
from storage.statements import insert_if_absent
from storage.tables import version_numbers, versions

_NEWEST_FIRST = "-number"


def _row(version: Version) -> dict[str, Any]:
    return {
        "application_id": version.application_id,
        "number": version.number,
        "job_id": version.job_id,
        "document": version.model_dump_json(),
    }


class VersionRecords:
    """What is known of versions."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def add(self, connection: Connection, version: Version) -> Version:
        """Insert it if absent; return what is stored."""
        load_application(connection, version.application_id, lock=True)
        return self._insert(connection, version)

    @reads
    def get(self, connection: Connection, application_id: str, number: int) -> Version:
        """Return one; NotFound when there is none."""
        return self._load(connection, application_id, number)

    @reads
    def page(
        self, connection: Connection, application_id: str, *, limit: int, cursor: str | None
    ) -> Page[Version]:
        """Return the versions of an application, newest first, a page at a time."""
        statement = select(versions.c.document).where(versions.c.application_id == application_id)
        if cursor is not None:
            (number,) = decode_cursor(cursor, _NEWEST_FIRST, (int,))
            statement = statement.where(versions.c.number < number)
        statement = statement.order_by(versions.c.number.desc()).limit(page_size(limit) + 1)
        documents = connection.execute(statement).scalars().all()
        items = tuple(Version.model_validate_json(d) for d in documents[: page_size(limit)])
        if len(documents) == len(items):
            return Page(items)
        return Page(items, encode_cursor(_NEWEST_FIRST, items[-1].number))

    @reads
    def next_number(self, connection: Connection, application_id: str) -> int:
        """Return the number above every one that was given; it is not reserved."""
        return self._next(connection, application_id)

    @writes
    def reserve_number(self, connection: Connection, application_id: str, job_id: str) -> int:
        """Return the number of the version that this job makes: the same each time it asks.

        A number is never given to a second job, even when the first one made nothing of it:
        its tag, image or data folder may be left over.
        """
        numbers = version_numbers.c
        mine = select(numbers.number).where(
            numbers.application_id == application_id, numbers.job_id == job_id
        )
        load_application(connection, application_id, lock=True)
        number = connection.execute(mine).scalar()
        if number is None:
            number = self._next(connection, application_id)
            connection.execute(
                version_numbers.insert().values(
                    application_id=application_id, job_id=job_id, number=number
                )
            )
        return number

    @writes
    def record(
        self,
        connection: Connection,
        job_id: str,
        application_id: str,
        version: Version | None,
        changes: Mapping[str, object],
    ) -> Application:
        """Add the version and make it the application's, in one transaction.

        A late repetition, after the job has ended, changes nothing.

        Raises:
            Conflict: The number belongs to another job's version.
        """
        job = lock_job(connection, job_id)
        if job.application_id != application_id:
            raise unknown_application(application_id)
        application = load_application(connection, application_id, lock=True)
        if job.finished_at is not None:
            return application
        if version is not None:
            stored = self._insert(connection, version)
            if stored.job_id != version.job_id:
                raise Conflict(
                    f"Version {version.number} was already made by another job.",
                    remedy="Start the change again.",
                    job_id=stored.job_id,
                )
        return save_application(connection, application, changes)

    def _insert(self, connection: Connection, version: Version) -> Version:
        connection.execute(insert_if_absent(connection, versions), _row(version))
        return self._load(connection, version.application_id, version.number)

    def _load(self, connection: Connection, application_id: str, number: int) -> Version:
        query = select(versions.c.document).where(
            versions.c.application_id == application_id, versions.c.number == number
        )
        document = connection.execute(query).scalar()
        if document is None:
            raise NotFound(
                "There is no such version.",
                remedy="List the versions of the application and choose one of them.",
                application_id=application_id,
                number=number,
            )
        return Version.model_validate_json(document)

    def _next(self, connection: Connection, application_id: str) -> int:
        highest = 0
        for table in (versions, version_numbers):
            query = select(func.max(table.c.number)).where(table.c.application_id == application_id)
            highest = max(highest, connection.execute(query).scalar() or 0)
        return highest + 1
