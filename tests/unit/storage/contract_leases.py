"""What every database must hold about reservations and the line of those who wait."""

import asyncio
from datetime import datetime, timedelta

import pytest

from models.applications import ApplicationStatus, DesiredState
from models.base import new_id, utc_now
from models.errors import NotFound
from models.jobs import JobContext, JobPhase
from models.queue import Capacity, Claim, Joined, Need, OwnerLimits, Renewal, Scarce
from models.specification import ResourceLimits
from storage.leases import LeaseRecords
from storage.line import Turn
from storage.metadata import MetadataStore
from tests.unit.storage.samples import a_deployment, a_job, an_application, progress_of

NO_LIMITS = OwnerLimits()
STEP = "build"


class Clock:
    """A time that only tests move."""

    def __init__(self) -> None:
        self.now = utc_now()

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Host:
    """A host of its own, so that tests on one database leave each other alone."""

    def __init__(self, store: MetadataStore, name: str) -> None:
        self.store = store
        self.name = name
        self.clock = Clock()
        self.leases = LeaseRecords(store.leases.database, self.clock)

    async def job(self, owner: str = "ann", phase: JobPhase = JobPhase.QUEUED) -> JobContext:
        application = await self.store.add_application(an_application(owner=owner))
        job = await self.store.add_job(a_job(application))
        told = progress_of(job, phase=phase, percentage=15, sequence=1)
        await self.store.publish(job.id, told, ())
        return JobContext(
            job_id=job.id, application_id=application.id, owner=owner, correlation_id="c"
        )

    def claim(self, job: JobContext, memory_mb: int = 1000, **changes: object) -> Claim:
        fields: dict[str, object] = {
            "job_id": job.job_id,
            "step": STEP,
            "application_id": job.application_id,
            "owner": job.owner,
            "host": self.name,
            "need": Need(memory_mb=memory_mb, cpus=0.5, builds=1),
            "running_memory_mb": 200,
            "disk_mb": 500,
            "seconds": 60,
        }
        return Claim.model_validate({**fields, **changes})


async def a_host(store: MetadataStore, memory_mb: int = 2000, builds: int = 2) -> Host:
    host = Host(store, new_id())
    await host.leases.report(host.name, Capacity(memory_mb=memory_mb, cpus=8, builds=builds))
    return host


async def join(
    host: Host, job: JobContext, limits: OwnerLimits = NO_LIMITS, **changes: object
) -> Joined:
    return await host.leases.join(host.claim(job, **changes), limits=limits)


class LeasesContract:
    async def test_what_fits_is_granted_and_asking_again_changes_nothing(
        self, store: MetadataStore
    ) -> None:
        host = await a_host(store)
        job = await host.job()
        for _ in range(2):
            assert (await join(host, job)).granted
        pool = await host.leases.pool(host.name)
        assert pool.taken == Need(memory_mb=1000, cpus=0.5, builds=1)

    async def test_who_goes_to_another_host_holds_nothing_where_it_was(
        self, store: MetadataStore
    ) -> None:
        lost, other = await a_host(store), await a_host(store)
        job = await lost.job()
        await join(lost, job)
        for _ in range(2):
            assert (await join(other, job)).granted

        assert (await lost.leases.pool(lost.name)).taken == Need()
        assert (await other.leases.pool(other.name)).taken.builds == 1

    async def test_what_is_taken_at_once_is_taken_and_keeps_others_waiting(
        self, store: MetadataStore
    ) -> None:
        host = await a_host(store, memory_mb=1400)
        builds, returns, waits = [await host.job() for _ in range(3)]
        await join(host, builds)
        claim = host.claim(returns, step="beside", need=Need(memory_mb=300), running_memory_mb=0)

        for _ in range(2):
            assert await host.leases.take(claim) is None
        assert (await host.leases.pool(host.name)).taken.memory_mb == 1300
        assert not (await join(host, waits, need=Need(memory_mb=200))).granted

        await host.leases.release(returns.job_id)
        assert await host.leases.admit(waits.job_id, STEP)

    async def test_what_is_taken_at_once_is_more_than_there_is_and_says_so(
        self, store: MetadataStore
    ) -> None:
        host = await a_host(store, memory_mb=1200)
        builds, returns = [await host.job() for _ in range(2)]
        await join(host, builds)
        claim = host.claim(returns, step="beside", need=Need(memory_mb=300), running_memory_mb=0)

        for _ in range(2):
            short = await host.leases.take(claim)
            assert short is not None
            assert (short.resource, short.needed, short.free) == (Scarce.MEMORY, 300, 200)
        host.clock.forward(300)
        await join(host, await host.job())
        assert await host.leases.renew(returns.job_id) is Renewal.HELD, "it never has to wait"

    async def test_who_does_not_fit_waits_and_is_told_why(self, store: MetadataStore) -> None:
        host = await a_host(store, memory_mb=1400)
        first, second, third = [await host.job(owner) for owner in ("ann", "bob", "eve")]
        await join(host, first)
        assert (await join(host, second)).place is not None
        place = (await join(host, third)).place
        assert place is not None
        assert (place.position, place.resource) == (2, Scarce.MEMORY)
        assert place.told == (
            "Second in line. Building needs 1 GB of memory, 0.4 GB is free. About 2 minutes."
        )
        assert await host.leases.places([first.job_id, third.job_id]) == {third.job_id: place}

    async def test_places_for_builds_are_told_too(self, store: MetadataStore) -> None:
        host = await a_host(store, builds=1)
        await join(host, await host.job())
        place = (await join(host, await host.job("bob"))).place
        assert place is not None
        assert place.told == ("Next in line. Another application is being built. About 60 seconds.")

    async def test_small_ones_do_not_slip_past_a_large_one(self, store: MetadataStore) -> None:
        host = await a_host(store, builds=3)
        large, small = await host.job("bob"), await host.job("eve")
        await join(host, await host.job())
        await join(host, large, memory_mb=1500)
        place = (await join(host, small, memory_mb=10)).place
        assert place is not None
        assert place.resource is Scarce.TURN

    async def test_the_next_one_gets_what_another_gives_back(self, store: MetadataStore) -> None:
        host = await a_host(store, builds=1)
        first, second = await host.job(), await host.job("bob")
        await join(host, first)
        await join(host, second)
        assert not await host.leases.admit(second.job_id, STEP)
        await host.leases.release(first.job_id)
        for _ in range(2):
            assert await host.leases.admit(second.job_id, STEP)
        assert await host.leases.places([second.job_id]) == {}

    async def test_a_crash_gives_back_what_it_held_and_prolonging_keeps_it(
        self, store: MetadataStore
    ) -> None:
        host = await a_host(store, builds=1)
        first, second = await host.job(), await host.job("bob")
        await join(host, first)
        await join(host, second)
        host.clock.forward(100)
        assert await host.leases.renew(first.job_id) is Renewal.HELD
        host.clock.forward(100)
        assert not await host.leases.admit(second.job_id, STEP)
        host.clock.forward(21)
        assert await host.leases.admit(second.job_id, STEP)

    async def test_who_comes_back_late_is_the_next_one(self, store: MetadataStore) -> None:
        host = await a_host(store, builds=1)
        first, second, third = [await host.job(owner) for owner in ("ann", "bob", "eve")]
        for job in (first, second, third):
            await join(host, job)
        host.clock.forward(121)
        assert await host.leases.admit(second.job_id, STEP)
        assert await host.leases.renew(first.job_id) is Renewal.LAPSED
        await host.leases.release(second.job_id)
        assert not await host.leases.admit(third.job_id, STEP)
        assert await host.leases.renew(first.job_id) is Renewal.HELD
        # One that does not come back at all keeps nobody waiting.
        host.clock.forward(121)
        assert await host.leases.admit(third.job_id, STEP)
        assert await host.leases.renew(first.job_id) is Renewal.LAPSED
        host.clock.forward(121)
        fourth = await host.job("zoe")
        assert (await join(host, fourth)).granted

    async def test_a_job_that_is_not_in_line_is_neither_prolonged_nor_let_in(
        self, store: MetadataStore
    ) -> None:
        host = await a_host(store)
        assert await host.leases.renew(new_id()) is Renewal.NONE
        with pytest.raises(NotFound, match="not stand in line"):
            await host.leases.admit(new_id(), STEP)

    async def test_whose_place_has_expired_and_was_given_up_is_told_instead_of_kept_waiting(
        self, store: MetadataStore
    ) -> None:
        host = await a_host(store)
        first, late, other = await host.job(), await host.job("bob"), await host.job("zoe")
        assert (await join(host, first, memory_mb=1500)).granted
        assert (await join(host, late, memory_mb=1500)).place
        assert not await host.leases.admit(late.job_id, STEP)
        host.clock.forward(timedelta(days=1, seconds=1).total_seconds())
        await join(host, other)
        with pytest.raises(NotFound, match="waited for longer"):
            await host.leases.admit(late.job_id, STEP)

    async def test_what_runs_counts_unless_it_sleeps_or_is_stopped(
        self, store: MetadataStore
    ) -> None:
        host = await a_host(store, memory_mb=1500)
        running = await store.add_application(an_application(status=ApplicationStatus.RUNNING))
        limits = ResourceLimits(memory_mb=600)
        deployed = a_deployment(1).model_copy(update={"host": host.name, "limits": limits})
        await store.update_application(running.id, deployment=deployed)
        job = await host.job()
        place = (await join(host, job)).place
        assert place is not None
        assert place.told == (
            "Next in line. Building needs 1 GB of memory, 0.9 GB is free. "
            "Stop an application to make room."
        )
        assert place.seconds is None
        await store.update_application(running.id, asleep_since=utc_now())
        assert (await host.leases.pool(host.name)).taken.memory_mb == 0
        await store.update_application(running.id, asleep_since=None, full_since=utc_now())
        assert (await host.leases.pool(host.name)).taken.memory_mb == 0
        await store.update_application(
            running.id, full_since=None, desired_state=DesiredState.STOPPED
        )
        assert await host.leases.admit(job.job_id, STEP)

    async def test_what_never_fits_is_refused(self, store: MetadataStore) -> None:
        host = await a_host(store)
        refused = await join(host, await host.job(), memory_mb=2001)
        assert refused.too_large is not None
        assert (refused.too_large.needed, refused.too_large.free) == (2001, 2000)

    async def test_two_at_once_do_not_both_get_the_last_place(
        self, store: MetadataStore, second_store: MetadataStore
    ) -> None:
        host = await a_host(store, builds=1)
        other = Host(second_store, host.name)
        jobs = [await host.job(new_id()) for _ in range(8)]
        found = await asyncio.gather(
            *(join((host, other)[n % 2], job) for n, job in enumerate(jobs))
        )
        assert sum(each.granted for each in found) == 1
        places = await host.leases.places([job.job_id for job in jobs])
        assert sorted(place.position for place in places.values()) == list(range(1, 8))

    async def test_a_place_is_told_when_it_changes_and_not_again(
        self, store: MetadataStore
    ) -> None:
        host = await a_host(store, builds=1)
        jobs = [await host.job(new_id()) for _ in range(4)]
        for job in jobs:
            await join(host, job)
        for _ in range(3):
            await host.leases.admit(jobs[1].job_id, STEP)
        assert [await store.events(job.job_id) for job in jobs] == [[], [], [], []]

        await host.leases.release(jobs[0].job_id)
        assert await host.leases.admit(jobs[1].job_id, STEP)
        told = [await store.events(job.job_id) for job in jobs]
        assert [[event.data["queue"]["position"] for event in each] for each in told] == [
            [],
            [],
            [1],
            [2],
        ]
        (event,) = told[3]
        assert (event.phase, event.percentage) == (JobPhase.QUEUED, 15)
        assert event.message.startswith("Second in line. Another application is being built.")

    async def test_the_end_of_a_job_gives_back_and_so_does_the_end_of_its_build(
        self, store: MetadataStore
    ) -> None:
        host = await a_host(store)
        job = await host.job(phase=JobPhase.BUILDING)
        await join(host, job)
        told = progress_of(job.job_id, job.application_id, phase=JobPhase.DEPLOYING, sequence=2)
        await store.publish(job.job_id, told, ())
        assert (await host.leases.pool(host.name)).taken == Need(memory_mb=200)
        ended = told.model_copy(update={"phase": JobPhase.DONE, "sequence": 3})
        await store.close_job(job.job_id, ended, ())
        assert (await host.leases.pool(host.name)).taken == Need()

    async def test_who_was_waiting_too_long_is_forgotten(self, store: MetadataStore) -> None:
        host = await a_host(store, builds=1)
        jobs = [await host.job(new_id()) for _ in range(3)]
        await join(host, jobs[0])
        claim = host.claim(jobs[1])
        await host.leases.join(claim, limits=NO_LIMITS, patience=timedelta(seconds=30))
        host.clock.forward(31)
        place = (await join(host, jobs[2])).place
        assert place is not None
        assert place.position == 1

    async def test_an_owner_may_run_and_keep_only_so_much(self, store: MetadataStore) -> None:
        host = await a_host(store)
        owner = new_id()
        limits = OwnerLimits(memory_mb=500, disk_mb=1200)
        for _ in range(2):
            assert (await join(host, await host.job(owner), limits)).exceeded is None
        exceeded = (await join(host, await host.job(owner), limits)).exceeded
        assert exceeded is not None
        assert (exceeded.name, exceeded.allowed, exceeded.used, exceeded.needed) == (
            *("memory_mb", 500, 400, 200),
        )
        await store.limits.set(owner, OwnerLimits(memory_mb=None))
        exceeded = (await join(host, await host.job(owner), limits)).exceeded
        assert exceeded is not None
        assert exceeded.name == "disk_mb"

    async def test_the_job_at_the_head_is_the_next_one_whoever_waits(
        self, store: MetadataStore
    ) -> None:
        host = await a_host(store, builds=1)
        jobs = [await host.job(new_id()) for _ in range(3)]
        for job in jobs:
            await join(host, job)
        await host.leases.admit(jobs[2].job_id, STEP)
        waiting = (await host.leases.pool(host.name)).waiting
        assert [job.turn for job in waiting] == [Turn.AT_HEAD, Turn.IN_LINE]
        assert waiting[0].job_id == jobs[2].job_id

    async def test_what_jobs_took_is_known_by_builder_once_all_parts_are(
        self, store: MetadataStore
    ) -> None:
        peaks, builder = store.build_peaks, new_id()
        jobs = [new_id() for _ in range(3)]
        for job in jobs:
            await peaks.note(job, "quality.lint", builder, 10)
            await peaks.note(job, "quality.tests", builder, 100)
        for job, megabytes in ((jobs[0], 300), (jobs[1], 500)):
            await peaks.note(job, "quality.security", builder, megabytes)
        # A repair ran the tests once more: what took the most counts.
        for megabytes in (150, 120):
            await peaks.note(jobs[1], "quality.tests", builder, megabytes)

        assert sorted(await peaks.of_builder(builder, 50)) == [410, 660]
        assert await peaks.of_builder(new_id(), 50) == []
