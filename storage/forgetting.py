"""Applications that were deleted long ago: in the end nothing is known of them any more."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, delete, exists, select

from storage.applications import load_application
from storage.database import Database, reads, writes
from storage.tables import (
    admissions,
    agent_turns,
    applications,
    backup_rounds,
    backups,
    build_peaks,
    deployment_evidence,
    deployment_plans,
    events,
    findings,
    host_leftovers,
    host_promises,
    jobs,
    leases,
    slugs,
    traffic,
    traffic_visits,
    version_numbers,
    versions,
)

MOST = 200
"""Applications of one clean-up."""
_BY_JOB = (events, agent_turns, build_peaks)
_BY_APPLICATION = (
    admissions,
    backup_rounds,
    deployment_evidence,
    deployment_plans,
    findings,
    host_promises,
    leases,
    slugs,
    traffic,
    traffic_visits,
    version_numbers,
    versions,
    jobs,
)
"""The jobs last: others point to them."""


class Forgotten(NamedTuple):
    """What an application leaves behind outside of the records."""

    title: str
    jobs: tuple[str, ...]


class ForgettingRecords:
    """Finds deleted applications of which nothing is left but records, and removes these."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @reads
    def deleted(self, connection: Connection, before: datetime) -> dict[str, Forgotten]:
        """Return the applications that were deleted before then and that nothing is kept of."""
        row = applications.c
        old = row.deleted.is_(True) & (row.updated_at < before) & _is_over(row.id)
        ids = connection.execute(select(row.id).where(old).order_by(row.id).limit(MOST)).scalars()
        return {found: _left_by(connection, found) for found in ids.all()}

    @writes
    def forget(self, connection: Connection, application_id: str, before: datetime) -> bool:
        """Remove all records of an application; False when it is not as it was found any more."""
        row = applications.c
        mine = (row.id == application_id) & row.deleted.is_(True) & (row.updated_at < before)
        query = select(row.id).where(mine, _is_over(row.id)).with_for_update()
        if connection.execute(query).one_or_none() is None:
            return False
        its_jobs = select(jobs.c.id).where(jobs.c.application_id == application_id)
        for table in _BY_JOB:
            connection.execute(delete(table).where(table.c.job_id.in_(its_jobs)))
        for table in _BY_APPLICATION:
            connection.execute(delete(table).where(table.c.application_id == application_id))
        connection.execute(delete(applications).where(row.id == application_id))
        return True

    @reads
    def with_backups(self, connection: Connection) -> frozenset[str]:
        """Return the deleted applications whose backups were kept."""
        row = applications.c
        query = select(row.id).where(row.deleted.is_(True), _has(backups, row.id))
        return frozenset(connection.execute(query).scalars())


def _is_over(application_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Return whether no job works on it, and neither backups nor data on lost hosts are left."""
    works = exists().where(jobs.c.application_id == application_id, jobs.c.finished_at.is_(None))
    return ~works & ~_has(backups, application_id) & ~_has(host_leftovers, application_id)


def _has(table: Table, application_id: ColumnElement[str]) -> ColumnElement[bool]:
    return exists().where(table.c.application_id == application_id)


def _left_by(connection: Connection, application_id: str) -> Forgotten:
    query = select(jobs.c.id).where(jobs.c.application_id == application_id).order_by(jobs.c.id)
    application = load_application(connection, application_id)
    return Forgotten(application.title, tuple(connection.execute(query).scalars()))
