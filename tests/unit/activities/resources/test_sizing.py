"""Limits that are set by themselves, and how long they hold."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from activities.resources.limiting import limits_for
from activities.resources.sampling import Measured
from activities.resources.sizing import Sizer, set_limits
from models.applications import Application, LimitChange
from models.base import new_id
from models.resources import Sample, Step
from models.specification import ResourceLimits
from settings import ResourceSettings, RightSizing
from storage.metadata import MetadataStore
from tests import samples
from tests.unit.activities.resources.conftest import NOON, live_application

AUTOMATIC = ResourceSettings(right_sizing=RightSizing.AUTOMATIC, right_sizing_hours=24)
SPECIFIED = samples.reading_list().resources


def quarters(subject: str, count: int, megabytes: int) -> list[Sample]:
    memory = megabytes << 20
    return [
        Sample(
            subject=subject,
            at=NOON + timedelta(minutes=15 * number),
            step=Step.QUARTER_HOUR,
            samples=30,
            memory=memory,
            memory_p95=memory,
            memory_max=memory,
        )
        for number in range(count)
    ]


def killed(subject: str, at: datetime) -> Sample:
    memory = 180 << 20
    return Sample(
        subject=subject, at=at, memory=memory, memory_p95=memory, memory_max=memory, oom_kills=1
    )


async def resized(
    store: MetadataStore,
    sizer: Sizer,
    application: Application,
    now: datetime,
    measured: Sequence[Sample] = (),
) -> ResourceLimits:
    fresh = await store.application(application.id)
    await sizer.run(Measured(list(measured), [fresh]), now)
    deployment = (await store.application(application.id)).deployment
    assert deployment is not None
    return deployment.limits


async def test_too_much_is_taken_back_once_enough_was_seen(store: MetadataStore) -> None:
    application = await live_application(store)
    await store.samples.add(quarters(application.id, 95, 40))
    day = NOON + timedelta(hours=24)
    sizer = Sizer(store, AUTOMATIC)
    assert (await resized(store, sizer, application, day)).memory_mb == SPECIFIED.memory_mb

    await store.samples.add(quarters(application.id, 200, 40)[95:])
    later = NOON + timedelta(hours=49)
    assert (await resized(store, sizer, application, later)).memory_mb == 96
    assert (await store.application(application.id)).limits == LimitChange(
        memory_mb=96, cpus=SPECIFIED.cpus, by="right_sizing", at=later
    )
    (entry,) = (await store.audit()).items
    assert (entry.actor, entry.action) == ("right_sizing", "application.limit")


async def test_a_kill_for_want_of_memory_is_answered_at_once(store: MetadataStore) -> None:
    application, now = await live_application(store), NOON + timedelta(hours=1)
    sizer = Sizer(store, AUTOMATIC)
    assert (await resized(store, sizer, application, now)).memory_mb == SPECIFIED.memory_mb
    kill = killed(application.id, now + timedelta(minutes=1))
    await store.samples.add([kill])
    soon = now + timedelta(minutes=2)
    assert (await resized(store, sizer, application, soon, [kill])).memory_mb == 288
    assert (await resized(store, sizer, application, soon, [kill])).memory_mb == 288, "once"


async def test_nothing_is_set_unless_the_policy_says_so(store: MetadataStore) -> None:
    application = await live_application(store)
    await store.samples.add(quarters(application.id, 300, 40))
    now, suggesting = NOON + timedelta(days=5), ResourceSettings()
    found = await Sizer(store, suggesting).judge(application, now)
    assert found is not None
    assert found.memory_mb == 96
    kept = await resized(store, Sizer(store, suggesting), application, now)
    assert kept.memory_mb == SPECIFIED.memory_mb
    off = ResourceSettings(right_sizing=RightSizing.OFF)
    assert await Sizer(store, off).judge(application, now) is None


async def test_a_new_version_keeps_what_was_chosen(store: MetadataStore) -> None:
    application = await live_application(store)
    more = ResourceLimits(memory_mb=256, cpus=1, disk_mb=900)
    assert await limits_for(store, application.id, more) == more
    assert await limits_for(store, new_id(), more) == more, "nothing is known of it yet"

    chosen = LimitChange(memory_mb=128, by="ada", at=NOON)
    await set_limits(store, application, chosen)
    assert (await limits_for(store, application.id, more)).memory_mb == 128

    by_itself = LimitChange(memory_mb=128, cpus=2, by="right_sizing", at=NOON)
    await set_limits(store, application, by_itself)
    found = await limits_for(store, application.id, more)
    assert (found.memory_mb, found.cpus, found.disk_mb) == (256, 2, 900)
