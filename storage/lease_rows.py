"""Reservations as rows, and what they leave of a host."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select

from models.queue import Capacity, Claim, Need, QueuePlace, Scarce
from storage.events import AnyRow
from storage.line import Turn, Waiting, in_order, left_of, seconds_to_wait, shortage
from storage.line_words import place_of
from storage.owner_counts import memory_on_host
from storage.statements import insert_if_absent
from storage.tables import leases, pools

FORGOTTEN = timedelta(days=30)
"""How long a reservation can be taken back that nobody prolonged."""


@dataclass(frozen=True)
class Pool:
    """What a host has, what of it is taken, and who waits for more."""

    capacity: Capacity | None
    """None when the host never said; then there is room for everything."""
    taken: Need
    remaining: tuple[float, ...]
    """Seconds that each job that holds a place will still take."""
    waiting: tuple[Waiting, ...]
    """In the order in which they come."""

    @property
    def free(self) -> Need | None:
        """What is left; None for everything."""
        return None if self.capacity is None else left_of(self.capacity, self.taken)

    def has_room_for(self, need: Need) -> bool:
        """Return whether a need fits now."""
        free = self.free
        return free is None or shortage(need, free) is None

    @property
    def _working(self) -> int:
        return max(1, len(self.remaining))

    def place(self, job_id: str) -> QueuePlace | None:
        """Return where a job stands; None when it does not wait."""
        for position, job in enumerate(self.waiting, start=1):
            if job.job_id == job_id:
                return self._place(position, job)
        return None

    def _place(self, position: int, job: Waiting) -> QueuePlace:
        free, places = self.free, self.capacity.builds if self.capacity else 1
        lacking = None if free is None else shortage(job.need, free)
        stuck = lacking is not None and not self.remaining
        ahead = [other.seconds for other in self.waiting[: position - 1]]
        # Where memory is short, no more can be carried out at a time than are now.
        at_a_time = (
            places if lacking is None or lacking.resource is Scarce.BUILDS else self._working
        )
        seconds = None if stuck else seconds_to_wait(self.remaining, ahead, at_a_time)
        return place_of(position, lacking, seconds=seconds, places=places, others_work=not stuck)


def row_of(claim: Claim, now: datetime, until: datetime, *, granted: bool) -> dict[str, Any]:
    """Return a new row."""
    return {
        "job_id": claim.job_id,
        "step": claim.step,
        "application_id": claim.application_id,
        "owner": claim.owner,
        "host": claim.host,
        "turn": Turn.IN_LINE.value,
        "priority": claim.priority,
        "memory_mb": claim.need.memory_mb,
        "milli_cpus": round(1000 * claim.need.cpus),
        "builds": claim.need.builds,
        "running_memory_mb": claim.running_memory_mb,
        "disk_mb": claim.disk_mb,
        "seconds": max(1, round(claim.seconds)),
        "asked_at": now,
        "granted_at": now if granted else None,
        "expires_at": until,
        "told": 0,
    }


def need_of(row: AnyRow) -> Need:
    """Return what a row reserves, or waits for."""
    return Need(memory_mb=row.memory_mb, cpus=row.milli_cpus / 1000, builds=row.builds)


def own_row(connection: Connection, job_id: str, step: str) -> AnyRow | None:
    """Return the row of a job's step."""
    mine = (leases.c.job_id == job_id) & (leases.c.step == step)
    return connection.execute(select(leases).where(mine)).one_or_none()


def forget_expired(connection: Connection, host: str, now: datetime) -> None:
    """Forget who waited for too long, and who has not come back."""
    here = leases.c.host == host
    waited = (leases.c.granted_at.is_(None)) & (leases.c.turn != Turn.RETURNING.value)
    over = (waited & (leases.c.expires_at <= now)) | (leases.c.expires_at <= now - FORGOTTEN)
    connection.execute(delete(leases).where(here, over))


def locked_pool(connection: Connection, host: str, now: datetime) -> Pool:
    """Return a host's pool, and let nobody else take of it until the transaction ends."""
    query = select(pools.c.host).where(pools.c.host == host).with_for_update()
    if connection.execute(query).one_or_none() is None:
        connection.execute(insert_if_absent(connection, pools), {"host": host})
        connection.execute(query).one()
    return pool_of(connection, host, now)


def pool_of(connection: Connection, host: str, now: datetime) -> Pool:
    """Return a host's pool."""
    query = select(leases).where(leases.c.host == host, leases.c.expires_at > now)
    rows = connection.execute(query).all()
    held = [row for row in rows if row.granted_at is not None]
    apart = memory_on_host(connection.dialect.name)
    deployed = connection.execute(apart, {"on_host": host}).scalar()
    needs = [need_of(row) for row in held]
    taken = Need(
        memory_mb=sum(need.memory_mb for need in needs) + (deployed or 0),
        cpus=sum(need.cpus for need in needs),
        builds=sum(need.builds for need in needs),
    )
    return Pool(
        capacity=_capacity(connection, host),
        taken=taken,
        remaining=tuple(_remaining(row, now) for row in held if row.builds),
        waiting=_waiting(rows),
    )


def _remaining(row: AnyRow, now: datetime) -> float:
    return float(row.seconds - (now - row.granted_at).total_seconds())


def _capacity(connection: Connection, host: str) -> Capacity | None:
    row = connection.execute(select(pools).where(pools.c.host == host)).one_or_none()
    if row is None or row.memory_mb is None:
        return None
    return Capacity(memory_mb=row.memory_mb, cpus=row.milli_cpus / 1000, builds=row.builds)


def _waiting(rows: Sequence[AnyRow]) -> tuple[Waiting, ...]:
    return tuple(
        in_order(
            Waiting(
                job_id=row.job_id,
                owner=row.owner,
                turn=row.turn,
                priority=row.priority,
                need=need_of(row),
                seconds=row.seconds,
                asked_at=row.asked_at,
                told=row.told,
            )
            for row in rows
            if row.granted_at is None
        )
    )
