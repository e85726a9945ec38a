"""Whose data is over its limit is stopped, and nothing else; its owner gets it back."""

from datetime import timedelta

import pytest

from activities.resources.filling import DiskGuard
from activities.resources.sampling import Measured
from activities.serving import pages
from activities.serving.desired import is_resting, reachable, should_run
from activities.visitors.doorkeeper import _resting
from models.applications import Application, DesiredState, LimitChange
from models.base import new_id, utc_now
from models.resources import Sample
from models.specification import ResourceLimits
from settings import ResourceSettings
from storage.metadata import MetadataStore
from storage.states import MAKING_ROOM
from tests.unit.activities.resources.conftest import NOON, live_application

MEGABYTE = 1024 * 1024
LIMIT = ResourceLimits().disk_mb
SETTINGS = ResourceSettings()


def holding(application: Application, megabytes: int | None) -> Measured:
    disk = None if megabytes is None else megabytes * MEGABYTE
    sample = Sample(
        subject=application.id, at=NOON, memory=1, memory_p95=1, memory_max=1, disk=disk
    )
    return Measured([sample], [application])


async def stopped(
    store: MetadataStore, application: Application, megabytes: int | None = LIMIT + 1
) -> int:
    now = await store.application(application.id)
    return await DiskGuard(store, SETTINGS).run(holding(now, megabytes), utc_now())


@pytest.mark.parametrize(("megabytes", "count"), [(LIMIT, 0), (None, 0), (LIMIT + 1, 1)])
async def test_only_who_is_over_the_limit_is_stopped(
    store: MetadataStore, megabytes: int | None, count: int
) -> None:
    application = await live_application(store)
    assert await stopped(store, application, megabytes) == count
    found = await store.application(application.id)
    assert (found.full_since is not None) == bool(count)
    assert should_run(found) != bool(count)


async def test_it_rests_behind_a_page_that_says_why_and_once_is_enough(
    store: MetadataStore,
) -> None:
    application = await live_application(store, slug="books")
    assert await stopped(store, application) == 1
    assert await stopped(store, application) == 0
    found = await store.application(application.id)
    assert found.desired_state is DesiredState.RUNNING
    assert _resting(found) is pages.FULL
    shown = reachable(found)
    assert shown is not None
    assert shown.resting
    (entry,) = [e for e in (await store.audit(limit=50)).items if e.subject == application.id]
    assert (entry.action, entry.data) == ("application.full", {"megabytes": LIMIT + 1})


async def test_a_job_is_never_disturbed(store: MetadataStore) -> None:
    application = await live_application(store)
    await store.update_application(application.id, running_job_id=new_id())
    assert await stopped(store, application) == 0
    await store.update_application(application.id, running_job_id=None)
    assert await stopped(store, application) == 1
    await store.update_application(application.id, running_job_id=new_id())
    assert not is_resting(await store.application(application.id)), "what a job works on may run"


async def test_more_room_lets_it_run_and_less_does_not(store: MetadataStore) -> None:
    application = await live_application(store)
    assert await stopped(store, application) == 1
    for disk, runs in ((LIMIT, False), (LIMIT * 2, True)):
        change = LimitChange(disk_mb=disk, by="ada", at=utc_now())
        changed = await store.adjustments.limit(application.id, change, ResourceLimits())
        assert should_run(changed) == runs
    assert changed.deployment is not None
    assert changed.deployment.limits.disk_mb == LIMIT * 2
    assert await stopped(store, application) == 0


async def test_its_owner_gets_an_hour_to_make_room(store: MetadataStore) -> None:
    application = await live_application(store)
    assert await stopped(store, application) == 1
    started = await store.states.desire(application.id, DesiredState.RUNNING)
    assert should_run(started)
    assert await stopped(store, application) == 0
    later = utc_now() + MAKING_ROOM + timedelta(seconds=1)
    now = await store.application(application.id)
    assert await DiskGuard(store, SETTINGS).run(holding(now, LIMIT + 1), later) == 1


async def test_it_can_be_turned_off(store: MetadataStore) -> None:
    application = await live_application(store)
    guard = DiskGuard(store, ResourceSettings(full_disk_percent=None))
    assert await guard.run(holding(application, LIMIT * 9), utc_now()) == 0
