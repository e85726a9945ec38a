"""What owners may have and what they have; letting a request in counts it, in one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    cast,
    delete,
    func,
    insert,
    select,
    update,
)

from models.applications import ApplicationStatus, DesiredState
from models.base import utc_now
from models.jobs import JobKind, JobPhase
from models.queue import LimitState, OwnerLimits, OwnerUse
from storage.database import Database, reads, writes
from storage.events import AnyRow
from storage.statements import in_document, insert_if_absent
from storage.tables import admissions, applications, jobs, leases, owner_limits

DAY = timedelta(days=1)
USUAL_SECONDS = 60.0
"""How long a job takes when none is under way to tell."""
ON_THE_WAY = timedelta(minutes=1)
"""How long after it was let in a request counts although its records are not there yet."""
_BUILDS = (JobKind.CREATE.value, JobKind.MODIFY.value)
_LIVE = (ApplicationStatus.RUNNING.value, ApplicationStatus.UNHEALTHY.value)
_PATIENT = (JobPhase.GATHERING_REQUIREMENTS.value, JobPhase.AWAITING_APPROVAL.value)
"""Phases in which a job waits for a person and takes nothing."""


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
        now = utc_now()
        limits = locked_limits(connection, applicant.owner, defaults)
        found = connection.execute(_counted(connection, applicant, now)).one()
        exceeded = None if found.known else _reached(limits, _use_in(found), applicant.kind)
        again = None
        if exceeded is not None:
            again = self._free_again(connection, applicant.owner, now)
        elif not found.known:
            _note(connection, applicant, now)
        usual = float(found.usual_seconds or USUAL_SECONDS)
        return Admission(exceeded, found.busy, usual, again)

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
        return limits, _use_in(connection.execute(_use(connection, owner, utc_now())).one())

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
        query = select(func.min(admissions.c.admitted_at)).where(_lately(owner, now - DAY))
        oldest: datetime | None = connection.execute(query).scalar()
        return DAY.total_seconds() if oldest is None else (oldest + DAY - now).total_seconds()


def _counted(connection: Connection, applicant: Applicant, now: datetime) -> Select[Any]:
    """Return the query that counts everything in one statement."""
    known = select(func.count()).where(admissions.c.job_id == applicant.job_id)
    return _use(connection, applicant.owner, now).add_columns(
        _busy(now).scalar_subquery().label("busy"),
        known.scalar_subquery().label("known"),
        select(func.avg(leases.c.seconds)).scalar_subquery().label("usual_seconds"),
    )


def _use_in(row: AnyRow) -> OwnerUse:
    return OwnerUse(**{name: getattr(row, name) for name in OwnerUse.model_fields})


def _note(connection: Connection, applicant: Applicant, now: datetime) -> None:
    """Keep that a request was let in, and forget those that count no more."""
    old = (admissions.c.owner == applicant.owner) & (admissions.c.admitted_at < now - 2 * DAY)
    connection.execute(delete(admissions).where(old))
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
    connection.execute(insert_if_absent(connection, owner_limits), {"owner": owner})
    query = select(owner_limits.c.document).where(owner_limits.c.owner == owner)
    return _merged(connection.execute(query.with_for_update()).scalar_one(), defaults)


def running_memory(connection: Connection, condition: ColumnElement[bool]) -> Select[int]:
    """Return the query for the memory limits of applications that should run and are awake."""
    document = applications.c.document
    wanted = in_document(connection, document, "desired_state") == DesiredState.RUNNING.value
    awake = in_document(connection, document, "asleep_since").is_(None)
    return select(_total(connection, "memory_mb")).where(
        condition, applications.c.status.in_(_LIVE), wanted, awake
    )


def kept_disk(connection: Connection, condition: ColumnElement[bool]) -> Select[int]:
    """Return the query for the disk limits of applications that keep data, running or not."""
    live = (*_LIVE, ApplicationStatus.STOPPED.value)
    total = _total(connection, "disk_mb")
    return select(total).where(condition, applications.c.status.in_(live))


def on_host(connection: Connection, host: str) -> ColumnElement[bool]:
    """Return the condition that an application runs on a host."""
    return in_document(connection, applications.c.document, "deployment", "host") == host


def _use(connection: Connection, owner: str, now: datetime) -> Select[Any]:
    mine = applications.c.owner == owner
    over = (ApplicationStatus.FAILED.value, ApplicationStatus.DELETED.value)
    kept = mine & applications.c.deleted.is_(False) & applications.c.status.not_in(over)
    creation = admissions.c.kind == JobKind.CREATE.value
    new = _lately(owner, now - ON_THE_WAY) & ~_recorded()
    running = select(func.count()).where(jobs.c.finished_at.is_(None), jobs.c.owner == owner)
    counts = {
        "applications": _sum(select(func.count()).where(kept), _count(new & creation)),
        "running_jobs": _sum(running, _count(new)),
        "memory_mb": running_memory(connection, mine).scalar_subquery(),
        "disk_mb": kept_disk(connection, mine).scalar_subquery(),
        "builds_per_day": _count(_lately(owner, now - DAY)),
    }
    return select(*(value.label(name) for name, value in counts.items()))


def _busy(now: datetime) -> Select[int]:
    working = select(func.count()).where(
        jobs.c.finished_at.is_(None), jobs.c.phase.not_in(_PATIENT)
    )
    new = (admissions.c.admitted_at > now - ON_THE_WAY) & ~_recorded()
    return select(_sum(working, _count(new)))


def _recorded() -> ColumnElement[bool]:
    return select(jobs.c.id).where(jobs.c.id == admissions.c.job_id).exists()


def _lately(owner: str, since: datetime) -> ColumnElement[bool]:
    return (
        (admissions.c.owner == owner)
        & (admissions.c.admitted_at > since)
        & admissions.c.kind.in_(_BUILDS)
    )


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(admissions).where(condition).scalar_subquery()


def _sum(first: Select[int], second: ColumnElement[int]) -> ColumnElement[int]:
    return first.scalar_subquery() + second


def _total(connection: Connection, field: str) -> ColumnElement[int]:
    value = in_document(connection, applications.c.document, "deployment", "limits", field)
    return func.coalesce(func.sum(cast(value, Integer)), 0)


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
