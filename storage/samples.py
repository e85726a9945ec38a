"""What the machine and applications use: added by slot, thinned out with age."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from models.resources import Sample, Step
from storage.database import Database, reads, writes
from storage.statements import insert_if_absent
from storage.tables import applications, samples


class SampleRecords:
    """Samples of all subjects; one per subject, step and slot."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def add(self, connection: Connection, found: Sequence[Sample]) -> None:
        """Keep samples; where one of the same slot is there already, that one stays."""
        if found:
            connection.execute(insert_if_absent(connection, samples), [_row(s) for s in found])

    @reads
    def between(
        self,
        connection: Connection,
        step: Step,
        start: datetime,
        end: datetime,
        subject: str | None = None,
        owner: str | None = None,
    ) -> list[Sample]:
        """Return what was used from ``start`` to before ``end``, oldest first.

        Args:
            connection: To the database.
            step: How much time each sample is of.
            start: When the first may begin.
            end: Before what the last has begun.
            subject: Of what alone.
            owner: Of whose applications alone.
        """
        row = samples.c
        query = select(samples).where(row.step == step, row.at >= start, row.at < end)
        if subject is not None:
            query = query.where(row.subject == subject)
        if owner is not None:
            theirs = select(applications.c.id).where(applications.c.owner == owner)
            query = query.where(row.subject.in_(theirs))
        return [_sample(found) for found in connection.execute(query.order_by(row.at, row.subject))]

    @reads
    def newest(
        self, connection: Connection, step: Step, subject: str, since: datetime
    ) -> Sample | None:
        """Return the last sample of a subject since then."""
        row = samples.c
        query = select(samples).where(row.step == step, row.at >= since, row.subject == subject)
        found = connection.execute(query.order_by(row.at.desc()).limit(1)).one_or_none()
        return None if found is None else _sample(found)

    @reads
    def span(
        self, connection: Connection, step: Step, since: datetime | None = None
    ) -> tuple[datetime, datetime] | None:
        """Return the first and the last slot since then that there is anything of."""
        row = samples.c
        query = select(row.at).where(row.step == step)
        if since is not None:
            query = query.where(row.at >= since)
        ends = (query.order_by(end).limit(1) for end in (row.at.asc(), row.at.desc()))
        first, last = (connection.execute(end).scalar() for end in ends)
        return None if first is None or last is None else (first, last)

    @writes
    def remove_before(self, connection: Connection, step: Step, before: datetime) -> int:
        """Forget what is older; return how many samples that were."""
        old = (samples.c.step == step) & (samples.c.at < before)
        return connection.execute(delete(samples).where(old)).rowcount

    @reads
    def count(self, connection: Connection) -> int:
        """Return how many samples there are."""
        return int(connection.execute(select(func.count()).select_from(samples)).scalar() or 0)


def _row(sample: Sample) -> dict[str, Any]:
    return {**dict(sample), "step": int(sample.step)}


def _sample(found: Row[Any]) -> Sample:
    return Sample.model_validate(found._mapping)
