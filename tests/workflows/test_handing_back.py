"""What a killed worker had begun goes on as soon as another one starts on the same machine."""

import asyncio
import sys

import pytest
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from models.base import new_id
from temporal.handing_back import hand_back
from tests.workflows.killed_worker import OneStep, short
from worker import STICKY

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_step_of_a_killed_worker_is_tried_again_and_one_of_a_living_is_not(
    server: WorkflowEnvironment,
) -> None:
    client, queue, workflow_id = server.client, f"killed-{new_id()}", new_id()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.workflows.killed_worker",
        client.service_client.config.target_host,
        queue,
        workflow_id,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"begun\n"
    await _listed(client, workflow_id)
    assert await hand_back(client) == 0, "it lives"
    process.kill()
    await process.wait()
    assert await hand_back(client) == 1
    worker = Worker(
        client,
        task_queue=queue,
        workflows=[OneStep],
        activities=[short],
        sticky_queue_schedule_to_start_timeout=STICKY,
    )
    async with worker, asyncio.timeout(60):
        assert await client.get_workflow_handle(workflow_id).result() == "attempt 2"


async def _listed(client: Client, workflow_id: str) -> None:
    """Wait until a workflow is listed, which it is a moment after it has begun."""
    for _ in range(600):
        if (await client.count_workflows(f"WorkflowId = '{workflow_id}'")).count:
            return
        await asyncio.sleep(0.1)
    pytest.fail("it was never listed")
