"""One sample per subject and slot, made of what counts up."""

from collections.abc import Collection
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

from activities.containers.port import InstanceStats, Runtime
from activities.resources.host import HostProbe
from activities.resources.sampling import Sampler
from activities.resources.thinning import Thinner
from models.applications import DesiredState, RuntimeName
from models.resources import Sample, Step, host_subject
from settings import ResourceSettings, Settings
from storage.metadata import MetadataStore
from tests.unit.activities.resources.conftest import NOON, live_application


class Measuring:
    """The part of a runtime that measures."""

    name = RuntimeName.PROCESS

    def __init__(self) -> None:
        self.found: dict[str, InstanceStats] = {}
        self.asked: list[str] = []

    async def stats(self, names: Collection[str]) -> dict[str, InstanceStats]:
        self.asked = sorted(names)
        return {name: stats for name, stats in self.found.items() if name in names}


def counted(cpu: float, **more: Any) -> InstanceStats:
    return InstanceStats(cpu_seconds=cpu, memory_bytes=50 << 20, pids=3, **more)


class Seconds:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_a_slot_is_measured_once_and_rates_come_from_the_look_before(
    store: MetadataStore, tmp_path: Path
) -> None:
    application = await live_application(store)
    await live_application(store, desired_state=DesiredState.STOPPED)
    await live_application(store, asleep_since=NOON)
    assert application.deployment is not None
    instance, runtime, clock = application.deployment.instance, Measuring(), Seconds()
    sampler = Sampler(
        cast(Runtime, runtime), store, Settings(data_dir=tmp_path), HostProbe(tmp_path), clock
    )

    runtime.found = {instance: counted(10.0, throttled_seconds=1.0, oom_kills=4)}
    first = await sampler.run(NOON)
    assert [sample.subject for sample in first.samples] == [host_subject("local"), application.id]
    assert runtime.asked == [instance]
    assert first.samples[1].cpu is None, "there is nothing to compare with"
    assert first.samples[1].oom_kills == 0, "what was before is not of this slot"
    assert (await sampler.run(NOON + timedelta(seconds=29))).samples == []

    clock.now = 30.0
    runtime.found = {instance: counted(25.0, throttled_seconds=10.0, oom_kills=5, restarts=1)}
    second = (await sampler.run(NOON + timedelta(seconds=30))).samples[1]
    assert (second.cpu, second.throttled) == (0.5, 0.3)
    assert (second.restarts, second.oom_kills) == (1, 1)

    clock.now = 60.0  # started again: its counters began anew
    runtime.found = {instance: counted(3.0, throttled_seconds=0.0, oom_kills=0)}
    third = (await sampler.run(NOON + timedelta(seconds=60))).samples[1]
    assert (third.cpu, third.throttled, third.oom_kills) == (0.1, 0.0, 0)
    kept = await store.samples.between(Step.RAW, NOON, NOON + timedelta(hours=1), application.id)
    assert kept == [first.samples[1], second, third]


def raw(subject: str, seconds: float, memory: int) -> Sample:
    return Sample(
        subject=subject,
        at=NOON + timedelta(seconds=seconds),
        memory=memory,
        memory_p95=memory,
        memory_max=memory,
    )


async def test_samples_thin_out_with_age_however_often_and_after_a_gap(
    store: MetadataStore,
) -> None:
    thinner = Thinner(store, ResourceSettings())
    await store.samples.add([raw(s, n * 30, n) for s in "ab" for n in range(120)])
    assert await thinner.run(NOON + timedelta(minutes=50)) == 2 * 3
    assert await thinner.run(NOON + timedelta(minutes=50)) == 0
    assert await Thinner(store, ResourceSettings()).run(NOON + timedelta(minutes=50)) == 0

    long_after = NOON + timedelta(days=8)
    later = raw("a", 0, 7).model_copy(update={"at": long_after})
    await store.samples.add([later])
    await Thinner(store, ResourceSettings()).run(long_after + timedelta(hours=1))
    everything = NOON - timedelta(days=1), long_after + timedelta(days=1)
    assert await store.samples.between(Step.RAW, *everything) == [later]
    quarters = await store.samples.between(Step.QUARTER_HOUR, *everything, "a")
    assert [quarter.samples for quarter in quarters] == [30, 30, 30, 30, 1]
    assert [quarter.memory_max for quarter in quarters] == [29, 59, 89, 119, 7]
    days = await store.samples.between(Step.DAY, *everything, "a")
    assert [(day.samples, day.memory_max) for day in days] == [(120, 119)]


async def test_a_year_leaves_no_more_than_the_settings_say(store: MetadataStore) -> None:
    kept = ResourceSettings(raw_days=1, quarter_hour_days=2, daily_days=31)
    thinner = Thinner(store, kept)
    for day in range(40):
        at = NOON + timedelta(days=day)
        hours = [raw("a", 0, 1).model_copy(update={"at": at + timedelta(hours=h)}) for h in (0, 6)]
        await store.samples.add(hours)
        await thinner.run(at + timedelta(hours=7))
    count = await store.samples.count()
    assert count <= 3 + 5 + 32
