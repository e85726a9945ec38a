"""Events: the gapless sequence of what a job told, each key exactly once."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, insert, select, update

from models.base import utc_now
from models.errors import NotFound
from models.jobs import EventDraft, EventKind, JobEvent, JobPhase, LogLine
from storage.bells import ring_when_committed
from storage.columns import storable_text
from storage.database import Database, reads, writes
from storage.tables import events, jobs

KEYS_AT_A_TIME = 500
LARGEST_BATCH = 5_000
_EVENTS = TypeAdapter(tuple[JobEvent, ...])
AnyRow: TypeAlias = Row[*tuple[Any, ...]]

_LOCKED = (
    jobs.c.application_id,
    jobs.c.finished_at,
    jobs.c.phase,
    jobs.c.percentage,
    jobs.c.progress_sequence,
    jobs.c.last_sequence,
)


def unknown_job(job_id: str) -> NotFound:
    """Return the error for a job that is not there, or is somebody else's."""
    return NotFound(
        "There is no such job.",
        remedy="Check the address; list your jobs with GET /api/v1/jobs.",
        job_id=job_id,
    )


def lock_job(connection: Connection, job_id: str) -> AnyRow:
    """Return what a writer needs of the job, locked until the transaction ends.

    Raises:
        NotFound: There is none.
    """
    query = select(*_LOCKED).where(jobs.c.id == job_id).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        raise unknown_job(job_id)
    return row


def append_events(
    connection: Connection,
    job_id: str,
    application_id: str,
    drafts: Sequence[EventDraft],
    *,
    after: int,
    at: datetime,
) -> int:
    """Append the drafts whose key is new behind ``after``; return the last sequence number.

    The caller holds the lock on the job.
    """
    by_key: dict[str, EventDraft] = {}
    for draft in drafts:
        by_key.setdefault(storable_text(draft.key), draft)
    for keys in _chunks(list(by_key)):
        query = select(events.c.key).where(events.c.job_id == job_id, events.c.key.in_(keys))
        for known in connection.execute(query).scalars():
            del by_key[known]
    if not by_key:
        return after
    rows = [
        {
            "job_id": job_id,
            "sequence": sequence,
            "key": key,
            "document": JobEvent(
                sequence=sequence,
                job_id=job_id,
                application_id=application_id,
                at=at,
                **draft.model_dump(exclude={"key"}),
            ).model_dump_json(),
        }
        for sequence, (key, draft) in enumerate(by_key.items(), after + 1)
    ]
    connection.execute(insert(events), rows)
    ring_when_committed(connection)
    return after + len(rows)


def append_event(
    connection: Connection,
    job_id: str,
    draft: Callable[[JobPhase, int, int], EventDraft | None],
    *,
    at: datetime,
) -> bool:
    """Append the event that is drafted from phase, percentage and last sequence of the job.

    Returns:
        Whether there was one; none is drafted when it does not fit the phase.
    """
    locked = lock_job(connection, job_id)
    before = locked.last_sequence
    drafted = draft(JobPhase(locked.phase), locked.percentage, before)
    if drafted is None:
        return False
    last = append_events(connection, job_id, locked.application_id, (drafted,), after=before, at=at)
    statement = update(jobs).where(jobs.c.id == job_id)
    connection.execute(statement, {"last_sequence": last, "updated_at": at})
    return True


def _chunks(keys: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), KEYS_AT_A_TIME):
        yield keys[start : start + KEYS_AT_A_TIME]


def log_draft(line: LogLine, phase: JobPhase, percentage: int) -> EventDraft:
    """Return the event that tells of one line of the build log."""
    return EventDraft(
        key=f"log:{line.number}",
        kind=EventKind.LOG,
        phase=phase,
        percentage=percentage,
        message=line.text,
        data={"level": line.level.value, "step": line.step, "number": line.number},
    )


class EventRecords:
    """What jobs told."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def append_log(self, connection: Connection, job_id: str, lines: Sequence[LogLine]) -> None:
        """Append lines of the build log as events, with the phase that the job is in."""
        if not lines:
            return
        locked = lock_job(connection, job_id)
        phase = JobPhase(locked.phase)
        drafts = [log_draft(line, phase, locked.percentage) for line in lines]
        now, before = utc_now(), locked.last_sequence
        last = append_events(
            connection, job_id, locked.application_id, drafts, after=before, at=now
        )
        if last != before:
            statement = update(jobs).where(jobs.c.id == job_id)
            connection.execute(statement, {"last_sequence": last, "updated_at": now})

    @reads
    def after(
        self, connection: Connection, job_id: str, sequence: int, limit: int
    ) -> list[JobEvent]:
        """Return the events behind ``sequence``, oldest first; none for an unknown job."""
        query = (
            select(events.c.document)
            .where(events.c.job_id == job_id, events.c.sequence > sequence)
            .order_by(events.c.sequence)
            .limit(max(1, min(LARGEST_BATCH, limit)))
        )
        documents = connection.execute(query).scalars().all()
        return list(_EVENTS.validate_json(f"[{','.join(documents)}]"))

    @reads
    def latest_sequences(self, connection: Connection, job_ids: Sequence[str]) -> dict[str, int]:
        """Return the last sequence number of each job that exists."""
        found: dict[str, int] = {}
        for ids in _chunks(list(job_ids)):
            query = select(jobs.c.id, jobs.c.last_sequence).where(jobs.c.id.in_(ids))
            for row in connection.execute(query):
                found[row.id] = row.last_sequence
        return found
