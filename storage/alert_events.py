"""What happened to alerts, in one gapless sequence that streams resume in."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from models.alerts import AlertChange, AlertEvent, AlertFacts, Finding
from models.base import utc_now
from storage.bells import ring_when_committed
from storage.database import Database, reads, writes
from storage.tables import alert_events

ALERTS_LOCK = 0x616C657274
"""Held by a transaction that appends, so that who reads a number has seen all before it."""


def changes_between(before: Finding | None, after: Finding) -> Iterator[AlertChange]:
    """Yield what happened to an alert; nothing while a finding is none."""
    if after.raised_at is None:
        return
    known = before if before is not None and before.raised_at is not None else None
    if known is None:
        yield AlertChange.RAISED
    elif after.given_up and not known.given_up:
        yield AlertChange.ESCALATED
    if after.acknowledged_at and not (known and known.acknowledged_at):
        yield AlertChange.ACKNOWLEDGED
    if after.resolved_at and not (known and known.resolved_at):
        yield AlertChange.RESOLVED


def append_changes(connection: Connection, before: Finding | None, after: Finding) -> None:
    """Append what happened to an alert, in the transaction that stores it."""
    for change in changes_between(before, after):
        sequence, now = _last(connection, lock=True) + 1, utc_now()
        event = AlertEvent(
            sequence=sequence,
            application_id=after.application_id,
            at=now,
            message=after.summary,
            data=AlertFacts(
                change=change,
                alert_id=after.id,
                kind=after.kind,
                severity=after.severity,
                host=after.host,
                title=after.title,
                evidence=after.evidence,
                done=after.done,
            ),
        )
        values = {"sequence": sequence, "at": now, "owner": after.owner}
        connection.execute(insert(alert_events), values | {"document": event.model_dump_json()})
        ring_when_committed(connection)


class AlertEventRecords:
    """The sequence of what happened to alerts."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @reads
    def latest(self, connection: Connection) -> int:
        """Return the number of the newest event; 0 when there is none."""
        return _last(connection)

    @reads
    def after(
        self, connection: Connection, sequence: int, limit: int
    ) -> Sequence[tuple[str, AlertEvent]]:
        """Return the events behind a number, oldest first, each with the owner whose it is."""
        row = alert_events.c
        query = select(row.owner, row.document).where(row.sequence > sequence)
        rows = connection.execute(query.order_by(row.sequence).limit(limit)).all()
        return [(found.owner, AlertEvent.model_validate_json(found.document)) for found in rows]

    @writes
    def forget(self, connection: Connection, before: datetime) -> int:
        """Delete events from before that time but the newest; return how many."""
        row = alert_events.c
        old = (row.at < before) & (row.sequence < _last(connection))
        return connection.execute(delete(alert_events).where(old)).rowcount


def _last(connection: Connection, *, lock: bool = False) -> int:
    if lock and connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(ALERTS_LOCK)))
    return connection.execute(select(func.max(alert_events.c.sequence))).scalar() or 0
