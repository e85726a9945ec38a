"""The real opencode in a container of its own, against a model on loopback."""

import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from activities.building.agents.agent import AcpAgent
from activities.building.agents.containers import ContainerIsolation
from activities.building.agents.port import EventKind, SessionRequest, StopReason
from activities.containers.engine import DockerEngine
from models.base import new_id
from tests.integration.agents.model_server import Call, Reply, in_turn, model_server
from tests.integration.agents.opencode import VERSION, image_with, opencode_agent
from tests.integration.agents.scripted import LIMITS, Heard
from tests.parts import BASE_IMAGE, require

pytestmark = [pytest.mark.integration, pytest.mark.docker, pytest.mark.slow]


@pytest.fixture
async def make(place: Path) -> AsyncIterator[Callable[[str], AcpAgent]]:
    """Make the agent for a model's address."""
    require("docker")
    require("opencode")
    place.chmod(0o755)
    engine = await DockerEngine.connect(None)
    image = await engine.call(lambda client: image_with(client, BASE_IMAGE))
    # The model listens on loopback: only the host's network reaches it.
    isolation = ContainerIsolation(
        engine, image, LIMITS, installation=f"test-{new_id()}", network="host"
    )
    yield lambda address: opencode_agent(address, isolation=isolation, command="opencode")
    await engine.close()


async def test_it_writes_its_tree_and_sees_nothing_else(
    make: Callable[[str], AcpAgent],
    request_for: Callable[..., SessionRequest],
    heard: Heard,
    place: Path,
) -> None:
    (place / "secret").write_text("of the orchestrator")

    tree = place / "tree"
    look = f"import os\nprint(6 * 7, sorted(os.listdir({str(place)!r})))\n"
    write = Call("write", {"filePath": str(tree / "a.py"), "content": look})
    run = Call("bash", {"command": "python3 a.py > b.txt", "description": "as asked"})
    answers = in_turn(Reply(calls=(write,)), Reply(calls=(run,)))
    with model_server(answers) as model:
        agent = make(model.address)
        available = await agent.availability()
        async with agent.open(request_for()) as session:
            turn = await session.prompt("Compute the answer.", heard)
    assert not model.failed
    assert (available.usable, available.version) == (True, VERSION), available.because
    assert (turn.stop_reason, turn.message) == (StopReason.END_TURN, "Done.")
    # Its folders are there, what lies beside them is not.
    assert (tree / "b.txt").read_text() == "42 ['state', 'tree']\n"
    assert len(heard.of(EventKind.PERMISSION)) == 2
    assert (tree / "a.py").stat().st_uid != 0 or os.geteuid() != 0
