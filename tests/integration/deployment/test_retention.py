"""What is cleaned up, and that nothing of it is missed: a rollback target always starts."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from activities.deployment.messages import GoLiveInput, StartCandidateInput
from activities.resources.messages import CleanUpInput, CleanUpReport
from activities.resources.retention.cleaning import Cleaner, everything_that_expires
from models.applications import ApplicationStatus, Deployment
from models.base import new_id, utc_now
from models.errors import NotFound
from models.jobs import JobContext, JobPhase, LogLevel
from models.specification import DeploymentSettings
from settings import RetentionSettings
from storage.logs import JobLog
from storage.tables import versions
from tests.integration.deployment.conftest import LIMITS, Host
from tests.unit.storage.samples import a_job, progress_of

KEEP = RetentionSettings(keep_versions=2, snapshot_days=30, kept_data_days=60)
LATER = timedelta(days=40)
FORGOTTEN = timedelta(days=401)
VERSIONS = 3
AS_PROCESSES = pytest.mark.parametrize("kind", ["process"], indirect=True)
"""For what does not depend on the runtime; images take long to build."""


def cleaner(host: Host) -> Cleaner:
    settings = host.settings.model_copy(update={"retention": KEEP})
    return Cleaner(everything_that_expires(host.runtime, host.store, settings), host.store)


async def clean(host: Host, *, dry_run: bool, after: timedelta = LATER) -> CleanUpReport:
    request = CleanUpInput(host="local", dry_run=dry_run, by="ada")
    return await cleaner(host).run(request, utc_now() + after)


async def a_long_story(host: Host) -> tuple[JobContext, dict[int, str]]:
    """Make an application of several versions, with a copy of the data before each."""
    job, live = host.job(new_id()), VERSIONS
    candidate = await host.candidate(job, live)
    await host.deployment.go_live(GoLiveInput(job=job, slug="story", candidate=candidate))
    await host.record(job.application_id, "story", candidate)
    images = {live: candidate.image}
    for number in range(1, VERSIONS + 1):
        images[number] = await host.package(job, number)
        await host.keep(job.application_id, number, images[number])
        copy = host.settings.paths.snapshots / job.application_id / f"v{number}-x.tar.gz"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(bytes(2048))
        await remember(host, job.application_id, number, f"{job.application_id}/{copy.name}")
    await host.store.update_application(job.application_id, current_version=live)
    return job, images


async def remember(host: Host, application_id: str, number: int, reference: str) -> None:
    version = await host.store.version(application_id, number)
    document = version.model_copy(update={"snapshot": reference}).model_dump_json()
    this = (versions.c.application_id == application_id) & (versions.c.number == number)
    database = host.store.expiry.database
    await database.write(lambda c: c.execute(update(versions).where(this), {"document": document}))


async def images_of(host: Host, application_id: str) -> set[str]:
    found = await host.runtime.artefacts()
    return {one.image for one in found if one.application_id == application_id}


def copies_of(host: Host, application_id: str) -> set[str]:
    folder = host.settings.paths.snapshots / application_id
    return {path.name for path in folder.iterdir()}


async def start(host: Host, job: JobContext, number: int, image: str) -> Deployment:
    request = StartCandidateInput(
        job=job,
        version=number,
        image=image,
        limits=LIMITS,
        settings=DeploymentSettings(health_timeout_seconds=20),
    )
    return await host.deployment.start_candidate(request)


async def test_only_what_no_rollback_needs_goes_and_a_dry_run_says_so_before(host: Host) -> None:
    job, images = await a_long_story(host)
    application = job.application_id

    await host.store.update_application(application, running_job_id=new_id())
    assert (await clean(host, dry_run=False)).count == 0, "a job works on it"
    await host.store.update_application(application, running_job_id=None)

    foretold = await clean(host, dry_run=True)
    assert await images_of(host, application) == set(images.values())
    assert len(copies_of(host, application)) == VERSIONS
    done = await clean(host, dry_run=False)
    assert done.removed == foretold.removed
    assert (done.count, done.megabytes) == (foretold.count, foretold.megabytes)
    assert (await clean(host, dry_run=False)).count == 0

    assert await images_of(host, application) == {images[2], images[3]}
    # A rollback with data to version 2 puts back what version 3 has saved.
    assert copies_of(host, application) == {"v2-x.tar.gz", "v3-x.tar.gz"}
    assert (await host.store.version(application, 1)).snapshot is None

    (entry, *others) = [
        one for one in (await host.store.audit(limit=50)).items if one.subject == application
    ]
    assert {one.action for one in (entry, *others)} == {"clean_up.image", "clean_up.snapshot"}
    assert entry.actor == "ada"

    again = await start(host, job, 1, images[1])
    assert again.version == 1
    said = [line.text for line in await JobLog(host.settings.paths.logs).read(job.job_id)]
    assert any("packaged again from its sources" in line for line in said)


@AS_PROCESSES
async def test_copies_are_kept_for_their_time(host: Host) -> None:
    job, _ = await a_long_story(host)
    report = await clean(host, dry_run=True, after=timedelta(days=20))
    assert {one.kind for one in report.removed} == {"image"}
    assert {one.application_id for one in report.removed} == {job.application_id}


@AS_PROCESSES
async def test_data_of_deleted_applications_expires(host: Host) -> None:
    job, _ = await a_long_story(host)
    application = job.application_id
    for instance in await host.runtime.instances(application):
        await host.runtime.stop(instance.name, 0)
    assert application in await host.runtime.kept_data()
    deleted = {"status": ApplicationStatus.DELETED, "deleted_at": utc_now(), "deployment": None}
    await host.store.update_application(application, **deleted)

    before = await clean(host, dry_run=True, after=timedelta(days=59))
    assert "data" not in {one.kind for one in before.removed}
    await clean(host, dry_run=False, after=timedelta(days=61))
    assert application not in await host.runtime.kept_data()
    assert await images_of(host, application) == set()
    assert not (host.settings.paths.snapshots / application).exists()

    # Of what is left, nothing is known any more in the end.
    log = JobLog(host.settings.paths.logs)
    assert await log.read(job.job_id)
    await clean(host, dry_run=False, after=timedelta(days=399))
    assert (await host.store.application(application)).deleted_at
    await host.store.add_job(ended := a_job(await host.store.application(application)))
    await log.append(ended.id, LogLevel.INFO, "step", ["said"])
    assert (await clean(host, dry_run=False, after=FORGOTTEN)).count == 0, "a job works on it"
    await host.store.close_job(ended.id, progress_of(ended, phase=JobPhase.DONE), [])
    report = await clean(host, dry_run=False, after=FORGOTTEN)
    assert [one.kind for one in report.removed] == ["deleted application"]
    assert not await log.read(ended.id)
    with pytest.raises(NotFound):
        await host.store.application(application)
    assert not list(host.settings.paths.sources.glob(f"{application}.git"))
    assert (await clean(host, dry_run=False, after=FORGOTTEN)).count == 0


@AS_PROCESSES
async def test_work_trees_caches_and_counts_go_by_age_but_not_those_of_jobs(host: Host) -> None:
    paths = host.settings.paths
    job = host.job(new_id())
    await host.record(job.application_id, "work", await host.candidate(job, 1))
    open_job = a_job(await host.store.application(job.application_id))
    await host.store.add_job(open_job)
    old = [
        paths.workspaces / "lint-x" / "file",
        paths.workspaces / f"{open_job.id}-v1.agent" / "file",
        paths.root / "cache" / "quality" / "a.json",
        paths.root / "cache" / "quality" / "clean" / "b",
        paths.tokens / "2026-01-01.jsonl",
    ]
    fresh = paths.root / "cache" / "quality" / "fresh.json"
    for path in (*old, fresh):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    for path in old:
        long_ago(path)
        long_ago(path.parent)
    report = await clean(host, dry_run=False, after=timedelta(0))
    assert report.count == 4
    assert [path.exists() for path in old] == [False, True, False, False, False]
    assert fresh.exists()


def long_ago(path: Path) -> None:
    then = time.time() - 50 * 24 * 3600
    os.utime(path, (then, then))
