"""Visits of applications: added up per minute, kept per hour and per day later on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select, update

from models.traffic import (
    LogPosition,
    TrafficFigures,
    TrafficStep,
    TrafficSums,
    Visits,
    total,
)
from storage.database import Database, reads, writes
from storage.statements import insert_if_absent
from storage.tables import traffic, traffic_positions, traffic_visits

_NEXT = {TrafficStep.MINUTE: TrafficStep.HOUR, TrafficStep.HOUR: TrafficStep.DAY}
_Sums = dict[tuple[str, datetime], list[TrafficSums]]
"""What belongs together: of which application, and when its step began."""
_EMPTY = TrafficSums().model_dump_json()


def step_began(moment: datetime, step: TrafficStep) -> datetime:
    """Return the beginning of the minute, hour or day (of UTC) that a moment lies in."""
    seconds = int(moment.timestamp()) // step.seconds * step.seconds
    return datetime.fromtimestamp(seconds, UTC)


class TrafficRecords:
    """What is known of visits."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @reads
    def position(self, connection: Connection, log: str) -> LogPosition | None:
        """Return how far a log is added up."""
        query = select(traffic_positions.c.document).where(traffic_positions.c.log == log)
        found = connection.execute(query).scalar()
        return None if found is None else LogPosition.model_validate_json(found)

    async def counted_since(self, log: str) -> datetime | None:
        """Return from when on visits are counted without a gap; None when nobody counts."""
        position = await self.position(log)
        return None if position is None else position.since

    @writes
    def add(
        self,
        connection: Connection,
        log: str,
        before: LogPosition | None,
        after: LogPosition,
        visits: Sequence[Visits],
    ) -> bool:
        """Add what a log says between two positions; not when somebody else has read on before.

        Returns:
            Whether it was added. If not, ask for the position again.
        """
        if not _advance(connection, log, before, after):
            return False
        minutes: _Sums = defaultdict(list)
        for one in visits:
            at = step_began(one.at, TrafficStep.MINUTE)
            minutes[one.application_id, at].append(one.sums)
        _add(connection, TrafficStep.MINUTE, minutes)
        _note_visits(connection, _latest(visits))
        return True

    @reads
    def figures(
        self, connection: Connection, application_id: str, since: datetime, until: datetime
    ) -> TrafficFigures:
        """Return the figures of an application, to the precision of what is kept of that time."""
        found = [sums for _, _, sums in _rows(connection, application_id, since, until)]
        return TrafficFigures.of(total(found), since, until)

    @reads
    def series(
        self,
        connection: Connection,
        application_id: str,
        since: datetime,
        until: datetime,
        step: TrafficStep,
    ) -> list[TrafficFigures]:
        """Return the figures step by step, oldest first; where nobody came there is none.

        What is only kept for longer steps is told once, at the step that it began with.
        """
        steps: dict[datetime, list[TrafficSums]] = defaultdict(list)
        lengths: dict[datetime, int] = {}
        for kept, at, sums in _rows(connection, application_id, since, until):
            began = step_began(at, step)
            steps[began].append(sums)
            lengths[began] = max(lengths.get(began, step.seconds), kept.seconds)
        return [
            TrafficFigures.of(total(steps[at]), at, at + timedelta(seconds=lengths[at]))
            for at in sorted(steps)
        ]

    @reads
    def last_visit(self, connection: Connection, application_id: str) -> datetime | None:
        """Return when somebody visited the application last; None when nobody ever did."""
        query = select(traffic_visits.c.at).where(traffic_visits.c.application_id == application_id)
        found: datetime | None = connection.execute(query).scalar()
        return found

    @writes
    def note_open(
        self, connection: Connection, under_way: Mapping[str, int], now: datetime
    ) -> None:
        """Note how many requests applications are answering now: each of them is a visit."""
        _note_visits(connection, dict.fromkeys(under_way, now))
        this = traffic_visits.c.application_id == bindparam("of")
        seen = [{"of": of, "open": count, "open_at": now} for of, count in under_way.items()]
        if seen:
            connection.execute(update(traffic_visits).where(this), seen)

    @reads
    def open_since(self, connection: Connection, application_id: str, since: datetime) -> int:
        """Return how many requests were seen under way last, if that was not before then."""
        row = traffic_visits.c
        mine = (row.application_id == application_id) & (row.open_at >= since)
        return connection.execute(select(row.open).where(mine)).scalar() or 0

    @reads
    def last_visits(self, connection: Connection) -> dict[str, datetime]:
        """Return the same of all applications that were ever visited."""
        query = select(traffic_visits.c.application_id, traffic_visits.c.at)
        return {row.application_id: row.at for row in connection.execute(query)}

    @writes
    def thin_out(
        self, connection: Connection, now: datetime, kept: Mapping[TrafficStep, timedelta]
    ) -> int:
        """Put old minutes together to hours and old hours to days, and delete old days.

        Returns:
            How many rows there were of what is put together or deleted.
        """
        done = 0
        for step, following in _NEXT.items():
            done += _put_together(connection, step, following, now - kept[step])
        row = traffic.c
        old = (row.step == TrafficStep.DAY.value) & (row.at < now - kept[TrafficStep.DAY])
        return done + connection.execute(delete(traffic).where(old)).rowcount


def _advance(
    connection: Connection, log: str, before: LogPosition | None, after: LogPosition
) -> bool:
    row = traffic_positions.c
    first = {"log": log, "document": after.model_dump_json()}
    if before is None:
        # A row that was inserted meanwhile by another reader makes this one insert nothing.
        return (
            connection.execute(insert_if_absent(connection, traffic_positions), first).rowcount == 1
        )
    query = select(row.document).where(row.log == log).with_for_update()
    found = connection.execute(query).scalar()
    if found is None or LogPosition.model_validate_json(found) != before:
        return False
    moved = {"document": after.model_dump_json()}
    connection.execute(update(traffic_positions).where(row.log == log), moved)
    return True


def _add(connection: Connection, step: TrafficStep, found: _Sums) -> None:
    """Add sums to the rows of a step, in three statements however many rows there are."""
    if not found:
        return
    row = traffic.c
    keys = [
        {"application_id": application_id, "step": step.value, "at": at}
        for application_id, at in sorted(found)
    ]
    empty = [{**key, "document": _EMPTY} for key in keys]
    connection.execute(insert_if_absent(connection, traffic), empty)
    query = (
        select(row.application_id, row.at, row.document)
        .where(row.step == step.value, row.at.in_({at for _, at in found}))
        .order_by(row.application_id, row.at)
        .with_for_update()
    )
    known = {(one.application_id, one.at): one.document for one in connection.execute(query)}
    this = (
        (row.application_id == bindparam("of"))
        & (row.step == step.value)
        & (row.at == bindparam("began"))
    )
    added = [
        {
            "of": of,
            "began": began,
            "document": total(
                [TrafficSums.model_validate_json(known[of, began]), *sums]
            ).model_dump_json(),
        }
        for (of, began), sums in sorted(found.items(), key=lambda item: item[0])
    ]
    connection.execute(update(traffic).where(this), added)


def _latest(visits: Iterable[Visits]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for one in visits:
        if one.last is not None:
            found[one.application_id] = max(one.last, found.get(one.application_id, one.last))
    return found


def _note_visits(connection: Connection, latest: Mapping[str, datetime]) -> None:
    if not latest:
        return
    row = traffic_visits.c
    values = [{"application_id": of, "at": latest[of]} for of in sorted(latest)]
    connection.execute(insert_if_absent(connection, traffic_visits), values)
    earlier = (row.application_id == bindparam("of")) & (row.at < bindparam("moment"))
    later = [{"of": of, "moment": latest[of], "at": latest[of]} for of in sorted(latest)]
    connection.execute(update(traffic_visits).where(earlier), later)


def _rows(
    connection: Connection, application_id: str, since: datetime, until: datetime
) -> list[tuple[TrafficStep, datetime, TrafficSums]]:
    row = traffic.c
    query = select(row.step, row.at, row.document).where(
        row.application_id == application_id, row.at >= since, row.at < until
    )
    return [
        (TrafficStep(one.step), one.at, TrafficSums.model_validate_json(one.document))
        for one in connection.execute(query)
    ]


def _put_together(
    connection: Connection, step: TrafficStep, following: TrafficStep, until: datetime
) -> int:
    """Replace what is older by sums of whole longer steps; in one transaction, so never twice."""
    row = traffic.c
    old = (row.step == step.value) & (row.at < step_began(until, following))
    query = select(row.application_id, row.at, row.document).where(old).with_for_update()
    found = connection.execute(query).all()
    groups: _Sums = defaultdict(list)
    for one in found:
        key = (one.application_id, step_began(one.at, following))
        groups[key].append(TrafficSums.model_validate_json(one.document))
    _add(connection, following, groups)
    connection.execute(delete(traffic).where(old))
    return len(found)
