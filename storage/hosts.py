"""Hosts: what they tell of themselves, what is decided about them, what stayed behind there."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from models.base import utc_now
from models.errors import Conflict, NotFound
from models.hosts import Host, Leftover, Promise
from storage.columns import EPOCH
from storage.database import Database, reads, writes
from storage.tables import host_leftovers, host_promises, hosts

_DECIDED = {"draining", "lost_at"}
"""Fields that the host itself never writes."""


class HostRecords:
    """What is known of hosts."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def register(self, connection: Connection, host: Host, silence: timedelta) -> Host:
        """Store a host that starts; what was decided about it stays. Returns what is stored.

        Raises:
            Conflict: Another host that is alive has the name, or is in the same place.
        """
        known = [_host(row) for row in connection.execute(select(hosts)).all()]
        for other in known:
            if host.seen_at - other.seen_at <= silence and not other.stopped:
                _check_apart(host, other)
        mine = next((other for other in known if other.name == host.name), None)
        if mine is None:
            connection.execute(insert(hosts), _row(host) | {"draining": False, "lost_at": None})
            return host
        kept = host.model_copy(update={"registered_at": mine.registered_at})
        connection.execute(update(hosts).where(hosts.c.name == host.name), _row(kept))
        return kept.model_copy(update={"draining": mine.draining, "lost_at": mine.lost_at})

    @writes
    def beat(self, connection: Connection, host: Host) -> Host:
        """Store how the host is now, and return it with what was decided about it.

        Raises:
            NotFound: It was removed.
        """
        connection.execute(update(hosts).where(hosts.c.name == host.name), _row(host))
        return _load(connection, host.name)

    @writes
    def sign_off(self, connection: Connection, name: str) -> None:
        """Note that a host's worker stops on purpose; unknown ones are left unknown."""
        row = connection.execute(select(hosts).where(hosts.c.name == name)).first()
        if row is not None:
            host = _host(row).model_copy(update={"stopped": True})
            connection.execute(update(hosts).where(hosts.c.name == name), _row(host))

    @writes
    def drain(self, connection: Connection, name: str, draining: bool) -> Host:
        """Decide whether a host is being emptied.

        Raises:
            NotFound: There is no such host.
        """
        connection.execute(update(hosts).where(hosts.c.name == name), {"draining": draining})
        return _load(connection, name)

    @writes
    def give_up(self, connection: Connection, name: str, seen_at: datetime) -> bool:
        """Declare a host lost unless it was seen since; return whether this call did it."""
        statement = update(hosts).where(
            hosts.c.name == name, hosts.c.seen_at <= seen_at, hosts.c.lost_at.is_(None)
        )
        return connection.execute(statement, {"lost_at": utc_now()}).rowcount > 0

    @writes
    def take_back(self, connection: Connection, name: str) -> None:
        """Count a host again that had been lost."""
        connection.execute(update(hosts).where(hosts.c.name == name), {"lost_at": None})

    @writes
    def remove(self, connection: Connection, name: str) -> None:
        """Forget a host."""
        connection.execute(delete(hosts).where(hosts.c.name == name))

    @reads
    def get(self, connection: Connection, name: str) -> Host:
        """Return one; NotFound when there is none."""
        return _load(connection, name)

    @reads
    def all(self, connection: Connection) -> list[Host]:
        """Return all hosts by name."""
        found = connection.execute(select(hosts).order_by(hosts.c.name)).all()
        return [_host(row) for row in found]

    @writes
    def promise(
        self, connection: Connection, promise: Promise, known: Mapping[str, Promise]
    ) -> bool:
        """Note the host that a job has chosen, in place of an earlier choice of it.

        What earlier jobs on the application had chosen is forgotten. Returns whether it was noted:
        not when others have chosen since the promises were read that this choice is based on.
        """
        # On PostgreSQL two could still choose at once; SQLite has one writer anyway.
        connection.execute(select(hosts.c.name).order_by(hosts.c.name).with_for_update())
        if _promises(connection) != known:
            return False
        row = host_promises.c
        connection.execute(
            delete(host_promises).where(
                (row.application_id == promise.application_id) | (row.job_id == promise.job_id)
            )
        )
        connection.execute(
            insert(host_promises),
            {
                "job_id": promise.job_id,
                "application_id": promise.application_id,
                "document": promise.model_dump_json(),
            },
        )
        return True

    @writes
    def break_promise(self, connection: Connection, job_id: str) -> None:
        """Forget the host that a job had chosen."""
        connection.execute(delete(host_promises).where(host_promises.c.job_id == job_id))

    @reads
    def promises(self, connection: Connection) -> dict[str, Promise]:
        """Return the hosts that were chosen, by the jobs that chose them."""
        return _promises(connection)

    @writes
    def keep_leftover(self, connection: Connection, leftover: Leftover) -> None:
        """Note what stayed behind on a host, or what became of it."""
        row = host_leftovers.c
        same = (row.host == leftover.host) & (row.application_id == leftover.application_id)
        connection.execute(delete(host_leftovers).where(same))
        connection.execute(
            insert(host_leftovers),
            {
                "host": leftover.host,
                "application_id": leftover.application_id,
                "document": leftover.model_dump_json(),
            },
        )

    @reads
    def leftovers(self, connection: Connection, host: str) -> list[Leftover]:
        """Return what stayed behind on a host."""
        query = select(host_leftovers.c.document).where(host_leftovers.c.host == host)
        documents = connection.execute(query.order_by(host_leftovers.c.application_id)).scalars()
        return [Leftover.model_validate_json(found) for found in documents]

    @writes
    def forget_leftover(self, connection: Connection, host: str, application_id: str) -> None:
        """Note that nothing is left of an application on a host."""
        row = host_leftovers.c
        same = (row.host == host) & (row.application_id == application_id)
        connection.execute(delete(host_leftovers).where(same))


def _promises(connection: Connection) -> dict[str, Promise]:
    documents = connection.execute(select(host_promises.c.document)).scalars()
    found = [Promise.model_validate_json(document) for document in documents]
    return {promise.job_id: promise for promise in found}


def _check_apart(host: Host, other: Host) -> None:
    """Refuse a name or a place that is another living host's: each would stop what the other runs.

    Raises:
        Conflict: It is.
    """
    if host.name == other.name and host.place != other.place:
        raise Conflict(
            f"Another machine that is running calls itself '{host.name}' already.",
            remedy="Give this one a name of its own: set runtime.host_name. If it is the same "
            "machine with another runtime, wait half a minute and start again.",
        )
    if host.name != other.name and host.place == other.place:
        raise Conflict(
            f"The host '{other.name}' runs applications in the same place as this one would.",
            remedy="Give this one an engine of its own (runtime.docker_host), or a folder of its "
            "own for applications that run as processes (runtime.local_dir).",
        )


def _row(host: Host) -> dict[str, Any]:
    return {
        "name": host.name,
        "place": host.place,
        "seen_at": host.seen_at if not host.stopped else EPOCH,
        "document": host.model_dump_json(exclude=_DECIDED),
    }


def _host(row: Row[Any]) -> Host:
    host = Host.model_validate_json(row.document)
    return host.model_copy(update={"draining": row.draining, "lost_at": row.lost_at})


def _load(connection: Connection, name: str) -> Host:
    row = connection.execute(select(hosts).where(hosts.c.name == name)).first()
    if row is None:
        raise NotFound(
            "There is no such host.", remedy="List them with 'orchestrator hosts'.", name=name[:80]
        )
    return _host(row)
