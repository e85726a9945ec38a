"""The bookkeeping activities: run twice, run late, in the right order."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from activities.records.activities import RecordsActivities
from activities.records.messages import (
    CloseJobInput,
    OpenJobInput,
    PublishInput,
    RecordVersionInput,
    ReserveInput,
    VersionInput,
)
from models.applications import Application, ApplicationStatus
from models.errors import Conflict, NotFound
from models.jobs import DevelopmentJob, JobContext, JobPhase
from storage.journal import JobJournal
from storage.logs import JobLog
from storage.metadata import MetadataStore
from storage.sources import SourceStore
from tests.unit.storage.samples import (
    a_deployment,
    a_job,
    a_version,
    an_application,
    context_of,
    drafts,
    progress_of,
)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open(f"sqlite:///{tmp_path / 'orchestrator.db'}")
    yield opened
    await opened.close()


@pytest.fixture
def sources(tmp_path: Path) -> SourceStore:
    return SourceStore(tmp_path / "sources")


@pytest.fixture
def records(store: MetadataStore, sources: SourceStore, tmp_path: Path) -> RecordsActivities:
    return RecordsActivities(store, sources, JobJournal(JobLog(tmp_path / "logs"), store))


@pytest.fixture
def application() -> Application:
    return an_application()


@pytest.fixture
async def job(records: RecordsActivities, application: Application) -> DevelopmentJob:
    job = a_job(application)
    await records.open_job(OpenJobInput(job=job, application=application))
    return job


async def _committed(sources: SourceStore, job: JobContext, folder: Path, number: int) -> str:
    tree = folder / f"tree-{number}"
    tree.mkdir(exist_ok=True)
    (tree / "main.py").write_text(f"print({number})\n")
    return await sources.commit(
        job.application_id, tree, message="m", version=number, job_id=job.job_id
    )


async def _went_live(
    records: RecordsActivities, sources: SourceStore, job: DevelopmentJob, folder: Path
) -> RecordVersionInput:
    context = context_of(job)
    number = (await records.reserve(ReserveInput(job=context, title="Books"))).version
    commit = await _committed(sources, context, folder, number)
    request = RecordVersionInput(
        job=context,
        version=a_version(job.application_id, number, job.id, commit),
        current_version=number,
        deployment=a_deployment(number),
        title="Books",
    )
    await records.record_version(request)
    return request


async def _change_after_going_live(
    records: RecordsActivities,
    sources: SourceStore,
    job: DevelopmentJob,
    application: Application,
    folder: Path,
) -> DevelopmentJob:
    await _went_live(records, sources, job, folder)
    await records.close_job(_close(job, JobPhase.DONE))
    change = a_job(application)
    await records.open_job(OpenJobInput(job=change))
    return change


def _close(job: DevelopmentJob, phase: JobPhase, *, deleted: bool = False) -> CloseJobInput:
    return CloseJobInput(
        job=context_of(job),
        progress=progress_of(job, phase=phase, sequence=99),
        events=tuple(drafts(phase.value)),
        deleted=deleted,
    )


def test_every_activity_has_its_name(records: RecordsActivities) -> None:
    names = [
        getattr(method, "__temporal_activity_definition").name for method in records.activities()
    ]
    assert names == [
        "records.open_job",
        "records.adopt",
        "records.publish",
        "records.reserve",
        "records.version",
        "records.left_data",
        "records.record_version",
        "records.close_job",
    ]


async def test_opening_twice_is_opening_once(
    records: RecordsActivities, application: Application, store: MetadataStore
) -> None:
    job = a_job(application)
    request = OpenJobInput(job=job, application=application, events=tuple(drafts("begun")))
    first = await records.open_job(request)
    assert await records.open_job(request) == first
    assert len(await store.events(job.id)) == 1
    assert first.application.running_job_id == job.id
    assert first.current is None
    (stored,) = (await store.jobs()).items
    assert stored.model_copy(update={"updated_at": job.updated_at}) == job


async def test_a_change_of_an_unknown_application_is_not_opened(
    records: RecordsActivities, store: MetadataStore
) -> None:
    with pytest.raises(NotFound):
        await records.open_job(OpenJobInput(job=a_job(an_application())))
    assert (await store.jobs()).items == ()


async def test_a_change_starts_from_the_current_version(
    records: RecordsActivities,
    sources: SourceStore,
    job: DevelopmentJob,
    application: Application,
    tmp_path: Path,
) -> None:
    made = await _went_live(records, sources, job, tmp_path)
    await records.close_job(_close(job, JobPhase.DONE))
    opened = await records.open_job(OpenJobInput(job=a_job(application)))
    assert opened.current == made.version
    assert opened.application.current_version == 1
    found = await records.version(VersionInput(job=context_of(job), number=1))
    assert found == made.version


async def test_publishing_twice_is_publishing_once(
    records: RecordsActivities, job: DevelopmentJob, store: MetadataStore
) -> None:
    progress = progress_of(job, sequence=1, message="working")
    request = PublishInput(job=context_of(job), progress=progress, events=tuple(drafts("a", "b")))
    await records.publish(request)
    await records.publish(request)
    assert len(await store.events(job.id)) == 2
    assert (await store.job(job.id)).progress == progress


async def test_a_slug_stays_when_the_title_changes(
    records: RecordsActivities, job: DevelopmentJob, store: MetadataStore
) -> None:
    first = await records.reserve(ReserveInput(job=context_of(job), title="My Books!"))
    again = await records.reserve(ReserveInput(job=context_of(job), title="Other"))
    assert (first.slug, again.slug) == ("my-books", "my-books")
    assert (await store.application(job.application_id)).slug == "my-books"


@pytest.mark.parametrize("phase", [JobPhase.FAILED, JobPhase.CANCELLED])
async def test_the_address_of_a_creation_that_came_to_nothing_is_free_again(
    records: RecordsActivities, job: DevelopmentJob, store: MetadataStore, phase: JobPhase
) -> None:
    request = ReserveInput(job=context_of(job), title="Books")
    assert (await records.reserve(request)).slug == "books"
    await records.close_job(_close(job, phase))
    assert (await store.application(job.application_id)).slug is None

    again = an_application()
    second = a_job(again)
    await records.open_job(OpenJobInput(job=second, application=again))
    mine = ReserveInput(job=context_of(second), title="Books")
    assert (await records.reserve(mine)).slug == "books"

    await records.close_job(_close(job, phase))  # attempts that were thought dead come back
    with pytest.raises(Conflict):
        await records.reserve(request)
    assert (await records.reserve(mine)).slug == "books"
    assert (await store.application(again.id)).slug == "books"


@pytest.mark.parametrize("deleted", [False, True])
async def test_the_address_of_what_was_live_stays_its_own(
    records: RecordsActivities,
    sources: SourceStore,
    job: DevelopmentJob,
    application: Application,
    store: MetadataStore,
    tmp_path: Path,
    deleted: bool,
) -> None:
    change = await _change_after_going_live(records, sources, job, application, tmp_path)
    phase = JobPhase.DONE if deleted else JobPhase.FAILED
    await records.close_job(_close(change, phase, deleted=deleted))
    assert (await store.application(application.id)).slug == "books"


async def test_an_address_kept_by_an_earlier_failure_is_freed_by_a_deletion(
    records: RecordsActivities, job: DevelopmentJob, store: MetadataStore
) -> None:
    await records.reserve(ReserveInput(job=context_of(job), title="Books"))
    await store.update_application(job.application_id, status=ApplicationStatus.FAILED)
    await records.close_job(_close(job, JobPhase.DONE, deleted=True))
    other = await store.add_application(an_application())
    assert await store.reserve_slug(other.id, "books") == "books"


async def test_a_number_is_the_same_for_the_same_job(
    records: RecordsActivities, job: DevelopmentJob, application: Application
) -> None:
    request = ReserveInput(job=context_of(job), title="Books")
    reserved = await asyncio.gather(*(records.reserve(request) for _ in range(5)))
    assert [each.version for each in reserved] == [1] * 5
    other = ReserveInput(job=context_of(a_job(application)), title="Books")
    assert (await records.reserve(other)).version == 2


async def test_recording_twice_is_recording_once(
    records: RecordsActivities,
    sources: SourceStore,
    job: DevelopmentJob,
    store: MetadataStore,
    tmp_path: Path,
) -> None:
    request = await _went_live(records, sources, job, tmp_path)
    await records.record_version(request)
    stored = await store.application(job.application_id)
    assert stored.status is ApplicationStatus.RUNNING
    assert (stored.current_version, stored.title) == (1, "Books")
    assert stored.deployment == request.deployment
    assert (await store.versions(job.application_id)).items == (request.version,)
    assert request.version is not None
    assert await sources.checkout(job.application_id, tmp_path / "out") == request.version.commit


async def test_other_sources_under_the_same_number_change_nothing(
    records: RecordsActivities,
    sources: SourceStore,
    job: DevelopmentJob,
    store: MetadataStore,
    tmp_path: Path,
) -> None:
    request = await _went_live(records, sources, job, tmp_path)
    before = await store.application(job.application_id)
    assert request.version is not None
    other = await _committed(sources, context_of(job), tmp_path, 7)
    wrong = request.version.model_copy(update={"commit": other})
    with pytest.raises(Conflict):
        await records.record_version(request.model_copy(update={"version": wrong}))
    assert await store.application(job.application_id) == before


async def test_a_rollback_makes_an_old_version_current(
    records: RecordsActivities,
    sources: SourceStore,
    job: DevelopmentJob,
    application: Application,
    store: MetadataStore,
    tmp_path: Path,
) -> None:
    change = await _change_after_going_live(records, sources, job, application, tmp_path)
    late = await _went_live(records, sources, change, tmp_path)
    await records.close_job(_close(change, JobPhase.DONE))
    back = a_job(application)
    await records.open_job(OpenJobInput(job=back))
    await records.record_version(
        RecordVersionInput(
            job=context_of(back), current_version=1, deployment=a_deployment(1), title="Old"
        )
    )
    await records.close_job(_close(back, JobPhase.DONE))
    await records.record_version(late)  # an attempt that was thought dead comes back
    stored = await store.application(application.id)
    assert (stored.current_version, stored.title) == (1, "Old")
    assert len((await store.versions(application.id)).items) == 2


@pytest.mark.parametrize("phase", [JobPhase.FAILED, JobPhase.CANCELLED])
async def test_a_creation_that_came_to_nothing_failed(
    records: RecordsActivities, job: DevelopmentJob, store: MetadataStore, phase: JobPhase
) -> None:
    await records.close_job(_close(job, phase))
    await records.close_job(_close(job, phase))
    stored = await store.application(job.application_id)
    assert (stored.status, stored.running_job_id) == (ApplicationStatus.FAILED, None)
    assert len(await store.events(job.id)) == 1


@pytest.mark.parametrize(
    ("before", "phase", "after"),
    [
        (ApplicationStatus.RUNNING, JobPhase.FAILED, ApplicationStatus.RUNNING),
        (ApplicationStatus.STOPPED, JobPhase.FAILED, ApplicationStatus.STOPPED),
        (ApplicationStatus.UNHEALTHY, JobPhase.ROLLED_BACK, ApplicationStatus.UNHEALTHY),
        (ApplicationStatus.UNHEALTHY, JobPhase.DONE, ApplicationStatus.RUNNING),
        (ApplicationStatus.FAILED, JobPhase.FAILED, ApplicationStatus.RUNNING),
        (ApplicationStatus.DELETED, JobPhase.FAILED, ApplicationStatus.DELETED),
    ],
)
async def test_a_change_leaves_the_application_as_it_should(
    records: RecordsActivities,
    job: DevelopmentJob,
    store: MetadataStore,
    before: ApplicationStatus,
    phase: JobPhase,
    after: ApplicationStatus,
) -> None:
    await store.update_application(job.application_id, current_version=1, status=before)
    await records.close_job(_close(job, phase))
    assert (await store.application(job.application_id)).status is after


async def test_a_deletion_keeps_the_record(
    records: RecordsActivities, job: DevelopmentJob, store: MetadataStore
) -> None:
    await store.update_application(
        job.application_id, current_version=1, deployment=a_deployment(1)
    )
    await records.close_job(_close(job, JobPhase.DONE, deleted=True))
    gone = await store.application(job.application_id)
    assert gone.status is ApplicationStatus.DELETED
    assert gone.deleted_at is not None
    assert gone.deployment is None
    await records.close_job(_close(job, JobPhase.DONE, deleted=True))
    assert await store.application(job.application_id) == gone


async def test_an_end_that_comes_late_does_not_free_the_next_job(
    records: RecordsActivities, job: DevelopmentJob, application: Application, store: MetadataStore
) -> None:
    await records.close_job(_close(job, JobPhase.FAILED))
    following = a_job(application)
    await records.open_job(OpenJobInput(job=following))
    await store.update_application(application.id, status=ApplicationStatus.IN_PREPARATION)
    await records.close_job(_close(job, JobPhase.FAILED))
    stored = await store.application(application.id)
    assert stored.running_job_id == following.id
    assert stored.status is ApplicationStatus.IN_PREPARATION
