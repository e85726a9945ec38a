"""Waiting at the head of the line, and holding what was reserved."""

import asyncio
from datetime import timedelta

import pytest
from temporalio.testing import ActivityEnvironment

from activities.queue.activities import QueueActivities
from activities.queue.capacity import capacity_of
from activities.queue.holding import LeaseKeeper
from activities.queue.messages import AdmitInput
from models.errors import StorageError, Unavailable
from models.queue import Claim, Joined, OwnerLimits, Renewal
from settings import QueueSettings, Settings, WorkerSettings
from tests import samples

JOB = samples.job("application-1")


class FakeLeases:
    """Lets in at the given look; prolongs as it is told."""

    def __init__(self, looks: int = 0, *renewals: Renewal | Exception) -> None:
        self.looks = looks
        self.renewals = list(renewals)
        self.renewed = 0
        self.changed = asyncio.Event()

    async def join(self, claim: Claim, *, limits: OwnerLimits, patience: timedelta) -> Joined:
        raise NotImplementedError

    async def admit(self, job_id: str, step: str) -> bool:
        self.looks -= 1
        self.changed.set()
        return self.looks < 0

    async def renew(self, job_id: str) -> Renewal:
        self.renewed += 1
        self.changed.set()
        found = self.renewals.pop(0) if self.renewals else Renewal.HELD
        if isinstance(found, Exception):
            raise found
        return found


async def test_the_head_of_the_line_looks_until_there_is_room() -> None:
    leases = FakeLeases(3)
    queue = QueueActivities(leases, OwnerLimits(), look_seconds=0.001)
    await ActivityEnvironment().run(queue.admit, AdmitInput(job=JOB))
    assert leases.looks == -1


async def test_a_worker_that_stops_hands_the_turn_on_at_once() -> None:
    leases = FakeLeases(10_000)
    queue = QueueActivities(leases, OwnerLimits(), look_seconds=60)
    environment = ActivityEnvironment()
    waiting = asyncio.ensure_future(environment.run(queue.admit, AdmitInput(job=JOB)))
    await leases.changed.wait()
    environment.worker_shutdown()
    with pytest.raises(Unavailable):
        await asyncio.wait_for(waiting, 5)


async def test_a_reservation_is_prolonged_while_work_goes_on() -> None:
    leases = FakeLeases()
    keeper = LeaseKeeper(leases, renew_seconds=0.01)
    async with keeper.holding("job-1"):
        while leases.renewed < 3:
            leases.changed.clear()
            await leases.changed.wait()
    renewed = leases.renewed
    await asyncio.sleep(0.05)
    assert leases.renewed == renewed


async def test_short_steps_one_after_the_other_ask_the_records_once() -> None:
    leases = FakeLeases()
    now = [100.0]
    keeper = LeaseKeeper(leases, lambda: now[0])
    for _ in range(5):
        async with keeper.holding("job-1"):
            now[0] += 1
    assert leases.renewed == 1
    now[0] += 20
    async with keeper.holding("job-1"):
        assert leases.renewed == 2


async def test_what_has_lapsed_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activities.queue.holding.AGAIN_SECONDS", 0.001)
    leases = FakeLeases(0, Renewal.LAPSED, Renewal.LAPSED, Renewal.HELD)
    async with LeaseKeeper(leases).holding("job-1"):
        assert leases.renewed == 3


async def test_what_needs_no_room_asks_once_and_goes_on_without() -> None:
    leases = FakeLeases(0, Renewal.LAPSED)
    keeper = LeaseKeeper(leases, renew_seconds=0.001)
    async with keeper.holding("job-1", waits=False):
        await asyncio.sleep(0.05)
        assert leases.renewed == 1


async def test_what_needs_no_room_prolongs_what_is_there() -> None:
    leases = FakeLeases()
    keeper = LeaseKeeper(leases, renew_seconds=0.01)
    async with keeper.holding("job-1", waits=False):
        while leases.renewed < 3:
            leases.changed.clear()
            await leases.changed.wait()


async def test_work_goes_on_when_the_records_fail_for_a_moment() -> None:
    leases = FakeLeases(0, StorageError("The database is busy."))
    async with LeaseKeeper(leases).holding("job-1"):
        assert leases.renewed == 1


def test_a_machine_gives_what_is_set_or_a_share_of_what_it_has() -> None:
    found = capacity_of(Settings(worker=WorkerSettings(build_slots=3)))
    assert found.builds == 3
    assert found.memory_mb > 100
    assert found.cpus >= 2
    given = capacity_of(Settings(queue=QueueSettings(memory_mb=1000, cpus=1.5, builds=7)))
    assert (given.memory_mb, given.cpus, given.builds) == (1000, 1.5, 7)
