"""How reservations end together with what a job tells of itself, in the same transaction."""

from sqlalchemy import Connection, delete, update

from storage.tables import leases


def release(connection: Connection, job_id: str) -> None:
    """Give back all that a job holds, or its place in line."""
    connection.execute(delete(leases).where(leases.c.job_id == job_id))


def keep_only_what_runs(connection: Connection, job_id: str) -> None:
    """Give back what building took, once the version is built: from now on it only has to run."""
    held = (leases.c.job_id == job_id) & leases.c.granted_at.is_not(None)
    changes = {"memory_mb": leases.c.running_memory_mb, "milli_cpus": 0, "builds": 0}
    connection.execute(update(leases).where(held).values(changes))
