"""A creation in which a coding agent writes the code."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from temporalio.client import Client, WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from models.jobs import JobPhase
from storage.metadata import MetadataStore
from tests.agents.scripted import ScriptedAgent
from tests.workflows.agent_world import AgentWorld
from tests.workflows.conftest import running_workers, start_creation
from workflows.messages import JobOutcome

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def world(tmp_path: Path) -> AsyncIterator[AgentWorld]:
    store = await MetadataStore.open(f"sqlite:///{tmp_path / 'store.db'}")
    yield AgentWorld(tmp_path, store, ScriptedAgent())
    await store.close()


@pytest_asyncio.fixture(loop_scope="session")
async def client(server: WorkflowEnvironment, world: AgentWorld) -> AsyncIterator[Client]:
    async with running_workers(server.client, world):
        yield server.client


async def outcome_of(handle: WorkflowHandle[object, JobOutcome]) -> JobOutcome:
    return await handle.result()


async def test_an_agent_builds_task_by_task_and_goes_live(
    client: Client, world: AgentWorld
) -> None:
    handle = await start_creation(client, await world.creation())

    outcome = await outcome_of(handle)

    assert outcome.phase is JobPhase.DONE
    assert "build" not in world.calls
    assert len(world.agent.prompts) == 4
    assert world.agent.closed == 4
    version = world.versions[1]
    assert version.specification.development.builder == "kiro"
    tree = world.workspaces.parent / "tree"
    await world.sources.export(version.application_id, version.commit, tree)
    assert (tree / "app" / "step_1_1.py").is_file()
    assert "- [ ]" not in (tree / ".kiro/specs/reading-list/tasks.md").read_text()
    assert list(world.workspaces.iterdir()) == []
