"""What measuring a hundred applications costs, and how much room it takes."""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from activities.containers.port import Owner
from activities.containers.process_runtime import ProcessRuntime
from activities.resources.host import HostProbe
from activities.resources.sampling import Sampler
from benchmarks.figures import Figure, Sample
from benchmarks.processes import work_folder
from models.applications import Application, ApplicationStatus, Deployment
from models.base import new_id, utc_now
from models.resources import Sample as Measurement
from models.resources import Step
from models.specification import ResourceLimits
from settings import Paths, Settings
from storage.metadata import MetadataStore

APPLICATIONS = 100
LIMITS = ResourceLimits(memory_mb=64)
_PROGRAM = "import time\nwhile True: time.sleep(60)\n"
_PASSES = 10
_MOST_SECONDS, _MOST_MEGABYTES = 0.3, 100.0


async def measuring(quick: bool) -> list[Figure]:
    """Measure a hundred idle applications, and fill the table that this is kept in."""
    count = 20 if quick else APPLICATIONS
    with work_folder() as folder:
        settings = Settings(data_dir=folder / "data")
        settings.paths.root.mkdir(parents=True)
        store = await MetadataStore.open(settings.metadata_url)
        try:
            passes = await _passes(settings, store, count)
        finally:
            await store.close()
        size = await _size(settings, 10 if quick else 1)
    return [
        Figure(
            "measuring",
            f"CPU of one pass over {count} applications",
            "ms",
            passes.scaled(1000),
            goal=f"<= {_MOST_SECONDS * 1000:g} ms",
            reached=passes.median <= _MOST_SECONDS,
        ),
        Figure(
            "measuring",
            f"table of samples, {APPLICATIONS} applications, after two years",
            "MB",
            size,
            goal=f"<= {_MOST_MEGABYTES:g} MB",
            reached=size.median <= _MOST_MEGABYTES,
        ),
    ]


async def _passes(settings: Settings, store: MetadataStore, count: int) -> Sample:
    runtime = ProcessRuntime(settings.paths)
    sampler = Sampler(runtime, store, settings, HostProbe(settings.paths.root))
    try:
        for _ in range(count):
            await _started(runtime, settings, store)
        now, spent = utc_now(), []
        for number in range(_PASSES):
            began = time.process_time()
            measured = await sampler.run(now + timedelta(seconds=30 * number))
            spent.append(time.process_time() - began)
            if len(measured.samples) != count + 1:
                raise RuntimeError("not every application was measured")
    finally:
        states = await runtime.instances()
        await asyncio.gather(*(runtime.stop(state.name, 0) for state in states))
    return Sample(tuple(spent[1:]))  # the first one loads what the others have


async def _started(runtime: ProcessRuntime, settings: Settings, store: MetadataStore) -> None:
    owner = Owner(application_id=new_id(), version=1, job_id=new_id())
    artefact = _artefact(settings.paths, owner.application_id)
    state = await runtime.start(str(artefact), owner, LIMITS)
    now = utc_now()
    application = Application(
        id=owner.application_id, owner="ada", title="Idle", created_at=now, updated_at=now
    )
    await store.add_application(application)
    deployment = Deployment(
        version=1,
        runtime=runtime.name,
        host=settings.runtime.host_name,
        instance=state.name,
        image=state.image,
        endpoint=state.endpoint,
        limits=LIMITS,
        deployed_at=now,
    )
    await store.update_application(
        application.id, deployment=deployment, status=ApplicationStatus.RUNNING
    )


def _artefact(paths: Paths, application_id: str) -> Path:
    version = paths.applications / application_id / "versions" / "idle"
    (version / "tree" / "app").mkdir(parents=True)
    (version / "tree" / "app" / "__init__.py").touch()
    (version / "tree" / "app" / "__main__.py").write_text(_PROGRAM)
    environment = {"environment": str(Path(sys.prefix))}
    (version / "artefact.json").write_text(json.dumps(environment))
    return version


async def _size(settings: Settings, share: int) -> Sample:
    """Return the megabytes of a table with everything in it that is ever kept.

    A share of it is filled, from the end of each step's time, and the rest calculated.
    """
    resources = settings.resources
    steps = {
        Step.RAW: (resources.raw_days * 86_400 // resources.interval_seconds, 30),
        Step.QUARTER_HOUR: (resources.quarter_hour_days * 96, 900),
        Step.DAY: (resources.daily_days, 86_400),
    }
    subjects = [new_id() for _ in range(APPLICATIONS)]
    database = settings.paths.root / "orchestrator.db"
    before, end = database.stat().st_size, datetime(2026, 1, 1, tzinfo=UTC)
    store = await MetadataStore.open(settings.metadata_url)
    for step, (slots, seconds) in steps.items():
        for number in range(0, slots // share, 20):
            batch = range(number, min(number + 20, slots // share))
            await store.samples.add(
                [
                    _measurement(one, step, end + timedelta(seconds=seconds * slot))
                    for slot in batch
                    for one in subjects
                ]
            )
    await store.close()  # puts what is in the write-ahead log into the file
    return Sample.of(round((database.stat().st_size - before) * share / 1_000_000, 1))


def _measurement(subject: str, step: Step, at: datetime) -> Measurement:
    return Measurement(
        subject=subject,
        at=at,
        step=step,
        cpu=0.0123,
        cpu_p95=0.0234,
        cpu_max=0.0345,
        throttled=0.0,
        memory=45_678_901,
        memory_p95=46_678_901,
        memory_max=47_678_901,
        disk=123_456,
        pids=3,
    )
