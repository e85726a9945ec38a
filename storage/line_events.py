"""Telling those who wait when their place in line has changed, and only then."""

from datetime import datetime

from sqlalchemy import Connection, update

from models.errors import NotFound
from models.jobs import EventDraft, EventKind, JobPhase
from models.queue import QueuePlace
from storage.events import append_event
from storage.lease_rows import Pool
from storage.line import coarse
from storage.tables import leases


def tell_places(connection: Connection, pool: Pool, now: datetime, *, told: str = "") -> None:
    """Append an event to each job whose place is another one than it was told last.

    Args:
        connection: Within a transaction.
        pool: As it is now.
        now: The time.
        told: A job that is told in another way.
    """
    for position, job in enumerate(pool.waiting, start=1):
        if job.told == coarse(position):
            continue
        place = pool.place(job.job_id)
        if place is None or not (job.job_id == told or _told(connection, job.job_id, place, now)):
            continue
        mine = (leases.c.job_id == job.job_id) & leases.c.granted_at.is_(None)
        connection.execute(update(leases).where(mine), {"told": coarse(position)})


def _told(connection: Connection, job_id: str, place: QueuePlace, now: datetime) -> bool:
    """Append the event; false while the job does not know yet that it waits."""

    def draft(phase: JobPhase, percentage: int, last: int) -> EventDraft | None:
        if phase is not JobPhase.QUEUED:
            return None
        return EventDraft(
            key=f"queue:{last + 1}",
            kind=EventKind.PHASE,
            phase=phase,
            percentage=percentage,
            message=place.told,
            data={"queue": place.model_dump(mode="json")},
        )

    try:
        return append_event(connection, job_id, draft, at=now)
    except NotFound:
        return True  # nobody follows a job without a record, and it keeps nobody from going on
