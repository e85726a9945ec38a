"""Upkeep never waits for what it starts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment

from activities.health.messages import HealInput, LookResult
from models.base import new_id
from temporal import task_queues
from tests.workflows.conftest import worker
from tests.workflows.upkeep_world import UpkeepWorld
from workflows.ids import WorkflowName, healing_id, telling_id

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def upkeep() -> UpkeepWorld:
    return UpkeepWorld()


@pytest_asyncio.fixture(loop_scope="session")
async def host(server: WorkflowEnvironment, upkeep: UpkeepWorld) -> AsyncIterator[Client]:
    async with AsyncExitStack() as workers:
        for queue in (task_queues.ORCHESTRATOR, task_queues.host_queue("local")):
            await workers.enter_async_context(worker(server.client, queue, upkeep.activities()))
        yield server.client


async def look(client: Client) -> None:
    """Look as the schedule does, and wait for the end of that."""
    await client.execute_workflow(
        WorkflowName.UPKEEP, "local", id=f"upkeep-{new_id()}", task_queue=task_queues.ORCHESTRATOR
    )


async def ended(client: Client, child: str) -> None:
    await asyncio.wait_for(client.get_workflow_handle(child).result(), 10)


async def test_a_look_at_a_host_that_is_well_starts_nothing(
    host: Client, upkeep: UpkeepWorld
) -> None:
    await look(host)
    assert (upkeep.looks, upkeep.healed, upkeep.told) == (1, [], [])


async def test_a_long_healing_delays_no_look_and_runs_once(
    host: Client, upkeep: UpkeepWorld
) -> None:
    slow, other = new_id(), new_id()
    upkeep.healing.clear()
    upkeep.found = LookResult(heal=(slow,))
    await look(host)
    upkeep.found = LookResult(heal=(slow, other))
    await look(host)
    assert upkeep.looks == 2
    upkeep.healing.set()
    for application in (slow, other):
        await ended(host, healing_id(application))
    assert sorted(request.subject for request in upkeep.healed) == sorted([slow, other])


async def test_what_is_left_over_is_removed(host: Client, upkeep: UpkeepWorld) -> None:
    upkeep.found = LookResult(orphans=("an-orphan",))
    await look(host)
    wanted = HealInput(host="local", orphans=("an-orphan",))
    await ended(host, healing_id(wanted.subject))
    assert upkeep.healed == [wanted]


async def test_a_dead_channel_holds_up_neither_the_other_nor_healing(
    host: Client, upkeep: UpkeepWorld
) -> None:
    application = new_id()
    upkeep.dead = {"webhook"}
    upkeep.found = LookResult(heal=(application,), tell=("webhook", "service-1"))
    await look(host)
    await ended(host, healing_id(application))
    await ended(host, telling_id())
    assert upkeep.told == ["service-1"]
    (given_up,) = upkeep.given_up
    assert (given_up.channel, given_up.reason) == ("webhook", "It never answers.")
