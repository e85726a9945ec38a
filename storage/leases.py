"""Reservations of memory, processors and places for builds, on each host.

A reservation expires unless it is prolonged, so that a crash gives back what it held.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from models.base import utc_now
from models.errors import NotFound
from models.queue import Capacity, Claim, Joined, OwnerLimits, QueuePlace, Renewal, Shortage
from storage.database import Database, reads, writes
from storage.events import AnyRow
from storage.lease_ends import release
from storage.lease_rows import (
    Pool,
    forget_expired,
    locked_pool,
    need_of,
    own_row,
    pool_of,
    row_of,
)
from storage.line import Turn, shortage
from storage.line_events import tell_places
from storage.owner_memory import exceeded_by
from storage.statements import insert_if_absent
from storage.tables import leases, pools

LEASE = timedelta(minutes=2)
"""How long a reservation holds that nobody prolongs."""


class LeaseRecords:
    """Who has reserved what, and who waits.

    Args:
        database: Where it is kept.
        clock: Tells the time.
        lease: How long a reservation holds that nobody prolongs.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime] = utc_now,
        *,
        lease: timedelta = LEASE,
    ) -> None:
        self.database = database
        self._clock = clock
        self._lease = lease

    @writes
    def report(self, connection: Connection, host: str, capacity: Capacity) -> None:
        """Say what a host has to give; one that never said has as much as is asked of it."""
        connection.execute(insert_if_absent(connection, pools), {"host": host})
        values = {
            "memory_mb": capacity.memory_mb,
            "milli_cpus": round(1000 * capacity.cpus),
            "builds": capacity.builds,
        }
        connection.execute(update(pools).where(pools.c.host == host), values)

    @writes
    def join(
        self,
        connection: Connection,
        claim: Claim,
        *,
        limits: OwnerLimits,
        patience: timedelta = timedelta(days=1),
    ) -> Joined:
        """Reserve what a job needs if nobody waits and there is room; else put it in line."""
        now = self._clock()
        pool = locked_pool(connection, claim.host, now)
        forget_expired(connection, claim.host, now)
        row = own_row(connection, claim.job_id, claim.step)
        if row is not None and row.host != claim.host:
            release(connection, claim.job_id)  # it has left that host
            row = None
        if row is None:
            refused = self._refused(connection, claim, pool, limits)
            if refused is not None:
                return refused
            at_once = pool.has_room_for(claim.need) and not pool.waiting
            until = now + (self._lease if at_once else patience)
            connection.execute(insert(leases), row_of(claim, now, until, granted=at_once))
        elif row.granted_at is not None:
            at_once = self._take_back(connection, row, pool, now)
        else:
            at_once = False
        if at_once:
            return Joined(granted=True)
        pool = pool_of(connection, claim.host, now)
        tell_places(connection, pool, now, told=claim.job_id)
        return Joined(place=pool.place(claim.job_id))

    @writes
    def admit(self, connection: Connection, job_id: str, step: str) -> bool:
        """Let in the job whose turn it is, if there is room; true also when it was let in before.

        Who has left the line, because its time was over, is not let in without a reservation.

        Raises:
            NotFound: The job does not stand in line, or does not any more.
        """
        now = self._clock()
        row = own_row(connection, job_id, step)
        if row is None:
            raise NotFound(
                "The job does not stand in line any more: it waited for longer than it may.",
                remedy="Ask again when less is going on, or stop applications you don't need.",
            )
        pool = locked_pool(connection, row.host, now)
        if row.granted_at is not None:
            return self._take_back(connection, row, pool, now)
        if row.turn > Turn.AT_HEAD:
            self._bring_to_head(connection, row.host, job_id)
        if any(job.turn == Turn.RETURNING for job in pool.waiting):
            return False
        if not pool.has_room_for(need_of(row)):
            return False
        grant = {"granted_at": now, "expires_at": now + self._lease}
        connection.execute(update(leases).where(_is(job_id, step)), grant)
        tell_places(connection, pool_of(connection, row.host, now), now)
        return True

    @writes
    def take(self, connection: Connection, claim: Claim) -> Shortage | None:
        """Reserve what a job needs at once, room or not; return what is short.

        Those who wait see it taken, so that they wait until it is given back.
        """
        now = self._clock()
        mine = _is(claim.job_id, claim.step)
        connection.execute(delete(leases).where(mine))  # asked again, it is answered the same
        free = locked_pool(connection, claim.host, now).free
        row = row_of(claim, now, now + self._lease, granted=True)
        connection.execute(insert(leases), row | {"turn": Turn.AT_ONCE.value})
        return None if free is None else shortage(claim.need, free)

    @writes
    def renew(self, connection: Connection, job_id: str) -> Renewal:
        """Prolong all that a job holds.

        What has expired is taken back if there is still room; if not, the job is the next one to
        get some.
        """
        now = self._clock()
        held = or_(leases.c.granted_at.is_not(None), leases.c.turn == Turn.RETURNING.value)
        rows = connection.execute(select(leases).where(leases.c.job_id == job_id, held)).all()
        if not rows:
            return Renewal.NONE
        back = [
            self._take_back(connection, row, locked_pool(connection, row.host, now), now)
            for row in rows
        ]
        return Renewal.HELD if all(back) else Renewal.LAPSED

    @writes
    def release(self, connection: Connection, job_id: str) -> None:
        """Give back all that a job holds, or its place in line."""
        release(connection, job_id)

    @reads
    def places(self, connection: Connection, job_ids: Sequence[str]) -> dict[str, QueuePlace]:
        """Return where each of these jobs stands that waits."""
        waiting = leases.c.job_id.in_(job_ids) & leases.c.granted_at.is_(None)
        hosts = connection.execute(select(leases.c.host).where(waiting).distinct()).scalars().all()
        found = {}
        for host in hosts:
            pool = pool_of(connection, host, self._clock())
            for job_id in job_ids:
                place = pool.place(job_id)
                if place is not None:
                    found[job_id] = place
        return found

    @reads
    def pool(self, connection: Connection, host: str) -> Pool:
        """Return what a host has, what of it is taken, and who waits."""
        return pool_of(connection, host, self._clock())

    def _refused(
        self, connection: Connection, claim: Claim, pool: Pool, limits: OwnerLimits
    ) -> Joined | None:
        if pool.capacity is not None:
            never = shortage(claim.need, pool.capacity)
            if never is not None:
                return Joined(too_large=never)
        exceeded = exceeded_by(connection, claim, limits)
        return None if exceeded is None else Joined(exceeded=exceeded)

    def _take_back(self, connection: Connection, row: AnyRow, pool: Pool, now: datetime) -> bool:
        """Prolong a reservation; an expired one only if there is still room for it."""
        alive = row.granted_at is not None and row.expires_at > now
        back = alive or row.turn == Turn.AT_ONCE or pool.has_room_for(need_of(row))
        changes = {"expires_at": now + self._lease, "granted_at": row.granted_at or now}
        if not back:
            changes |= {"granted_at": None, "turn": Turn.RETURNING.value}
        connection.execute(update(leases).where(_is(row.job_id, row.step)), changes)
        return back

    def _bring_to_head(self, connection: Connection, host: str, job_id: str) -> None:
        """Note whom the server has chosen; whoever it was before has lost its turn to a crash."""
        here = (leases.c.host == host) & leases.c.granted_at.is_(None)
        others = here & (leases.c.turn == Turn.AT_HEAD)
        connection.execute(update(leases).where(others), {"turn": Turn.IN_LINE.value})
        mine = here & (leases.c.job_id == job_id)
        connection.execute(update(leases).where(mine), {"turn": Turn.AT_HEAD.value})


def _is(job_id: str, step: str) -> ColumnElement[bool]:
    return (leases.c.job_id == job_id) & (leases.c.step == step)
