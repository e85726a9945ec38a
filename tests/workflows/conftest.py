"""A real Temporal server per session, and workers with fake activities per test."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from temporalio.client import Client, WorkflowHandle
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from models.jobs import JobPhase, JobProgress
from storage.metadata import MetadataStore
from temporal import task_queues
from temporal.client import DATA_CONVERTER
from temporal.interceptors import ActivityEnvelope
from temporal.search_attributes import ALL_KEYS
from temporal.server import dynamic_config, temporal_binary
from tests.agents.scripted import ScriptedAgent
from tests.workflows.agent_world import AgentWorld
from tests.workflows.fakes import FakeActivities
from tests.workflows.inputs import creation as creation
from workflows.create_application import CreateApplication
from workflows.ids import workflow_id
from workflows.messages import CreateApplicationInput
from workflows.registry import WORKFLOWS
from workflows.sandbox import sandbox

QUEUES = (
    task_queues.ORCHESTRATOR,
    task_queues.BUILD,
    task_queues.QUALITY,
    task_queues.host_queue("local"),
    task_queues.line_queue("local"),
)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def server() -> AsyncIterator[WorkflowEnvironment]:
    environment = await WorkflowEnvironment.start_local(
        data_converter=DATA_CONVERTER,
        search_attributes=ALL_KEYS,
        dev_server_existing_path=str(temporal_binary()),
        dev_server_extra_args=dynamic_config(),
    )
    async with environment:
        yield environment


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def skipping_server() -> AsyncIterator[WorkflowEnvironment]:
    """A server that jumps over waiting times."""
    environment = await WorkflowEnvironment.start_time_skipping_v2(
        data_converter=DATA_CONVERTER,
        search_attributes=ALL_KEYS,
        dev_server_existing_path=str(temporal_binary()),
        dev_server_extra_args=[
            *dynamic_config(),
            "--dynamic-config-value",
            "frontend.WorkflowTimeSkippingEnabled=true",
        ],
    )
    async with environment:
        yield environment


@pytest.fixture
def fakes() -> FakeActivities:
    return FakeActivities()


@pytest_asyncio.fixture(loop_scope="session")
async def client(server: WorkflowEnvironment, fakes: FakeActivities) -> AsyncIterator[Client]:
    async with running_workers(server.client, fakes):
        yield server.client


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path) -> AsyncIterator[AgentWorld]:
    store = await MetadataStore.open(f"sqlite:///{tmp_path / 'store.db'}")
    yield AgentWorld(tmp_path, store, ScriptedAgent())
    await store.close()


@pytest_asyncio.fixture(loop_scope="session")
async def agent_client(server: WorkflowEnvironment, world: AgentWorld) -> AsyncIterator[Client]:
    async with running_workers(server.client, world):
        yield server.client


def running_workers(client: Client, fakes: FakeActivities) -> AsyncExitStack:
    """Return a context in which a worker polls each queue."""

    class Running(AsyncExitStack):
        async def __aenter__(self) -> "Running":
            await super().__aenter__()
            for queue in QUEUES:
                await self.enter_async_context(worker(client, queue, fakes.all()))
            return self

    return Running()


def worker(client: Client, queue: str, activities: list[Callable[..., Any]]) -> Worker:
    """Return a worker like the real one, with other activities."""
    return Worker(
        client,
        task_queue=queue,
        activities=activities,
        workflows=WORKFLOWS if queue == task_queues.ORCHESTRATOR else (),
        workflow_runner=sandbox(),
        interceptors=[ActivityEnvelope()],
        max_heartbeat_throttle_interval=timedelta(milliseconds=200),
    )


async def start_creation(
    client: Client, request: CreateApplicationInput
) -> WorkflowHandle[CreateApplication, Any]:
    """Start a creation as the API does."""
    return await client.start_workflow(
        CreateApplication.run,
        request,
        id=workflow_id(request.job.application_id),
        task_queue=task_queues.ORCHESTRATOR,
    )


async def until(
    handle: WorkflowHandle[Any, Any], reached: Callable[[JobProgress], bool]
) -> JobProgress:
    """Ask for the progress until it is as wanted."""
    while True:
        progress: JobProgress = await handle.query("progress", result_type=JobProgress)
        if reached(progress):
            return progress


async def until_phase(handle: WorkflowHandle[Any, Any], phase: JobPhase) -> JobProgress:
    """Ask for the progress until the job is in that phase."""
    return await until(handle, lambda progress: progress.phase is phase)
