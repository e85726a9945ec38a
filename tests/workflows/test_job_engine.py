"""The API's job engine against a real server: starting, talking, asking, and being without."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from api.jobs import JobEngine
from api.temporal_engine import QUERY_TIMEOUT, TemporalJobEngine
from models.base import new_id
from models.conversation import YOU_DECIDE, ConversationState
from models.errors import Conflict, Unavailable
from models.jobs import Decision, DevelopmentJob, JobContext, JobKind, JobPhase, JobProgress
from storage.metadata import MetadataStore
from temporal.client import DATA_CONVERTER
from temporal.search_attributes import ALL_KEYS, APPLICATION, JOB, KIND, OWNER
from temporal.server import dynamic_config, temporal_binary
from tests import samples
from tests.workflows.conftest import running_workers
from tests.workflows.fakes import FakeActivities
from workflows.ids import workflow_id
from workflows.messages import (
    CreateApplicationInput,
    DeleteApplicationInput,
    JobPolicy,
    ModifyApplicationInput,
    RollBackApplicationInput,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")
POLICY = JobPolicy(watch_seconds=0.1)
Start = Callable[[JobEngine, JobContext], Awaitable[str]]


@pytest_asyncio.fixture(loop_scope="session")
async def store(tmp_path: Path) -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open(f"sqlite:///{tmp_path / 'metadata.db'}")
    yield opened
    await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def own_server() -> AsyncIterator[WorkflowEnvironment]:
    """A server that a test may shut down."""
    environment = await WorkflowEnvironment.start_local(
        data_converter=DATA_CONVERTER,
        search_attributes=ALL_KEYS,
        dev_server_existing_path=str(temporal_binary()),
        dev_server_extra_args=dynamic_config(),
    )
    yield environment
    await environment.shutdown()


def live(fakes: FakeActivities) -> JobContext:
    """Put an application with two versions into the records of the activities."""
    application_id = new_id()
    fakes.versions = {
        number: samples.version(application_id, number, snapshot=f"snapshot-{number}")
        for number in (1, 2)
    }
    fakes.application = samples.application(
        application_id,
        slug="reading-list",
        current_version=2,
        deployment=samples.deployment(2),
    )
    return samples.job(application_id, new_id())


async def create(engine: JobEngine, job: JobContext, *, auto: bool = True) -> str:
    start = CreateApplicationInput(
        job=job,
        created_at=samples.NOW,
        application=samples.application(job.application_id, running_job_id=job.job_id),
        request=samples.READING_LIST_REQUEST,
        auto_approve=auto,
    )
    return await engine.start(start, priority=1)


async def modify(engine: JobEngine, job: JobContext, *, auto: bool = True) -> str:
    start = ModifyApplicationInput(
        job=job, created_at=samples.NOW, request="Add a shelf", auto_approve=auto
    )
    return await engine.start(start, priority=3)


async def roll_back(engine: JobEngine, job: JobContext) -> str:
    start = RollBackApplicationInput(job=job, created_at=samples.NOW, version=1)
    return await engine.start(start, priority=3)


async def delete(engine: JobEngine, job: JobContext) -> str:
    start = DeleteApplicationInput(job=job, created_at=samples.NOW)
    return await engine.start(start, priority=3)


async def record(
    store: MetadataStore, job: JobContext, run_id: str, kind: JobKind = JobKind.CREATE
) -> DevelopmentJob:
    """Store a job as the API does once it is started."""
    progress = JobProgress(
        job_id=job.job_id,
        application_id=job.application_id,
        kind=kind,
        phase=JobPhase.ANALYSING,
        message="as stored",
    )
    stored = DevelopmentJob(
        id=job.job_id,
        application_id=job.application_id,
        owner=job.owner,
        kind=kind,
        run_id=run_id,
        correlation_id=job.correlation_id,
        created_at=samples.NOW,
        updated_at=samples.NOW,
        progress=progress,
        conversation=ConversationState(request="as stored"),
    )
    await store.open_job(stored, samples.application(job.application_id))
    return stored


async def until(engine: JobEngine, job: DevelopmentJob, phase: JobPhase) -> JobProgress:
    while (progress := await engine.progress(job)).phase is not phase:
        assert not progress.phase.ended, progress
    return progress


async def ended(client: Client, job: JobContext, run_id: str) -> Any:
    return await client.get_workflow_handle(workflow_id(job.application_id), run_id=run_id).result()


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (create, JobKind.CREATE),
        (modify, JobKind.MODIFY),
        (roll_back, JobKind.ROLL_BACK),
        (delete, JobKind.DELETE),
    ],
)
async def test_each_kind_of_job_is_started_and_can_be_found(
    client: Client, fakes: FakeActivities, store: MetadataStore, start: Start, kind: JobKind
) -> None:
    engine = TemporalJobEngine(client, store, POLICY)
    job = live(fakes)

    run_id = await start(engine, job)
    assert (await ended(client, job, run_id))["phase"] == JobPhase.DONE

    there = await client.get_workflow_handle(
        workflow_id(job.application_id), run_id=run_id
    ).describe()
    told = there.typed_search_attributes
    assert (told[OWNER], told[APPLICATION]) == (job.owner, job.application_id)
    assert (told[JOB], told[KIND]) == (job.job_id, kind.value)
    assert await there.memo() == {"job_id": job.job_id, "correlation_id": job.correlation_id}
    execution = there.raw_description.workflow_execution_info
    assert execution.priority.fairness_key == job.owner
    assert execution.priority.priority_key == (1 if kind is JobKind.CREATE else 3)


async def test_a_busy_application_refuses_and_names_the_running_job(
    client: Client, fakes: FakeActivities, store: MetadataStore
) -> None:
    engine = TemporalJobEngine(client, store, POLICY)
    first = live(fakes)
    run_id = await modify(engine, first, auto=False)
    second = first.model_copy(update={"job_id": new_id()})

    for start in (modify, roll_back, delete):
        with pytest.raises(Conflict) as refusal:
            await start(engine, second)
        assert refusal.value.context["links"]["job"].endswith(f"/jobs/{first.job_id}")

    assert await modify(engine, first, auto=False) == run_id  # the same job is adopted
    await engine.cancel(await record(store, first, run_id, JobKind.MODIFY))
    assert (await ended(client, first, run_id))["phase"] == JobPhase.CANCELLED


async def test_a_creation_that_has_ended_is_adopted_and_not_repeated(
    client: Client, fakes: FakeActivities, store: MetadataStore
) -> None:
    engine = TemporalJobEngine(client, store, POLICY)
    job = samples.job(new_id(), new_id())
    run_id = await create(engine, job)
    await ended(client, job, run_id)
    builds = fakes.calls.count("build")

    assert await create(engine, job) == run_id
    assert fakes.calls.count("build") == builds


async def test_a_conversation_by_signals_and_queries(
    client: Client, fakes: FakeActivities, store: MetadataStore
) -> None:
    engine = TemporalJobEngine(client, store, POLICY)
    fakes.questions = (samples.question(),)
    job = samples.job(new_id(), new_id())
    stored = await record(store, job, await create(engine, job, auto=False))

    asking = await until(engine, stored, JobPhase.GATHERING_REQUIREMENTS)
    while not asking.questions:
        asking = await engine.progress(stored)
    await engine.answer(stored, {asking.questions[0].id: YOU_DECIDE})
    await until(engine, stored, JobPhase.AWAITING_APPROVAL)
    assert (await engine.conversation(stored)).answers == {"fields.book": ("Title", "Author")}

    await engine.decide(stored, Decision.APPROVE, changes=None, comment="Good.", by="grace")
    outcome = await ended(client, job, stored.run_id)
    assert outcome["phase"] == JobPhase.DONE
    assert fakes.versions[1].approved_by == "grace"

    assert (await engine.progress(stored)).message == "as stored"  # closed: the records tell
    for late in (
        engine.answer(stored, {"fields.book": "x"}),
        engine.decide(stored, Decision.REJECT, changes=None, comment=None, by="grace"),
        engine.cancel(stored),
    ):
        with pytest.raises(Conflict, match="has ended"):
            await late


async def test_a_later_job_does_not_answer_for_an_earlier_one(
    client: Client, fakes: FakeActivities, store: MetadataStore
) -> None:
    engine = TemporalJobEngine(client, store, POLICY)
    first = live(fakes)
    earlier = await record(store, first, await roll_back(engine, first), JobKind.ROLL_BACK)
    await ended(client, first, earlier.run_id)
    second = first.model_copy(update={"job_id": new_id()})
    run_id = await modify(engine, second, auto=False)

    assert (await engine.progress(earlier)).job_id == first.job_id
    without_run = earlier.model_copy(update={"run_id": ""})
    assert (await engine.progress(without_run)).job_id == first.job_id
    with pytest.raises(Conflict):
        await engine.cancel(earlier)
    await client.get_workflow_handle(workflow_id(first.application_id), run_id=run_id).terminate()


async def test_without_a_worker_the_stored_state_is_told_in_time(
    own_server: WorkflowEnvironment, fakes: FakeActivities, store: MetadataStore
) -> None:
    engine = TemporalJobEngine(own_server.client, store, POLICY)
    assert await engine.idle_queues() == ("orchestrator", "build", "quality", "host-local")
    job = samples.job(new_id(), new_id())
    stored = await record(store, job, await create(engine, job, auto=False))

    started = time.monotonic()
    assert (await engine.progress(stored)).message == "as stored"
    assert time.monotonic() - started < 10
    again = time.monotonic()
    assert (await engine.conversation(stored)).request == "as stored"
    assert time.monotonic() - again < QUERY_TIMEOUT.total_seconds(), "nobody is asked for a while"
    await engine.cancel(stored)  # kept for the worker to come

    async with running_workers(own_server.client, fakes):
        while await engine.idle_queues():  # noqa: ASYNC110 - the server learns of workers by their polls
            await asyncio.sleep(0.02)
        outcome = await ended(own_server.client, job, stored.run_id)
    assert outcome["phase"] == JobPhase.CANCELLED


async def test_readiness_asks_quickly(client: Client, store: MetadataStore) -> None:
    engine = TemporalJobEngine(client, store, POLICY.model_copy(update={"host": "nowhere"}))
    assert await engine.idle_queues() == ("host-nowhere",)
    await engine.ping()


async def test_without_a_server_everything_is_unavailable_and_the_stored_state_is_told(
    own_server: WorkflowEnvironment, store: MetadataStore
) -> None:
    engine = TemporalJobEngine(own_server.client, store, POLICY)
    job = samples.job(new_id(), new_id())
    stored = await record(store, job, "run-1")
    await own_server.shutdown()

    started = time.monotonic()
    for call in (
        engine.ping(),
        engine.idle_queues(),
        create(engine, job),
        modify(engine, job),
        engine.cancel(stored),
    ):
        with pytest.raises(Unavailable) as refusal:
            await call
        assert refusal.value.status == 503
    assert (await engine.progress(stored)).message == "as stored"
    assert (await engine.conversation(stored)).request == "as stored"
    assert time.monotonic() - started < 60
