"""Measuring the machine and its applications, one sample per slot of time."""

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from activities.containers.port import InstanceStats, Runtime
from activities.resources.host import HostProbe, HostReading
from activities.serving.desired import all_applications, should_run
from models.applications import Application
from models.resources import Sample, Step, host_subject, slot_of
from settings import Settings
from storage.metadata import MetadataStore


class Measured(NamedTuple):
    """What one pass found."""

    samples: list[Sample]
    """The machine's first; none when the slot was measured already."""
    applications: list[Application]
    """Those that should run on this host."""


class _Before(NamedTuple):
    at: float
    host: HostReading
    instances: Mapping[str, InstanceStats]


class Sampler:
    """Measures; what counts up is turned into what was used since the look before.

    Args:
        runtime: Of this host.
        store: Where samples are kept.
        settings: Name of the host, and the interval.
        host: The machine.
        clock: Seconds, monotonic.
    """

    def __init__(
        self,
        runtime: Runtime,
        store: MetadataStore,
        settings: Settings,
        host: HostProbe,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._runtime = runtime
        self._store = store
        self._settings = settings
        self._host = host
        self._clock = clock
        self._before: _Before | None = None

    async def run(self, now: datetime) -> Measured:
        """Measure once, unless this slot has been measured."""
        slot = slot_of(now, timedelta(seconds=self._settings.resources.interval_seconds))
        subject = host_subject(self._settings.runtime.host_name)
        running = [one async for one in all_applications(self._store) if self._runs_here(one)]
        if await self._store.samples.newest(Step.RAW, subject, slot) is not None:
            return Measured([], running)
        names = {one.deployment.instance: one.id for one in running if one.deployment}
        reading, stats = await asyncio.gather(
            asyncio.to_thread(self._host.read), self._runtime.stats(names)
        )
        seen = _Before(self._clock(), reading, stats)
        samples = [_of_host(subject, slot, seen, self._before)]
        samples += [_of_instance(names[n], n, slot, seen, self._before) for n in stats]
        await self._store.samples.add(samples)
        self._before = seen  # only now: what was not kept is measured again
        return Measured(samples, running)

    def _runs_here(self, application: Application) -> bool:
        deployment = application.deployment
        return (
            deployment is not None
            and deployment.host == self._settings.runtime.host_name
            and deployment.runtime is self._runtime.name
            and should_run(application)
        )


def _of_host(subject: str, slot: datetime, seen: _Before, before: _Before | None) -> Sample:
    reading, cpu = seen.host, None
    if before is not None and reading.busy_seconds >= before.host.busy_seconds:
        cpu = _rate(reading.busy_seconds - before.host.busy_seconds, seen, before)
    memory, disk, load = reading.memory_bytes, reading.disk_bytes, reading.load
    return _of_one_look(subject, slot, cpu, memory, disk=disk, load=load)


def _of_instance(
    subject: str, name: str, slot: datetime, seen: _Before, before: _Before | None
) -> Sample:
    now, then = seen.instances[name], before.instances.get(name) if before else None
    cpu = throttled = None
    if before is not None and then is not None:
        cpu = _rate(_more(now.cpu_seconds, then.cpu_seconds), seen, before)
        if now.throttled_seconds is not None:
            waited = _more(now.throttled_seconds, then.throttled_seconds or 0.0)
            throttled = min(1.0, _rate(waited, seen, before))
    return _of_one_look(
        subject,
        slot,
        cpu,
        now.memory_bytes,
        throttled=throttled,
        disk=now.disk_bytes,
        pids=now.pids,
        restarts=round(_more(now.restarts, then.restarts)) if then else 0,
        oom_kills=round(_more(now.oom_kills, then.oom_kills)) if then else 0,
    )


def _of_one_look(
    subject: str, slot: datetime, cpu: float | None, memory: int, **seen: Any
) -> Sample:
    """Return a sample in which averages, percentiles and peaks are all what was seen once."""
    return Sample(
        subject=subject,
        at=slot,
        cpu=cpu,
        cpu_p95=cpu,
        cpu_max=cpu,
        memory=memory,
        memory_p95=memory,
        memory_max=memory,
        **seen,
    )


def _more(now: float, then: float) -> float:
    """Return by how much a counter grew; one that began anew grew by all that it shows."""
    return now - then if now >= then else now


def _rate(amount: float, seen: _Before, before: _Before) -> float:
    return amount / max(seen.at - before.at, 0.001)
