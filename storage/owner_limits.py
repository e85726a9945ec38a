"""What owners may have and what they have; letting a request in counts it, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from models.base import utc_now
from models.jobs import JobKind
from models.queue import LimitState, OwnerLimits, OwnerUse
from storage.database import Database, reads, writes
from storage.owner_counts import DAY, counted, day_of_builds
from storage.statements import insert_if_absent
from storage.tables import admissions, owner_limits

USUAL_SECONDS = 60.0
"""How long a job takes when none is under way to tell."""


@dataclass(frozen=True)
class Applicant:
    """A request that wants to become a job."""

    job_id: str
    owner: str
    application_id: str
    kind: JobKind


@dataclass(frozen=True)
class Admission:
    """Whether a request was let in, and how much is going on."""

    exceeded: LimitState | None
    busy_jobs: int
    """Jobs of everybody that have not ended and wait for no person."""
    usual_seconds: float = USUAL_SECONDS
    """How long such jobs take from their approval on."""
    retry_seconds: float | None = None
    """When a limit per day leaves room again."""


class LimitRecords:
    """Limits of owners, and who was let in lately."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def admit(
        self, connection: Connection, applicant: Applicant, defaults: OwnerLimits
    ) -> Admission:
        """Let a request in if its owner's limits allow it; the same one again is let in again.

        Of two requests for the last free place only one gets it: the owner's row is locked.
        """
        now, owner = utc_now(), applicant.owner
        limits = locked_limits(connection, owner, defaults)
        found = counted(connection, owner, now, job_id=applicant.job_id)
        exceeded = None if found.known else _reached(limits, found.use, applicant.kind)
        again = None
        if exceeded is not None:
            again = self._free_again(connection, owner, now)
        elif not found.known:
            _note(connection, applicant, now, old=found.old)
        return Admission(exceeded, found.busy, found.usual_seconds or USUAL_SECONDS, again)

    @writes
    def withdraw(self, connection: Connection, job_id: str) -> None:
        """Forget a request that did not become a job."""
        connection.execute(delete(admissions).where(admissions.c.job_id == job_id))

    @reads
    def of(
        self, connection: Connection, owner: str, defaults: OwnerLimits
    ) -> tuple[OwnerLimits, OwnerUse]:
        """Return what an owner may have, and has."""
        query = select(owner_limits.c.document).where(owner_limits.c.owner == owner)
        limits = _merged(connection.execute(query).scalar(), defaults)
        return limits, counted(connection, owner, utc_now()).use

    @writes
    def set(self, connection: Connection, owner: str, limits: OwnerLimits) -> None:
        """Set the limits of an owner that are named, and leave the others as they are.

        A limit that is given as None is none at all.
        """
        before = locked_limits(connection, owner, OwnerLimits())
        kept = before.model_dump(include=before.model_fields_set)
        document = OwnerLimits(**kept | limits.model_dump(exclude_unset=True))
        statement = update(owner_limits).where(owner_limits.c.owner == owner)
        connection.execute(statement, {"document": document.model_dump_json(exclude_unset=True)})

    @writes
    def reset(self, connection: Connection, owner: str) -> None:
        """Let the limits of an owner be as they are configured."""
        statement = update(owner_limits).where(owner_limits.c.owner == owner)
        connection.execute(statement, {"document": None})

    def _free_again(self, connection: Connection, owner: str, now: datetime) -> float:
        """Return in how many seconds the oldest build of the last day does not count any more."""
        query = select(func.min(admissions.c.admitted_at)).where(day_of_builds(owner, now))
        oldest: datetime | None = connection.execute(query).scalar()
        return DAY.total_seconds() if oldest is None else (oldest + DAY - now).total_seconds()


def _note(connection: Connection, applicant: Applicant, now: datetime, *, old: int) -> None:
    """Keep that a request was let in, and forget those that count no more."""
    if old:
        forgotten = (admissions.c.owner == applicant.owner) & (admissions.c.admitted_at < now - DAY)
        connection.execute(delete(admissions).where(forgotten))
    row = {
        "job_id": applicant.job_id,
        "owner": applicant.owner,
        "application_id": applicant.application_id,
        "kind": applicant.kind.value,
        "admitted_at": now,
    }
    connection.execute(insert(admissions), row)


def locked_limits(connection: Connection, owner: str, defaults: OwnerLimits) -> OwnerLimits:
    """Return what an owner may have, and let nobody else in for them meanwhile."""
    query = select(owner_limits).where(owner_limits.c.owner == owner).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        connection.execute(insert_if_absent(connection, owner_limits), {"owner": owner})
        row = connection.execute(query).one()
    return _merged(row.document, defaults)


def _merged(document: str | None, defaults: OwnerLimits) -> OwnerLimits:
    if document is None:
        return defaults
    own = OwnerLimits.model_validate_json(document)
    return defaults.model_copy(update=own.model_dump(exclude_unset=True))


def _reached(limits: OwnerLimits, use: OwnerUse, kind: JobKind) -> LimitState | None:
    """Return the first limit that leaves no room for one more request of that kind."""
    checked = ["running_jobs", "builds_per_day"]
    checked += ["applications", "memory_mb", "disk_mb"] if kind is JobKind.CREATE else []
    for name in checked:
        allowed, used = getattr(limits, name), getattr(use, name)
        if allowed is not None and used >= allowed:
            return LimitState(name=name, allowed=allowed, used=used)
    return None
