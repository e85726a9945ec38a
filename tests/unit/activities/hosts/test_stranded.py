"""Which jobs hold on to lost hosts, and what becomes of what they chose there."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from activities.alerts.reporting import Reporter
from activities.hosts.activities import HostActivities
from activities.hosts.copies import SnapshotFolder
from activities.hosts.messages import EvacuationInput, OverdueHost, PlaceInput, SettleInput
from activities.hosts.notices import AlertedNotices
from activities.hosts.stranded import stranded_jobs
from models.applications import ApplicationStatus, DesiredState
from models.base import new_id, utc_now
from models.hosts import Promise, Resources
from models.jobs import DevelopmentJob, JobKind, JobPhase
from models.specification import ResourceLimits
from settings import Settings
from storage.metadata import MetadataStore
from tests.unit.storage.contract_hosts import SILENCE, a_host
from tests.unit.storage.samples import (
    a_deployment,
    a_job,
    an_application,
    context_of,
    progress_of,
)

ATTIC, CELLAR = "attic", "cellar"
ROOM = Resources(memory_mb=8_000, cpus=8, disk_mb=100_000)


class World:
    def __init__(self, store: MetadataStore, root: Path) -> None:
        self.store = store
        settings = Settings(data_dir=root)
        notices = AlertedNotices(Reporter(store, settings), Reporter(store, settings))
        self.hosts = HostActivities(store, settings, SnapshotFolder(root), notices)

    async def job(
        self,
        phase: JobPhase,
        *,
        lives_on: str | None = None,
        promised: str | None = None,
        **changes: object,
    ) -> DevelopmentJob:
        """Begin a job that is in that phase."""
        deployment = None
        if lives_on is not None:
            deployment = a_deployment(1).model_copy(update={"host": lives_on})
        application = an_application(deployment=deployment)
        job = a_job(application, **changes)
        at = progress_of(job.id, application.id, phase=phase)
        job = job.model_copy(update={"progress": at})
        await self.store.open_job(job, application)
        if promised is not None:
            promise = Promise(
                job_id=job.id,
                application_id=application.id,
                host=promised,
                limits=ResourceLimits(),
            )
            await self.store.hosts.promise(promise, await self.store.hosts.promises())
        return job

    async def lose(self, host: str) -> None:
        await self.store.hosts.give_up(host, utc_now())

    async def stranded(self) -> dict[str, str]:
        return {found.job_id: found.host for found in await stranded_jobs(self.store)}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    store = await MetadataStore.open(f"sqlite:///{tmp_path / 'store.db'}")
    for name in (ATTIC, CELLAR):
        host = a_host(name).model_copy(update={"capacity": ROOM, "free": ROOM})
        await store.hosts.register(host, SILENCE)
    yield World(store, tmp_path)
    await store.close()


async def test_only_jobs_at_steps_on_a_lost_host_are_stranded(world: World) -> None:
    change = await world.job(JobPhase.DEPLOYING, lives_on=ATTIC)
    creation = await world.job(JobPhase.CHECKING, promised=ATTIC)
    await world.job(JobPhase.DEPLOYING, lives_on=CELLAR)
    await world.job(JobPhase.WATCHING, promised=CELLAR)
    await world.job(JobPhase.AWAITING_APPROVAL, lives_on=ATTIC)
    await world.job(JobPhase.BUILDING, promised=ATTIC)
    assert await world.stranded() == {}

    await world.lose(ATTIC)

    assert await world.stranded() == {change.id: ATTIC, creation.id: ATTIC}


async def test_a_move_needs_the_host_that_it_leaves_only_while_that_lives(world: World) -> None:
    planned = await world.job(
        JobPhase.DEPLOYING, lives_on=ATTIC, promised=CELLAR, kind=JobKind.MOVE
    )
    await world.lose(ATTIC)
    await world.job(JobPhase.DEPLOYING, lives_on=ATTIC, promised=CELLAR, kind=JobKind.MOVE)

    assert await world.stranded() == {planned.id: ATTIC}


async def test_who_left_a_lost_host_chooses_another_and_what_it_left_is_noted(
    world: World,
) -> None:
    job = await world.job(JobPhase.CHECKING, promised=ATTIC)
    await world.lose(ATTIC)
    wanted = PlaceInput(job=context_of(job), limits=ResourceLimits(), default="local", left=ATTIC)

    for _ in range(2):  # an activity may run twice
        assert (await world.hosts.place(wanted)).host == CELLAR

    assert await world.stranded() == {}
    assert (await world.store.hosts.promises())[job.id].host == CELLAR
    (left,) = await world.store.hosts.leftovers(ATTIC)
    assert left.application_id == job.application_id


async def test_who_finds_no_other_host_is_not_told_of_the_lost_one_again(world: World) -> None:
    job = await world.job(JobPhase.QUEUED, promised=ATTIC)
    await world.lose(ATTIC)
    await world.store.hosts.drain(CELLAR, draining=True)
    wanted = PlaceInput(job=context_of(job), limits=ResourceLimits(), default="local", left=ATTIC)

    assert (await world.hosts.place(wanted)).host is None

    assert await world.stranded() == {}


async def test_an_evacuation_names_the_jobs_that_must_make_way(world: World) -> None:
    change = await world.job(JobPhase.AWAITING_APPROVAL, lives_on=ATTIC)
    await world.job(JobPhase.DEPLOYING, lives_on=ATTIC, kind=JobKind.MOVE)
    await world.store.add_application(
        an_application(deployment=a_deployment(1).model_copy(update={"host": ATTIC}))
    )

    async def held_by() -> set[str]:
        found = await world.hosts.orders(EvacuationInput(host=ATTIC))
        assert sum(order.busy for order in found.orders) == 2
        return {order.held_by for order in found.orders if order.held_by}

    await world.store.hosts.drain(ATTIC, draining=True)
    assert await held_by() == set(), "while it lives its jobs are waited for"
    await world.lose(ATTIC)
    assert await held_by() == {change.id}


async def test_whose_host_is_given_up_is_unhealthy_until_it_is_elsewhere(world: World) -> None:
    there = a_deployment(1).model_copy(update={"host": ATTIC})
    runs, stopped = [
        await world.store.add_application(
            an_application(deployment=there, status=ApplicationStatus.RUNNING, desired_state=state)
        )
        for state in (DesiredState.RUNNING, DesiredState.STOPPED)
    ]
    host = await world.store.hosts.get(ATTIC)

    for _ in range(2):  # an activity may run twice
        told = await world.hosts.give_up(OverdueHost(name=ATTIC, seen_at=host.seen_at))
    assert told.lost

    assert (await world.store.application(runs.id)).status is ApplicationStatus.UNHEALTHY
    assert (await world.store.application(stopped.id)).status is ApplicationStatus.RUNNING
    (found,) = await world.store.alerts.open_of(runs.id)
    assert found.summary == "Nobody reaches it: the host 'attic' that it is on does not answer."
    assert await world.store.alerts.open_of(stopped.id) == []
    job = context_of(await world.store.add_job(a_job(runs, kind=JobKind.MOVE)))
    elsewhere = there.model_copy(update={"host": CELLAR})
    settled = SettleInput(job=job, deployment=elsewhere, left=ATTIC, data_stayed=True)

    await world.hosts.settle(settled)

    assert await world.store.alerts.open_of(runs.id) == []


async def test_an_unknown_job_is_nobodys_matter(world: World) -> None:
    await world.store.add_application(
        an_application(
            deployment=a_deployment(1).model_copy(update={"host": ATTIC}), running_job_id=new_id()
        )
    )
    await world.lose(ATTIC)
    assert await world.stranded() == {}
