"""Whether what a job will run and keep still fits into its owner's limits."""

from sqlalchemy import ColumnElement, Connection, Select, func, select

from models.queue import Claim, LimitState, OwnerLimits
from storage.owner_limits import kept_disk, locked_limits, running_memory
from storage.tables import applications, leases


def exceeded_by(connection: Connection, claim: Claim, defaults: OwnerLimits) -> LimitState | None:
    """Return the limit that a job would go over: beside what runs, and what others will start.

    The application itself does not count: its new version takes the place of the old one.
    """
    limits = locked_limits(connection, claim.owner, defaults)
    others = (applications.c.owner == claim.owner) & (applications.c.id != claim.application_id)
    coming = (leases.c.owner == claim.owner) & (leases.c.application_id != claim.application_id)
    memory = _number(connection, running_memory(connection, others))
    memory += _number(connection, _planned(leases.c.running_memory_mb, coming))
    disk = _number(connection, kept_disk(connection, others))
    disk += _number(connection, _planned(leases.c.disk_mb, coming))
    for name, allowed, used, needed in (
        ("memory_mb", limits.memory_mb, memory, claim.running_memory_mb),
        ("disk_mb", limits.disk_mb, disk, claim.disk_mb),
    ):
        if allowed is not None and used + needed > allowed:
            return LimitState(name=name, allowed=allowed, used=used, needed=needed)
    return None


def _planned(column: ColumnElement[int], condition: ColumnElement[bool]) -> Select[int]:
    return select(func.coalesce(func.sum(column), 0)).where(condition)


def _number(connection: Connection, query: Select[int]) -> int:
    return int(connection.execute(query).scalar_one())
