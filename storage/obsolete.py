"""Rows that nobody asks for any more, by their age; never those of a job that has not ended."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, delete, exists, func, select, tuple_

from storage.database import Database, reads, writes
from storage.tables import (
    admissions,
    agent_turns,
    build_peaks,
    deployment_evidence,
    deployment_plans,
    jobs,
    request_keys,
)

AT_A_TIME = 2_000
"""Rows of one transaction: others have to write meanwhile, too."""


class Obsolete(StrEnum):
    """Kinds of rows that go by age."""

    REQUEST_KEY = "request key"
    ADMISSION = "admission"
    EVIDENCE = "evidence"
    PLAN = "deployment plan"
    TURN = "turn of an agent"
    PEAK = "memory of a build"


class _Kept(NamedTuple):
    """What a kind of rows is found by."""

    table: Table
    old: ColumnElement[bool]
    """Old enough, and of no use."""


class ObsoleteRecords:
    """Counts such rows, and removes them a few thousand at a time."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @reads
    def counts(
        self, connection: Connection, before: Mapping[Obsolete, datetime], now: datetime
    ) -> dict[Obsolete, int]:
        """Return how many rows of each kind are older than the time given for it."""
        found = {}
        for kind, moment in before.items():
            kept = _kept(kind, moment, now)
            query = select(func.count()).select_from(kept.table).where(kept.old)
            found[kind] = int(connection.execute(query).scalar() or 0)
        return {kind: count for kind, count in found.items() if count}

    async def remove(self, kind: Obsolete, before: datetime, now: datetime) -> int:
        """Remove the rows of a kind; return how many that were."""
        removed = 0
        while count := await self._remove_some(kind, before, now):
            removed += count
        return removed

    @writes
    def _remove_some(
        self, connection: Connection, kind: Obsolete, before: datetime, now: datetime
    ) -> int:
        kept = _kept(kind, before, now)
        key = kept.table.primary_key.columns
        some = select(*key).where(kept.old).limit(AT_A_TIME)
        return connection.execute(delete(kept.table).where(tuple_(*key).in_(some))).rowcount


def _kept(kind: Obsolete, before: datetime, now: datetime) -> _Kept:
    """Return where rows of a kind are, and which of them are old."""
    if kind is Obsolete.REQUEST_KEY:
        return _Kept(request_keys, request_keys.c.created_at < before)
    if kind is Obsolete.ADMISSION:
        return _Kept(admissions, admissions.c.admitted_at < before)
    if kind is Obsolete.PEAK:
        return _Kept(build_peaks, build_peaks.c.at < before)
    if kind is Obsolete.EVIDENCE:
        evidence = deployment_evidence.c
        looked_into = evidence.kept_until.is_not(None) & (evidence.kept_until > now)
        old = (evidence.at < before) & ~looked_into
        return _Kept(deployment_evidence, old & _has_ended(evidence.job_id))
    if kind is Obsolete.PLAN:
        return _Kept(deployment_plans, _is_replaced(before))
    turns = agent_turns.c
    over = (turns.ended_at < before) | (turns.ended_at.is_(None) & (turns.leased_until < before))
    return _Kept(agent_turns, over & _has_ended(turns.job_id))


def _has_ended(job_id: ColumnElement[str]) -> ColumnElement[bool]:
    return ~exists().where(jobs.c.id == job_id, jobs.c.finished_at.is_(None))


def _is_replaced(before: datetime) -> ColumnElement[bool]:
    """Return what is true of old plans but the newest that replaced a version.

    A rollback to that version starts it as it was then.
    """
    plan, newer = deployment_plans.c, deployment_plans.alias("newer").c
    newest = ~exists().where(
        newer.application_id == plan.application_id,
        newer.stops == plan.stops,
        newer.created_at > plan.created_at,
    )
    needed = plan.stops.is_not(None) & newest
    return (plan.created_at < before) & ~needed & _has_ended(plan.job_id)
