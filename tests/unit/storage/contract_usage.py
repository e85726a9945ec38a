"""What every database must hold about the use of agents."""

import asyncio
from datetime import timedelta
from decimal import Decimal

from models.base import new_id
from models.jobs import JobContext
from models.usage import BudgetPolicy, Limits, Spent
from storage.metadata import MetadataStore
from tests.unit.storage.samples import a_job, an_application

LONG, OVER = timedelta(minutes=5), timedelta(seconds=-1)
ONE = Spent(credits=Decimal("0.1344"), input_tokens=70, output_tokens=30)


def of_job(credits: str, turn: str | None = None) -> BudgetPolicy:
    return BudgetPolicy(
        job=Limits(credits=Decimal(credits)),
        turn=Limits(credits=None if turn is None else Decimal(turn)),
    )


async def a_context(store: MetadataStore, owner: str) -> JobContext:
    application = await store.add_application(an_application(owner=owner))
    job = await store.add_job(a_job(application))
    return JobContext(job_id=job.id, application_id=application.id, owner=owner, correlation_id="c")


class UsageContract:
    async def test_a_turn_is_counted_once_however_often_it_is_settled(
        self, store: MetadataStore
    ) -> None:
        job = await a_context(store, new_id())
        for _ in range(2):
            await store.usage.settle(job, 1, ONE)
        await store.usage.settle(job, 2, Spent())

        assert await store.usage.turns(job.job_id) == {1: ONE, 2: Spent()}
        usage = await store.usage.of_job(job, of_job("1"), raised=1)
        assert (usage.turns, usage.spent, usage.owner_spent) == (2, ONE, ONE)
        assert usage.budget.credits == Decimal(2)

    async def test_a_turn_begins_only_when_enough_is_left(self, store: MetadataStore) -> None:
        job = await a_context(store, new_id())
        policy = of_job("0.3", turn="0.2")
        assert await store.usage.reserve(job, 1, policy, raised=0, lease=LONG) is None
        over = await store.usage.reserve(job, 2, policy, raised=0, lease=LONG)
        assert over is not None
        assert (over.scope, over.unit) == ("job", "credits")
        assert over.told.startswith("0.2 of the 0.3 credits for this job are used or set aside")

        await store.usage.settle(job, 1, Spent(credits=Decimal("0.05")))
        assert await store.usage.reserve(job, 2, policy, raised=0, lease=LONG) is None

    async def test_nothing_set_aside_still_needs_something_left(self, store: MetadataStore) -> None:
        job = await a_context(store, new_id())
        await store.usage.settle(job, 1, ONE)
        over = await store.usage.reserve(job, 2, of_job("0.1344"), raised=0, lease=LONG)
        assert over is not None
        assert await store.usage.reserve(job, 2, of_job("0.1344"), raised=1, lease=LONG) is None

    async def test_a_retry_takes_over_what_was_set_aside(self, store: MetadataStore) -> None:
        job = await a_context(store, new_id())
        policy = of_job("0.3", turn="0.2")
        for _ in range(3):
            assert await store.usage.reserve(job, 1, policy, raised=0, lease=LONG) is None

    async def test_a_crash_releases_what_was_set_aside(self, store: MetadataStore) -> None:
        job = await a_context(store, new_id())
        policy = of_job("0.3", turn="0.2")
        assert await store.usage.reserve(job, 1, policy, raised=0, lease=OVER) is None
        assert await store.usage.reserve(job, 2, policy, raised=0, lease=LONG) is None

        await store.usage.release(job.job_id, 2)
        assert await store.usage.reserve(job, 3, policy, raised=0, lease=OVER) is None
        await store.usage.renew(job.job_id, 3, LONG)
        assert await store.usage.reserve(job, 4, policy, raised=0, lease=LONG) is not None

    async def test_giving_back_leaves_what_was_used(self, store: MetadataStore) -> None:
        job = await a_context(store, new_id())
        await store.usage.settle(job, 1, ONE)
        await store.usage.release(job.job_id, 1)
        await store.usage.renew(job.job_id, 1, LONG)

        assert await store.usage.turns(job.job_id) == {1: ONE}

    async def test_what_failed_tries_have_used_counts_by_try_and_is_the_turns(
        self, store: MetadataStore
    ) -> None:
        job = await a_context(store, new_id())
        policy = of_job("0.5", turn="0.1")
        for name in ("one", "other", "one"):
            assert await store.usage.reserve(job, 1, policy, raised=0, lease=LONG) is None
            await store.usage.write_off(job, 1, name, ONE)
        await store.usage.write_off(job, 3, "one", ONE)
        await store.usage.settle(job, 1, ONE)

        usage = await store.usage.of_job(job, policy, raised=0)
        assert (usage.turns, usage.spent.credits) == (2, Decimal("0.5376"))
        assert usage.owner_spent == usage.spent
        assert await store.usage.turns(job.job_id) == {
            1: Spent(credits=Decimal("0.4032"), input_tokens=210, output_tokens=90),
            3: ONE,
        }
        over = await store.usage.reserve(job, 4, policy, raised=0, lease=LONG)
        assert over is not None
        assert over.scope == "job"

    async def test_an_owners_budget_is_that_of_all_jobs(self, store: MetadataStore) -> None:
        owner = new_id()
        one, other = await a_context(store, owner), await a_context(store, owner)
        policy = BudgetPolicy(owner=Limits(tokens=150), turn=Limits(tokens=60))
        await store.usage.settle(one, 1, ONE)
        over = await store.usage.reserve(other, 1, policy, raised=0, lease=LONG)
        assert over is not None
        assert over.scope == "owner"

        stranger = await a_context(store, new_id())
        assert await store.usage.reserve(stranger, 1, policy, raised=0, lease=LONG) is None

    async def test_two_jobs_never_get_the_same_remainder(
        self, store: MetadataStore, second_store: MetadataStore
    ) -> None:
        owner = new_id()
        jobs = [await a_context(store, owner) for _ in range(8)]
        policy = BudgetPolicy(owner=Limits(credits=Decimal(3)), turn=Limits(credits=Decimal(1)))
        found = await asyncio.gather(
            *(
                (store, second_store)[at % 2].usage.reserve(job, 1, policy, raised=0, lease=LONG)
                for at, job in enumerate(jobs)
            )
        )

        assert sum(over is None for over in found) == 3
