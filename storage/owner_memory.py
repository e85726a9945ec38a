"""Whether what a job will run and keep still fits into its owner's limits."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, select

from models.queue import Claim, LimitState, OwnerLimits
from storage.columns import Words
from storage.owner_counts import kept_disk, running_memory
from storage.owner_limits import locked_limits
from storage.tables import applications, leases

_OWNER = bindparam("of_owner", type_=Words())
_APPLICATION = bindparam("but_for", type_=Words())


def exceeded_by(connection: Connection, claim: Claim, defaults: OwnerLimits) -> LimitState | None:
    """Return the limit that a job would go over: beside what runs, and what others will start.

    The application itself does not count: its new version takes the place of the old one.
    """
    limits = locked_limits(connection, claim.owner, defaults)
    values = {"of_owner": claim.owner, "but_for": claim.application_id}
    used = connection.execute(_query(connection.dialect.name), values).one()
    for name, needed in (("memory_mb", claim.running_memory_mb), ("disk_mb", claim.disk_mb)):
        allowed, taken = getattr(limits, name), int(getattr(used, name))
        if allowed is not None and taken + needed > allowed:
            return LimitState(name=name, allowed=allowed, used=taken, needed=needed)
    return None


@cache
def _query(dialect: str) -> Select[Any]:
    others = (applications.c.owner == _OWNER) & (applications.c.id != _APPLICATION)
    coming = (leases.c.owner == _OWNER) & (leases.c.application_id != _APPLICATION)
    memory = running_memory(dialect, others).scalar_subquery()
    disk = kept_disk(dialect, others).scalar_subquery()
    return select(
        (memory + _planned(leases.c.running_memory_mb, coming)).label("memory_mb"),
        (disk + _planned(leases.c.disk_mb, coming)).label("disk_mb"),
    )


def _planned(column: ColumnElement[int], condition: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.coalesce(func.sum(column), 0)).where(condition).scalar_subquery()
