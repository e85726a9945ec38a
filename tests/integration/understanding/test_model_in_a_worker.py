"""A slow model under a real Temporal server: the worker keeps heartbeating and can be stopped."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from temporalio import workflow
from temporalio.client import Client, WorkflowFailureError
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from activities.understanding.activities import UnderstandingActivities
from activities.understanding.language_model.opening import open_reader
from activities.understanding.messages import AnalyseInput, AnalyseResult
from models.base import new_id
from models.jobs import JobContext
from settings import AnalyserChoice, UnderstandingSettings
from temporal.client import DATA_CONVERTER
from temporal.interceptors import ActivityEnvelope
from temporal.server import temporal_binary
from tests.integration.understanding.chat_server import ChatServerStub, Reply, completion
from tests.unit.activities.understanding.language_model.samples import REQUEST, good_answer, told
from workflows import policies

JOB = JobContext(job_id="j", application_id="a", owner="o", correlation_id="c")
SLOW = policies.HEARTBEAT.total_seconds() + 1.5
QUEUE = "understanding-by-a-model"

pytestmark = pytest.mark.integration


@workflow.defn(name="read-only")
class ReadOnly:
    """Reads a request as the workflows of jobs do."""

    @workflow.run
    async def run(self, item: AnalyseInput) -> AnalyseResult:
        return await workflow.execute_activity_method(
            UnderstandingActivities.analyse, item, **policies.READING
        )


@asynccontextmanager
async def worker_with(server: ChatServerStub, folder: Path) -> AsyncIterator[Client]:
    settings = UnderstandingSettings(
        analyser=AnalyserChoice.MODEL, base_url=server.base_url, model="m", timeout_seconds=60
    )
    activities = UnderstandingActivities(model=open_reader(settings, folder / "tokens"))
    environment = await WorkflowEnvironment.start_local(
        data_converter=DATA_CONVERTER, dev_server_existing_path=str(temporal_binary())
    )
    async with (
        environment,
        Worker(
            environment.client,
            task_queue=QUEUE,
            workflows=[ReadOnly],
            activities=activities.activities(),
            interceptors=[ActivityEnvelope()],
            workflow_runner=UnsandboxedWorkflowRunner(),
        ),
    ):
        yield environment.client


async def test_a_model_may_take_longer_than_a_worker_may_be_silent(tmp_path: Path) -> None:
    slow = completion(told(good_answer()))._replace(after=SLOW)
    async with (
        ChatServerStub(lambda _: slow) as server,
        worker_with(server, tmp_path) as client,
    ):
        result = await client.execute_workflow(
            ReadOnly.run, AnalyseInput(job=JOB, request=REQUEST), id=new_id(), task_queue=QUEUE
        )
    assert result.understanding.language == "de"
    assert len(server.asked) == 1, "it was attempted once"


async def test_a_cancelled_job_hangs_up_on_the_model(tmp_path: Path) -> None:
    async with (
        ChatServerStub(lambda _: Reply(200, b"", hangs=True)) as server,
        worker_with(server, tmp_path) as client,
    ):
        handle = await client.start_workflow(
            ReadOnly.run, AnalyseInput(job=JOB, request=REQUEST), id=new_id(), task_queue=QUEUE
        )
        await asyncio.wait_for(server.reached.wait(), 10)
        await handle.cancel()
        await asyncio.wait_for(server.left.wait(), 10)
        with pytest.raises(WorkflowFailureError):
            await handle.result()
    assert len(server.asked) == 1
