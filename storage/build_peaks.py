"""How much memory the parts of jobs took when they built and checked a version."""

from collections import defaultdict

from sqlalchemy import Connection, select, update

from models.base import utc_now
from storage.database import Database, reads, writes
from storage.statements import insert_if_absent
from storage.tables import build_peaks

LARGEST = frozenset({"quality.security", "quality.tests"})
"""Of the parts, which run side by side: a job of which one of these is missing says nothing."""
MOST_PARTS = 3


class PeakRecords:
    """The most memory of each part of a job."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def note(
        self, connection: Connection, job_id: str, part: str, builder: str, memory_mb: int
    ) -> None:
        """Note what a part of a job took; of several times the most counts."""
        row = {"job_id": job_id, "part": part, "builder": builder, "memory_mb": memory_mb}
        connection.execute(insert_if_absent(connection, build_peaks), {**row, "at": utc_now()})
        column = build_peaks.c
        less = (column.job_id == job_id) & (column.part == part) & (column.memory_mb < memory_mb)
        changes = {"memory_mb": memory_mb, "builder": builder}
        connection.execute(update(build_peaks).where(less), changes)

    @reads
    def of_builder(self, connection: Connection, builder: str, most: int) -> list[int]:
        """Return what the newest jobs of a builder took at most, in MB, the newest first."""
        column = build_peaks.c
        query = (
            select(column.job_id, column.part, column.memory_mb)
            .where(column.builder == builder)
            .order_by(column.at.desc(), column.job_id)
            .limit(most * MOST_PARTS)
        )
        jobs: dict[str, dict[str, int]] = defaultdict(dict)
        for row in connection.execute(query):
            jobs[row.job_id][row.part] = row.memory_mb
        return [sum(parts.values()) for parts in jobs.values() if parts.keys() >= LARGEST]
