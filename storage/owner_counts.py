"""Counting what owners have; built once per kind of database, because building it takes longer
than running it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, bindparam, cast, func, select

from models.applications import ApplicationStatus, DesiredState
from models.jobs import JobKind, JobPhase
from models.queue import OwnerUse
from storage.columns import Moment, Words
from storage.statements import in_document
from storage.tables import admissions, applications, jobs, leases

DAY = timedelta(days=1)
ON_THE_WAY = timedelta(minutes=1)
"""How long after it was let in a request counts although its records are not there yet."""
_BUILDS = (JobKind.CREATE.value, JobKind.MODIFY.value)
_LIVE = (ApplicationStatus.RUNNING.value, ApplicationStatus.UNHEALTHY.value)
_KEPT = (*_LIVE, ApplicationStatus.STOPPED.value)
_OVER = (ApplicationStatus.FAILED.value, ApplicationStatus.DELETED.value)
_PATIENT = (JobPhase.GATHERING_REQUIREMENTS.value, JobPhase.AWAITING_APPROVAL.value)
"""Phases in which a job waits for a person and takes nothing."""
_OWNER = bindparam("of_owner", type_=Words())
_JOB = bindparam("of_job", type_=Words())
_DAY_AGO = bindparam("day_ago", type_=Moment())
_MINUTE_AGO = bindparam("minute_ago", type_=Moment())


@dataclass(frozen=True)
class Counted:
    """What an owner has, and how much is going on."""

    use: OwnerUse
    busy: int
    """Jobs of everybody that have not ended and wait for no person."""
    known: bool
    """Whether the request that was named is counted already."""
    old: int
    """Requests that count no more."""
    usual_seconds: float
    """How long jobs take that build or wait; 0 when there are none."""


def counted(connection: Connection, owner: str, now: datetime, *, job_id: str = "") -> Counted:
    """Count everything in one statement."""
    values = {
        "of_owner": owner,
        "of_job": job_id,
        "day_ago": now - DAY,
        "minute_ago": now - ON_THE_WAY,
    }
    row = connection.execute(_query(connection.dialect.name), values).one()
    return Counted(
        use=OwnerUse(**{name: getattr(row, name) for name in OwnerUse.model_fields}),
        busy=row.busy,
        known=row.known > 0,
        old=row.old,
        usual_seconds=float(row.usual_seconds or 0),
    )


def day_of_builds(owner: str, now: datetime) -> ColumnElement[bool]:
    """Return the condition for what an owner has begun to build within a day."""
    return _builds_since(owner, now - DAY)


def running_memory(dialect: str, condition: ColumnElement[bool]) -> Select[int]:
    """Return the query for the memory limits of what should run, is awake and has room to."""
    document = applications.c.document
    wanted = in_document(dialect, document, "desired_state") == DesiredState.RUNNING.value
    awake = in_document(dialect, document, "asleep_since").is_(None)
    has_room = in_document(dialect, document, "full_since").is_(None)
    live = applications.c.status.in_(_LIVE)
    return select(_total(dialect, "memory_mb")).where(condition, live, wanted, awake, has_room)


def kept_disk(dialect: str, condition: ColumnElement[bool]) -> Select[int]:
    """Return the query for the disk limits of applications that keep data, running or not."""
    total = _total(dialect, "disk_mb")
    return select(total).where(condition, applications.c.status.in_(_KEPT))


@cache
def memory_on_host(dialect: str) -> Select[int]:
    """Return the query for the memory limits of what runs on a host, the parameter ``on_host``."""
    host = in_document(dialect, applications.c.document, "deployment", "host")
    return running_memory(dialect, host == bindparam("on_host", type_=Words()))


@cache
def _query(dialect: str) -> Select[Any]:
    mine = applications.c.owner == _OWNER
    kept = mine & applications.c.deleted.is_(False) & applications.c.status.not_in(_OVER)
    creation = admissions.c.kind == JobKind.CREATE.value
    new = _builds_since(_OWNER, _MINUTE_AGO) & ~_recorded()
    of_all = (admissions.c.admitted_at > _MINUTE_AGO) & ~_recorded()
    unfinished = jobs.c.finished_at.is_(None)
    old = (admissions.c.owner == _OWNER) & (admissions.c.admitted_at < _DAY_AGO)
    counts: dict[str, ColumnElement[Any]] = {
        "applications": _count(applications, kept) + _count(admissions, new & creation),
        "running_jobs": _count(jobs, unfinished & (jobs.c.owner == _OWNER))
        + _count(admissions, new),
        "memory_mb": running_memory(dialect, mine).scalar_subquery(),
        "disk_mb": kept_disk(dialect, mine).scalar_subquery(),
        "builds_per_day": _count(admissions, _builds_since(_OWNER, _DAY_AGO)),
        "busy": _count(jobs, unfinished & jobs.c.phase.not_in(_PATIENT))
        + _count(admissions, of_all),
        "known": _count(admissions, admissions.c.job_id == _JOB),
        "old": _count(admissions, old),
        "usual_seconds": select(func.avg(leases.c.seconds)).scalar_subquery(),
    }
    return select(*(value.label(name) for name, value in counts.items()))


def _builds_since(owner: Any, since: Any) -> ColumnElement[bool]:
    mine = (admissions.c.owner == owner) & (admissions.c.admitted_at > since)
    found: ColumnElement[bool] = mine & admissions.c.kind.in_(_BUILDS)
    return found


def _recorded() -> ColumnElement[bool]:
    return select(jobs.c.id).where(jobs.c.id == admissions.c.job_id).exists()


def _count(table: Any, condition: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(table).where(condition).scalar_subquery()


def _total(dialect: str, field: str) -> ColumnElement[int]:
    value = in_document(dialect, applications.c.document, "deployment", "limits", field)
    return func.coalesce(func.sum(cast(value, Integer)), 0)
