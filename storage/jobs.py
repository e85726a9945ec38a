"""Jobs: what was asked, how far it is, and that an application has one at a time."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select, tuple_, update

from models.applications import Application
from models.base import utc_now
from models.conversation import ConversationState
from models.jobs import DevelopmentJob, EventDraft, JobPhase, JobProgress
from storage.applications import insert_application, load_application, save_application
from storage.bells import ring_when_committed
from storage.columns import EPOCH, MICROSECOND
from storage.database import Database, reads, writes
from storage.events import AnyRow, append_events, lock_job, unknown_job
from storage.lease_ends import keep_only_what_runs, release
from storage.paging import Page, decode_cursor, encode_cursor, page_size
from storage.statements import insert_if_absent
from storage.tables import jobs

Outcome = Callable[[Application], Mapping[str, object]]
"""Decides, from the application as it is, what the end of a job changes in it."""

_NEWEST_FIRST = "-created_at"
_APART = {"run_id", "finished_at", "progress", "conversation"}


def _row(job: DevelopmentJob) -> dict[str, Any]:
    return {
        "id": job.id,
        "application_id": job.application_id,
        "owner": job.owner,
        "run_id": job.run_id,
        "created_at": job.created_at,
        "updated_at": job.updated_at,
        "finished_at": job.finished_at,
        "last_sequence": 0,
        "document": job.model_dump_json(exclude=_APART),
        "conversation": job.conversation.model_dump_json(),
        **_progress_columns(job.progress),
    }


def _progress_columns(progress: JobProgress) -> dict[str, Any]:
    return {
        "phase": progress.phase.value,
        "percentage": progress.percentage,
        "progress_sequence": progress.sequence,
        "progress": progress.model_dump_json(),
    }


def _job(row: AnyRow) -> DevelopmentJob:
    parts = [
        row.document[:-1],
        f'"progress":{row.progress}',
        f'"conversation":{row.conversation}}}',
    ]
    stored = DevelopmentJob.model_validate_json(",".join(parts))
    return stored.model_copy(
        update={
            "run_id": row.run_id,
            "updated_at": row.updated_at,
            "finished_at": row.finished_at,
        }
    )


class JobRecords:
    """What is known of jobs."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def add(self, connection: Connection, job: DevelopmentJob) -> DevelopmentJob:
        """Insert it if absent, as its application's running job; return what is stored."""
        self._insert(connection, job)
        return self._load(connection, job.id)

    @writes
    def open(
        self, connection: Connection, job: DevelopmentJob, application: Application | None
    ) -> Application:
        """Add the application, when given, and the job, in one transaction; return the former."""
        if application is not None:
            insert_application(connection, application)
        return self._insert(connection, job)

    @reads
    def get(self, connection: Connection, job_id: str, owner: str | None) -> DevelopmentJob:
        """Return one; NotFound when unknown or another owner's."""
        job = self._load(connection, job_id)
        if owner is not None and job.owner != owner:
            raise unknown_job(job_id)
        return job

    @reads
    def known(
        self, connection: Connection, job_ids: Collection[str], owner: str | None
    ) -> set[str]:
        """Return the ids of those that there are, in one query."""
        statement = select(jobs.c.id).where(jobs.c.id.in_(job_ids))
        if owner is not None:
            statement = statement.where(jobs.c.owner == owner)
        return set(connection.execute(statement).scalars())

    @writes
    def set_run_id(self, connection: Connection, job_id: str, run_id: str) -> None:
        """Note the Temporal run behind the job."""
        statement = update(jobs).where(jobs.c.id == job_id)
        result = connection.execute(statement, {"run_id": run_id})
        if result.rowcount == 0:
            raise unknown_job(job_id)

    @reads
    def page(
        self,
        connection: Connection,
        *,
        owner: str | None,
        application_id: str | None,
        running: bool | None,
        limit: int,
        cursor: str | None,
    ) -> Page[DevelopmentJob]:
        """Return the jobs that fit, newest first, a page at a time."""
        statement = _filtered(owner, application_id, running)
        if cursor is not None:
            moment, last_id = decode_cursor(cursor, _NEWEST_FIRST, (int, str))
            behind = tuple_(
                EPOCH + moment * MICROSECOND,
                last_id,
                types=[jobs.c.created_at.type, jobs.c.id.type],
            )
            statement = statement.where(tuple_(jobs.c.created_at, jobs.c.id) < behind)
        statement = statement.order_by(jobs.c.created_at.desc(), jobs.c.id.desc())
        rows = connection.execute(statement.limit(page_size(limit) + 1)).all()
        items = tuple(_job(row) for row in rows[: page_size(limit)])
        if len(rows) == len(items):
            return Page(items)
        position = (items[-1].created_at - EPOCH) // MICROSECOND
        return Page(items, encode_cursor(_NEWEST_FIRST, position, items[-1].id))

    @writes
    def publish(
        self,
        connection: Connection,
        job_id: str,
        progress: JobProgress | None,
        drafts: Sequence[EventDraft],
        conversation: ConversationState | None,
    ) -> int:
        """Store the newer state and append the new events; return the last sequence number."""
        locked = lock_job(connection, job_id)
        return self._publish(connection, job_id, locked, progress, drafts, conversation)

    @writes
    def close(
        self,
        connection: Connection,
        job_id: str,
        progress: JobProgress,
        drafts: Sequence[EventDraft],
        outcome: Outcome | None,
    ) -> None:
        """Publish the end, and free the application; a second time only adds what is missing."""
        locked = lock_job(connection, job_id)
        self._publish(connection, job_id, locked, progress, drafts, None)
        if locked.finished_at is not None:
            return
        connection.execute(update(jobs).where(jobs.c.id == job_id), {"finished_at": utc_now()})
        release(connection, job_id)
        application = load_application(connection, locked.application_id, lock=True)
        changes = dict(outcome(application)) if outcome is not None else {}
        if application.running_job_id == job_id:
            changes["running_job_id"] = None
        if changes:
            save_application(connection, application, changes)

    def _publish(
        self,
        connection: Connection,
        job_id: str,
        locked: AnyRow,
        progress: JobProgress | None,
        drafts: Sequence[EventDraft],
        conversation: ConversationState | None,
    ) -> int:
        now = utc_now()
        last = append_events(
            connection, job_id, locked.application_id, drafts, after=locked.last_sequence, at=now
        )
        changed = _changes(locked, progress, conversation, last)
        if changed:
            statement = update(jobs).where(jobs.c.id == job_id)
            connection.execute(statement, {"updated_at": now, **changed})
        if changed.get("phase") == JobPhase.DEPLOYING and locked.phase != JobPhase.DEPLOYING:
            keep_only_what_runs(connection, job_id)
        return last

    def _insert(self, connection: Connection, job: DevelopmentJob) -> Application:
        """Insert the job if absent and return its application."""
        application = load_application(connection, job.application_id, lock=True)
        statement = insert_if_absent(connection, jobs).returning(jobs.c.id)
        inserted = connection.execute(statement, _row(job)).all()
        if inserted:
            ring_when_committed(connection)
        if inserted and job.finished_at is None and application.running_job_id != job.id:
            return save_application(connection, application, {"running_job_id": job.id})
        return application

    def _load(self, connection: Connection, job_id: str) -> DevelopmentJob:
        row = connection.execute(select(jobs).where(jobs.c.id == job_id)).one_or_none()
        if row is None:
            raise unknown_job(job_id)
        return _job(row)


def _changes(
    locked: AnyRow,
    progress: JobProgress | None,
    conversation: ConversationState | None,
    last_sequence: int,
) -> dict[str, Any]:
    """Return the columns to write; a state older than the stored one is left out."""
    changed: dict[str, Any] = {}
    if progress is not None and progress.sequence >= locked.progress_sequence:
        changed.update(_progress_columns(progress))
    if conversation is not None:
        changed["conversation"] = conversation.model_dump_json()
    if last_sequence != locked.last_sequence:
        changed["last_sequence"] = last_sequence
    return changed


def _filtered(owner: str | None, application_id: str | None, running: bool | None) -> Select[Any]:
    statement = select(jobs)
    if owner is not None:
        statement = statement.where(jobs.c.owner == owner)
    if application_id is not None:
        statement = statement.where(jobs.c.application_id == application_id)
    if running is not None:
        open_ones = jobs.c.finished_at.is_(None)
        statement = statement.where(open_ones if running else ~open_ones)
    return statement
