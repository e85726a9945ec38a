"""Cancelling, leaving and losing an agent: nothing of it is left behind."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from activities.building.agents.port import SessionRequest, StopReason
from tests.integration.agents.scripted import Heard, remaining, scripted_agent, until

pytestmark = pytest.mark.integration
Request = Callable[..., SessionRequest]


async def _cancelled_in(script: str, agent: object, request: SessionRequest, heard: Heard) -> float:
    """Cancel a turn in its middle; return how long the end took."""
    loop = asyncio.get_running_loop()

    async def work() -> None:
        async with agent.open(request) as session:  # type: ignore[attr-defined]
            await session.prompt(script, heard)

    task = asyncio.create_task(work())
    await until(lambda: "ready" in heard.said())
    began = loop.time()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return loop.time() - began


@pytest.mark.parametrize("traits", [(), ("ignores-sigterm",)])
@pytest.mark.parametrize("last", ["stall", "ignore-cancel", "chat-for-ever"])
async def test_a_cancelled_turn_leaves_no_process(
    last: str, traits: tuple[str, ...], request_for: Request, heard: Heard, place: Path
) -> None:
    script = f"grandchildren\nsay ready\nwrite a.txt b\n{last}"
    seconds = await _cancelled_in(script, scripted_agent("v3", *traits), request_for(), heard)
    assert remaining(place) == []
    assert seconds < 30


async def test_leaving_a_session_ends_what_the_agent_has_started(
    request_for: Request, heard: Heard, place: Path
) -> None:
    async with scripted_agent().open(request_for()) as session:
        turn = await session.prompt("grandchildren\nsay ready", heard)
        assert len(remaining(place)) >= 4
    assert turn.stop_reason is StopReason.END_TURN
    assert remaining(place) == []


async def test_an_agent_that_dies_takes_its_children_along(
    request_for: Request, heard: Heard, place: Path
) -> None:
    async with scripted_agent().open(request_for()) as session:
        with pytest.raises(Exception, match="exit code 9"):
            await session.prompt("grandchildren\nsay ready\ndie 9", heard)
        assert remaining(place) == []


async def test_an_agent_ends_when_its_worker_is_killed(place: Path) -> None:
    program = (
        "import asyncio, sys; from pathlib import Path\n"
        "from tests.integration.agents.scripted import *\n"
        "from activities.building.agents.port import SessionRequest\n"
        "async def work(place):\n"
        "    request = SessionRequest(tree=place / 'tree', state=place / 'state')\n"
        "    async with scripted_agent().open(request) as session:\n"
        "        await session.prompt('grandchildren\\nwrite ready yes\\nstall', Heard())\n"
        "asyncio.run(work(Path(sys.argv[1])))\n"
    )
    root = Path(__file__).parents[3]
    worker = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(place), env=os.environ | {"PYTHONPATH": str(root)}
    )
    await until((place / "tree" / "ready").exists)
    assert remaining(place)
    worker.send_signal(signal.SIGKILL)
    await worker.wait()
    await until(lambda: not remaining(place), seconds=30)
