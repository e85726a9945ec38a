"""What is of no use any more in the records: stories of old jobs, copies of data that are gone."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from models.applications import Version
from storage.applications import load_application
from storage.database import Database, reads, writes
from storage.tables import events, jobs, versions

MOST_JOBS = 500
"""Of one transaction: others have to write meanwhile, too."""


class ExpiryRecords:
    """Finds and removes what has expired."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @reads
    def unfinished_jobs(self, connection: Connection) -> frozenset[str]:
        """Return the ids of all jobs that have not ended."""
        query = select(jobs.c.id).where(jobs.c.finished_at.is_(None))
        return frozenset(connection.execute(query).scalars())

    @reads
    def told_jobs(self, connection: Connection, before: datetime) -> dict[str, int]:
        """Return the jobs that ended before then and still have a story, with its length.

        Their last event is no part of it: it stays, so that whoever follows them finds the end.
        """
        mine = (jobs.c.id == events.c.job_id) & (events.c.sequence < jobs.c.last_sequence)
        query = (
            select(jobs.c.id, func.count())
            .join(events, mine)
            .where(jobs.c.finished_at < before)
            .group_by(jobs.c.id)
            .limit(MOST_JOBS)
        )
        return {row[0]: row[1] for row in connection.execute(query)}

    @writes
    def forget_story(self, connection: Connection, job_id: str) -> None:
        """Remove all events of a job that has ended but the last one."""
        last = select(jobs.c.last_sequence).where(
            jobs.c.id == job_id, jobs.c.finished_at.is_not(None)
        )
        old = (events.c.job_id == job_id) & (events.c.sequence < last.scalar_subquery())
        connection.execute(delete(events).where(old))

    @writes
    def forget_snapshot(self, connection: Connection, application_id: str, reference: str) -> None:
        """Note at the versions that name a copy of data that there is none any more."""
        load_application(connection, application_id, lock=True)
        mine = versions.c.application_id == application_id
        found = connection.execute(select(versions.c.number, versions.c.document).where(mine)).all()
        for number, document in found:
            version = Version.model_validate_json(document)
            if version.snapshot == reference:
                changed = version.model_copy(update={"snapshot": None}).model_dump_json()
                this = mine & (versions.c.number == number)
                connection.execute(update(versions).where(this), {"document": changed})
