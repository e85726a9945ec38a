"""Waiting for room: the real server and the real records, with fake work."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from temporalio import activity
from temporalio.client import Client, WorkflowFailureError, WorkflowHandle
from temporalio.common import Priority
from temporalio.testing import WorkflowEnvironment

from activities.building.messages import BuildInput, BuildResult
from activities.queue.activities import QueueActivities
from activities.queue.holding import LeaseKeeper
from activities.records.messages import CloseJobInput, OpenJobInput, OpenJobResult, PublishInput
from models.base import new_id
from models.jobs import EventKind, JobEvent, JobPhase
from models.queue import Capacity, Need, OwnerLimits
from settings import Settings
from storage.line import Waiting
from storage.metadata import MetadataStore
from temporal import task_queues
from tests.workflows.fakes import FakeActivities
from tests.workflows.inputs import creation
from worker import make_workers
from workflows.create_application import CreateApplication
from workflows.ids import workflow_id
from workflows.messages import CreateApplicationInput, JobPolicy, QueuePolicy

pytestmark = pytest.mark.asyncio(loop_scope="session")
Handle = WorkflowHandle[CreateApplication, Any]


class LineWorld(FakeActivities):
    """Fake work beside real records: builds wait until they are let go on."""

    def __init__(self, store: MetadataStore) -> None:
        super().__init__()
        self.store = store
        self.host = new_id()
        self.may_go_on = asyncio.Semaphore(0)
        self.built: list[str] = []
        self.builds = asyncio.Event()
        self.priorities: dict[str, activity.Info] = {}
        self.queue = QueueActivities(store.leases, OwnerLimits(memory_mb=1000), look_seconds=0.05)

    async def capacity(self, builds: int, memory_mb: int = 10_000) -> None:
        given = Capacity(memory_mb=memory_mb, cpus=100, builds=builds)
        await self.store.leases.report(self.host, given)

    def by_queue(self) -> dict[str, list[Any]]:
        line = task_queues.line_queue(self.host)
        host = task_queues.host_queue(self.host)
        line_of_fakes = {"join", "admit", "beside"}
        fakes = [found for found in self.all() if found.__name__ not in line_of_fakes]
        return {
            task_queues.ORCHESTRATOR: [*fakes, *self.queue.short()],
            task_queues.BUILD: fakes,
            task_queues.QUALITY: fakes,
            host: fakes,
            line: self.queue.waiting(),
        }

    def request(self, owner: str = "ada", memory_mb: int = 500) -> CreateApplicationInput:
        need = Need(memory_mb=memory_mb, cpus=1, builds=1)
        policy = JobPolicy(host=self.host, watch_seconds=0, queue=QueuePolicy(need=need))
        request = creation(policy=policy)
        job = request.job.model_copy(update={"owner": owner})
        application = request.application.model_copy(update={"owner": owner})
        return request.model_copy(update={"job": job, "application": application})

    async def _called(self, name: str, argument: Any) -> None:
        self.priorities[name] = activity.info()
        await super()._called(name, argument)

    @activity.defn(name="building.build")
    async def build(self, request: BuildInput) -> BuildResult:
        self.built.append(request.job.owner)
        self.builds.set()
        await self.may_go_on.acquire()
        return await super().build(request)

    @activity.defn(name="records.open_job")
    async def open_job(self, request: OpenJobInput) -> OpenJobResult:
        job = request.job
        await self.store.open_job(job, request.application)
        await self.store.publish(job.id, job.progress, request.events, None)
        return await super().open_job(request)

    @activity.defn(name="records.publish")
    async def publish(self, request: PublishInput) -> None:
        await self.store.publish(request.job.job_id, request.progress, request.events, None)

    @activity.defn(name="records.close_job")
    async def close_job(self, request: CloseJobInput) -> None:
        await self.store.close_job(request.job.job_id, request.progress, request.events, None)
        await super().close_job(request)


@pytest_asyncio.fixture(loop_scope="session")
async def line(tmp_path: Path, server: WorkflowEnvironment) -> AsyncIterator[LineWorld]:
    store = await MetadataStore.open(f"sqlite:///{tmp_path / 'store.db'}")
    world = LineWorld(store)
    settings = Settings(data_dir=tmp_path, runtime={"host_name": world.host})
    async with AsyncExitStack() as running:
        keeper = LeaseKeeper(store.leases)
        for each in make_workers(server.client, settings, world.by_queue(), (), keeper):
            await running.enter_async_context(each)
        yield world
    await store.close()


async def start(client: Client, request: CreateApplicationInput, **options: Any) -> Handle:
    return await client.start_workflow(
        CreateApplication.run,
        request,
        id=workflow_id(request.job.application_id),
        task_queue=task_queues.ORCHESTRATOR,
        **options,
    )


async def until_in_line(world: LineWorld, number: int) -> None:
    waiting: tuple[Waiting, ...] = ()
    while len(waiting) < number:
        waiting = (await world.store.leases.pool(world.host)).waiting


async def events_of(world: LineWorld, request: CreateApplicationInput) -> list[JobEvent]:
    return await world.store.events(request.job.job_id)


async def test_a_job_with_nothing_in_its_way_tells_of_no_line(
    server: WorkflowEnvironment, line: LineWorld
) -> None:
    await line.capacity(builds=1)
    line.may_go_on.release()
    request = line.request()
    handle = await start(server.client, request)
    assert (await handle.result()).phase is JobPhase.DONE

    events = await events_of(line, request)
    assert JobPhase.QUEUED not in {event.phase for event in events}
    names = [
        event.activity_task_scheduled_event_attributes.activity_type.name
        for event in (await handle.fetch_history()).events
        if event.HasField("activity_task_scheduled_event_attributes")
    ]
    assert "queue.admit" not in names
    assert (await line.store.leases.pool(line.host)).taken == Need()


async def test_who_waits_is_told_where_it_stands_and_built_in_its_turn(
    server: WorkflowEnvironment, line: LineWorld
) -> None:
    await line.capacity(builds=1)
    requests = [line.request(owner) for owner in ("ann", "bob", "eve")]
    handles = []
    for number, request in enumerate(requests):
        handles.append(await start(server.client, request))
        if number:
            await until_in_line(line, number)
        else:
            await line.builds.wait()
    stored = await line.store.job(requests[2].job.job_id)
    while stored.progress.phase is not JobPhase.QUEUED:
        stored = await line.store.job(requests[2].job.job_id)
    assert stored.progress.queue is not None
    assert stored.progress.queue.told.startswith(
        "Second in line. Another application is being built. About "
    )
    for _ in requests:
        line.may_go_on.release()
    await asyncio.gather(*(handle.result() for handle in handles))

    assert line.built == ["ann", "bob", "eve"]
    told = [event for event in await events_of(line, requests[2]) if "queue" in event.data]
    assert [event.data["queue"]["position"] for event in told] == [2, 1]
    assert {event.percentage for event in told} == {15}
    assert {event.kind for event in told} == {EventKind.PHASE}
    ended = await line.store.job(requests[2].job.job_id)
    assert ended.progress.queue is None


async def test_priority_and_owner_reach_the_activities_of_every_queue(
    server: WorkflowEnvironment, line: LineWorld
) -> None:
    await line.capacity(builds=1)
    line.may_go_on.release()
    priority = Priority(priority_key=2, fairness_key="ada")
    handle = await start(server.client, line.request(), priority=priority)
    await handle.result()

    queues = {info.task_queue: info.priority for info in line.priorities.values()}
    host = task_queues.host_queue(line.host)
    for queue in (task_queues.BUILD, task_queues.QUALITY, host):
        assert (queues[queue].priority_key, queues[queue].fairness_key) == (2, "ada")


async def test_a_cancelled_job_leaves_the_line_at_once(
    server: WorkflowEnvironment, line: LineWorld
) -> None:
    await line.capacity(builds=1)
    handles = [await start(server.client, line.request("ann"))]
    await line.builds.wait()
    for number in (1, 2):
        handles.append(await start(server.client, line.request("bob")))
        await until_in_line(line, number)
    for handle in handles[:0:-1]:  # the one behind first, then the head of the line
        await handle.signal("cancel")
        assert (await handle.result()).phase is JobPhase.CANCELLED
    assert (await line.store.leases.pool(line.host)).waiting == ()
    line.may_go_on.release()
    assert (await handles[0].result()).phase is JobPhase.DONE


@pytest.mark.parametrize(
    ("memory_mb", "capacity_mb", "limit", "code"),
    [(500, 10_000, 100, "limit_reached"), (500, 400, 1000, "too_large_here")],
)
async def test_what_may_not_or_can_not_be_ends_before_it_is_built(
    server: WorkflowEnvironment,
    line: LineWorld,
    memory_mb: int,
    capacity_mb: int,
    limit: int,
    code: str,
) -> None:
    await line.capacity(builds=1, memory_mb=capacity_mb)
    await line.store.limits.set("ada", OwnerLimits(memory_mb=limit))
    handle = await start(server.client, line.request(memory_mb=memory_mb))
    with pytest.raises(WorkflowFailureError):
        await handle.result()
    error = line.closed[0].progress.error
    assert error is not None
    assert error.code == code
    assert error.detail.endswith("Nothing was built.")
    assert line.built == []


async def test_a_run_without_a_policy_does_not_wait(
    server: WorkflowEnvironment, line: LineWorld
) -> None:
    await line.capacity(builds=1)
    request = line.request()
    request = request.model_copy(
        update={"policy": request.policy.model_copy(update={"queue": None})}
    )
    line.may_go_on.release()
    assert (await (await start(server.client, request)).result()).phase is JobPhase.DONE
