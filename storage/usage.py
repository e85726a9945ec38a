"""What coding agents use: set aside before a turn, settled after it, summed per job and owner."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from models.base import Model, utc_now
from models.jobs import JobContext
from models.usage import NOTHING, BudgetPolicy, JobUsage, Limits, OverBudget, Spent
from storage.database import Database, reads, writes
from storage.statements import insert_if_absent
from storage.tables import agent_owners, agent_turns

_UNITS = {"credits": "credits", "tokens": "tokens", "cost": "in money"}


class _Lost(Model):
    """What tries of a turn have used that came to nothing; those of turn 1 are kept as turn -1."""

    tries: dict[str, Spent]
    """By the name of the try."""


class UsageRecords:
    """What is known of the turns of agents."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @writes
    def reserve(
        self,
        connection: Connection,
        job: JobContext,
        turn: int,
        policy: BudgetPolicy,
        *,
        raised: int,
        lease: timedelta,
    ) -> OverBudget | None:
        """Set aside what a turn may take, for as long as the lease; asked again, it prolongs it.

        Returns:
            None, or why there is not enough left; then nothing is set aside.
        """
        now = utc_now()
        _lock(connection, job.owner)
        row = agent_turns.c
        mine = (row.job_id == job.job_id) & (row.turn == turn)
        connection.execute(delete(agent_turns).where(mine, row.ended_at.is_(None)))
        over = _exceeded(connection, job, policy, raised, now)
        if over is None and connection.execute(select(row.turn).where(mine)).first() is None:
            reservation = {
                "job_id": job.job_id,
                "turn": turn,
                "owner": job.owner,
                "leased_until": now + lease,
                "document": policy.turn.model_dump_json(),
            }
            connection.execute(insert(agent_turns), reservation)
        return over

    @writes
    def renew(self, connection: Connection, job_id: str, turn: int, lease: timedelta) -> None:
        """Prolong what is set aside for a turn that is still under way."""
        row = agent_turns.c
        mine = (row.job_id == job_id) & (row.turn == turn) & row.ended_at.is_(None)
        connection.execute(update(agent_turns).where(mine), {"leased_until": utc_now() + lease})

    @writes
    def release(self, connection: Connection, job_id: str, turn: int) -> None:
        """Give back what was set aside for a turn that came to nothing, and has used nothing."""
        row = agent_turns.c
        mine = (row.job_id == job_id) & (row.turn == turn) & row.ended_at.is_(None)
        connection.execute(delete(agent_turns).where(mine))

    @writes
    def write_off(
        self, connection: Connection, job: JobContext, turn: int, attempt: str, spent: Spent
    ) -> None:
        """Put what a try has used that came to nothing in place of what was set aside.

        Each try counts once, beside what the turn uses when it ends well after all.
        """
        _lock(connection, job.owner)
        row = agent_turns.c
        mine = (row.job_id == job.job_id) & (row.turn == turn)
        connection.execute(delete(agent_turns).where(mine, row.ended_at.is_(None)))
        lost = (row.job_id == job.job_id) & (row.turn == -turn)
        found = connection.execute(select(row.document).where(lost)).scalar()
        tries = {} if found is None else _Lost.model_validate_json(found).tries
        document = _Lost(tries={attempt: spent} | tries).model_dump_json()
        written = {"owner": job.owner, "ended_at": utc_now(), "document": document}
        if found is None:
            key = {"job_id": job.job_id, "turn": -turn}
            connection.execute(insert(agent_turns), key | written)
        elif attempt not in tries:
            connection.execute(update(agent_turns).where(lost), written)

    @writes
    def settle(self, connection: Connection, job: JobContext, turn: int, spent: Spent) -> None:
        """Put what a turn has used in place of what was set aside; the first time counts."""
        row = agent_turns.c
        mine = (row.job_id == job.job_id) & (row.turn == turn)
        connection.execute(delete(agent_turns).where(mine, row.ended_at.is_(None)))
        settled = {
            "job_id": job.job_id,
            "turn": turn,
            "owner": job.owner,
            "ended_at": utc_now(),
            "document": spent.model_dump_json(),
        }
        connection.execute(insert_if_absent(connection, agent_turns), settled)

    @reads
    def turns(self, connection: Connection, job_id: str) -> dict[int, Spent]:
        """Return what each turn of a job has used with all of its tries, by its number."""
        found: dict[int, list[Spent]] = {}
        for turn, spent in _spent(connection, agent_turns.c.job_id == job_id):
            found.setdefault(turn, []).append(spent)
        return {turn: _sum(found[turn]) for turn in sorted(found)}

    @reads
    def of_job(
        self, connection: Connection, job: JobContext, policy: BudgetPolicy, raised: int
    ) -> JobUsage:
        """Return what a job and its owner have used, beside their budgets."""
        mine = _spent(connection, agent_turns.c.job_id == job.job_id)
        return JobUsage(
            turns=len({turn for turn, _ in mine}),
            spent=_sum(spent for _, spent in mine),
            budget=policy.job.raised(raised),
            owner_spent=_sum(
                spent for _, spent in _of_owner(connection, job.owner, policy, utc_now())
            ),
            owner_budget=policy.owner.raised(raised),
        )


def _lock(connection: Connection, owner: str) -> None:
    connection.execute(insert_if_absent(connection, agent_owners), {"owner": owner})
    query = select(agent_owners.c.owner).where(agent_owners.c.owner == owner)
    connection.execute(query.with_for_update()).one()


def _exceeded(
    connection: Connection, job: JobContext, policy: BudgetPolicy, raised: int, now: datetime
) -> OverBudget | None:
    leased = _leases(connection, job.owner, now)
    of_job = [held for job_id, held in leased if job_id == job.job_id]
    of_owner = [held for _, held in leased]
    budgets = (
        ("job", policy.job, _spent(connection, agent_turns.c.job_id == job.job_id), of_job),
        ("owner", policy.owner, _of_owner(connection, job.owner, policy, now), of_owner),
    )
    for scope, limits, spent, held in budgets:
        taken = _taken(_sum(used for _, used in spent), held)
        most = limits.raised(raised)
        unit = most.lacking(taken, policy.turn)
        if unit:
            used = _used(getattr(taken, unit), getattr(most, unit), _UNITS[unit])
            return OverBudget(scope=scope, unit=unit, told=_told(scope, used, policy.days))
    return None


def _used(taken: Decimal | int | None, most: Decimal | int, unit: str) -> str:
    return f"{taken or 0:,} of the {most:,} {unit}"


def _told(scope: str, used: str, days: int) -> str:
    whose = "this job" if scope == "job" else f"all your jobs within {days} days"
    return f"{used} for {whose} are used or set aside: too little is left for another step."


def _leases(connection: Connection, owner: str, now: datetime) -> list[tuple[str, Limits]]:
    row = agent_turns.c
    query = select(row.job_id, row.document).where(row.owner == owner, row.leased_until > now)
    return [
        (item.job_id, Limits.model_validate_json(item.document))
        for item in connection.execute(query).all()
    ]


def _of_owner(
    connection: Connection, owner: str, policy: BudgetPolicy, now: datetime
) -> list[tuple[int, Spent]]:
    since = now - timedelta(days=policy.days)
    row = agent_turns.c
    return _spent(connection, (row.owner == owner) & (row.ended_at > since))


def _spent(connection: Connection, condition: ColumnElement[bool]) -> list[tuple[int, Spent]]:
    """Return what turns, and tries of turns, have used, by the number of the turn."""
    row = agent_turns.c
    query = select(row.turn, row.document).where(condition, row.ended_at.is_not(None))
    found = connection.execute(query).all()
    return [(abs(item.turn), _spent_in(item.turn, item.document)) for item in found]


def _spent_in(turn: int, document: str) -> Spent:
    if turn < 0:
        return _sum(_Lost.model_validate_json(document).tries.values())
    return Spent.model_validate_json(document)


def _sum(turns: Iterable[Spent]) -> Spent:
    found = list(turns)
    return Spent(
        credits=_total(item.credits for item in found),
        input_tokens=_count(item.input_tokens for item in found),
        output_tokens=_count(item.output_tokens for item in found),
        cost=_total(item.cost for item in found),
    )


def _total(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, NOTHING) if known else None


def _count(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _taken(spent: Spent, held: list[Limits]) -> Limits:
    """Return what is used or set aside, in the units of budgets."""
    return Limits(
        credits=sum((item.credits or NOTHING for item in held), spent.credits or NOTHING),
        tokens=sum((item.tokens or 0 for item in held), spent.tokens or 0),
        cost=sum((item.cost or NOTHING for item in held), spent.cost or NOTHING),
    )
