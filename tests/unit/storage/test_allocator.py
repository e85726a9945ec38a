"""Whatever jobs do, whenever they die: never too much is given, and everybody gets a turn."""

import asyncio
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models.base import new_id
from models.queue import Capacity, Claim, Need, OwnerLimits, Renewal
from storage.leases import LEASE, LeaseRecords
from storage.line import shortage
from storage.metadata import MetadataStore
from tests.unit.storage.contract_leases import Clock

STEP = "build"
CAPACITY = Capacity(memory_mb=1000, cpus=4, builds=3)
NEEDS = st.builds(
    Need,
    memory_mb=st.integers(0, 1000),
    cpus=st.integers(0, 4).map(float),
    builds=st.integers(0, 1),
)


class Allocator(RuleBasedStateMachine):
    """Jobs that come, are let in by a server that chooses any of them, work, stall and end."""

    def __init__(self, runner: asyncio.Runner, store: MetadataStore) -> None:
        super().__init__()
        self.run = runner.run
        self.clock = Clock()
        self.leases = LeaseRecords(store.leases.database, self.clock)
        self.host = new_id()
        self.run(self.leases.report(self.host, CAPACITY))
        self.needs: dict[str, Need] = {}
        self.working: dict[str, float] = {}
        """When each job that was let in, and did not end, was prolonged last."""
        self.waiting: list[str] = []
        self.seconds = 0.0

    @rule(need=NEEDS, owner=st.sampled_from("abc"), priority=st.integers(1, 5))
    def come(self, need: Need, owner: str, priority: int) -> None:
        job = f"{self.host}-{len(self.needs)}"
        self.needs[job] = need
        claim = Claim(
            job_id=job,
            step=STEP,
            application_id=job,
            owner=owner,
            host=self.host,
            priority=priority,
            need=need,
            seconds=60,
        )
        joined = self.run(self.leases.join(claim, limits=OwnerLimits(), patience=timedelta(days=9)))
        if joined.granted:
            assert not self.waiting, "somebody slipped past the line"
            self.working[job] = self.seconds
        else:
            self.waiting.append(job)

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def the_server_chooses_one(self, data: st.DataObject) -> None:
        job = data.draw(st.sampled_from(self.waiting))
        if self.run(self.leases.admit(job, STEP)):
            self.waiting.remove(job)
            self.working[job] = self.seconds

    @precondition(lambda self: self.working)
    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        job = data.draw(st.sampled_from(sorted(self.working)))
        in_time = self.seconds - self.working[job] < LEASE.total_seconds()
        found = self.run(self.leases.renew(job))
        assert found is Renewal.HELD or not in_time, "a reservation was lost before its time"
        if found is Renewal.HELD:
            self.working[job] = self.seconds

    @precondition(lambda self: self.working)
    @rule(data=st.data())
    def end(self, data: st.DataObject) -> None:
        job = data.draw(st.sampled_from(sorted(self.working)))
        self.run(self.leases.release(job))
        del self.working[job]

    @rule(seconds=st.sampled_from((1, 50, 130)))
    def time_passes(self, seconds: int) -> None:
        self.clock.forward(seconds)
        self.seconds += seconds

    @invariant()
    def never_too_much(self) -> None:
        taken = self.run(self.leases.pool(self.host)).taken
        assert shortage(taken, CAPACITY) is None

    @precondition(lambda self: self.waiting)
    @rule()
    def everybody_gets_in_when_the_others_die(self) -> None:
        """Nobody prolongs anything any more: each of those who wait gets its turn."""
        left = list(self.waiting)
        while left:
            self.clock.forward(121)
            self.seconds += 121
            admitted = [job for job in left if self.run(self.leases.admit(job, STEP))]
            assert admitted, "nobody was let in although nothing is held"
            left = [job for job in left if job not in admitted]
        for job in self.waiting:
            self.run(self.leases.release(job))
        self.waiting.clear()


def test_whatever_happens_the_allocator_holds_what_it_promises() -> None:
    with asyncio.Runner() as runner:
        store = runner.run(MetadataStore.open("sqlite:///:memory:"))
        run_state_machine_as_test(
            lambda: Allocator(runner, store),
            settings=settings(
                max_examples=30,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=[HealthCheck.too_slow],
            ),
        )
        runner.run(store.close())
