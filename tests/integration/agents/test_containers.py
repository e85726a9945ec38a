"""Agents in containers of their own."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import psutil
import pytest

from activities.building.agents.agent import AcpAgent
from activities.building.agents.containers import ContainerIsolation
from activities.building.agents.port import EventKind, SessionRequest
from activities.containers.engine import DockerEngine
from activities.containers.profile import LABEL
from models.base import new_id
from models.errors import AgentFailure
from tests.integration.agents.scripted import LIMITS, SCRIPT, Heard, scripted_agent, until
from tests.parts import BASE_IMAGE, require

pytestmark = [pytest.mark.integration, pytest.mark.docker]
Request = Callable[..., SessionRequest]


@pytest.fixture
async def isolation() -> AsyncIterator[ContainerIsolation]:
    require("docker")
    engine = await DockerEngine.connect(None)
    mark = f"test-{new_id()}"
    isolation = ContainerIsolation(engine, BASE_IMAGE, LIMITS, installation=mark)
    yield isolation
    left = await engine.call(
        lambda client: client.containers.list(
            all=True, filters={"label": f"{LABEL}.installation={mark}"}
        )
    )
    await engine.close()
    assert left == []


@pytest.fixture
def agent(isolation: ContainerIsolation, place: Path) -> Callable[..., AcpAgent]:
    """Make agents whose program lies in their own folder."""
    (place / "state").mkdir()
    script = place / "state" / SCRIPT.name
    shutil.copy(SCRIPT, script)
    place.chmod(0o755)

    def make(*traits: str, network: bool = False, engine: str = "v3") -> AcpAgent:
        command = ("python3", "-I", str(script), engine, *traits)
        return scripted_agent(isolation=isolation, command=command, network=network)

    return make


async def test_it_works_and_sees_its_own_folders_alone(
    agent: Callable[..., AcpAgent], request_for: Request, heard: Heard, place: Path
) -> None:
    (place / "secret").write_text("of the orchestrator")
    script = f"write notes.txt hello\nenvironment\ntouch {place}/secret\ntouch /usr/x\nhuge 4"
    async with agent().open(request_for()) as session:
        turn = await session.prompt(script, heard)
        again = await session.prompt("connect 22\nsay !", heard)
    assert (place / "tree" / "notes.txt").read_text() == "hello"
    assert (place / "secret").read_text() == "of the orchestrator"
    assert heard.said().startswith("could not: Permission denied")
    assert turn.usage.credits
    assert again.message.startswith("could not")
    seen = json.loads((place / "tree" / "environment.json").read_text())
    assert "DATABASE_PASSWORD" not in seen
    assert heard.of(EventKind.PERMISSION)


async def test_a_cancelled_turn_leaves_no_container(
    agent: Callable[..., AcpAgent], request_for: Request, heard: Heard, place: Path
) -> None:
    script = "grandchildren\nsay ready\nwrite a.txt b\nignore-cancel"

    async def work() -> None:
        async with agent("ignores-sigterm").open(request_for()) as session:
            await session.prompt(script, heard)

    task = asyncio.create_task(work())
    await until(lambda: "ready" in heard.said())
    assert _processes(), "they are seen from here while they run"
    began = asyncio.get_running_loop().time()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert asyncio.get_running_loop().time() - began < 30
    assert _processes() == []


async def test_a_start_that_is_cancelled_leaves_no_container(
    agent: Callable[..., AcpAgent], request_for: Request
) -> None:
    async def work() -> None:
        async with agent().open(request_for()):
            pass

    for pause in (0.05, 0.2, 0.5):
        task = asyncio.create_task(work())
        await asyncio.sleep(pause)
        task.cancel()
        await asyncio.wait([task])


async def test_an_agent_that_dies_says_how(
    agent: Callable[..., AcpAgent], request_for: Request, heard: Heard
) -> None:
    async with agent().open(request_for()) as session:
        with pytest.raises(AgentFailure, match="exit code 3") as caught:
            await session.prompt("die", heard)
    assert "panicked" in caught.value.context["said"]


async def test_what_a_dead_worker_has_left_is_replaced(
    agent: Callable[..., AcpAgent], request_for: Request, heard: Heard
) -> None:
    async with agent().open(request_for()) as lost:
        async with agent().open(request_for(resume=lost.id)) as session:
            turn = await session.prompt("say here", heard)
        assert (session.resumed, turn.message) == (True, "here")
        with pytest.raises(AgentFailure):
            await lost.prompt("say anything", heard)


async def test_an_image_without_the_agent_is_not_available(isolation: ContainerIsolation) -> None:
    missing = scripted_agent(isolation=isolation, command=("no-such-agent",))
    there = scripted_agent(isolation=isolation, command=("python3",))
    assert "there is no 'no-such-agent' in the image" in (await missing.availability()).because
    assert (await there.availability()).usable


def _processes() -> list[int]:
    return [
        process.pid
        for process in psutil.process_iter(["cmdline"])
        if "time.sleep(3600)" in " ".join(process.info["cmdline"] or ())
    ]
