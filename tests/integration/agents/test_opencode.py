"""The real opencode against a model on loopback: permissions, cancelling, dying, going on."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from activities.building.agents.port import EventKind, SessionRequest, StopReason
from models.errors import AgentFailure
from tests.integration.agents.model_server import (
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    Call,
    Conversation,
    Reply,
    in_turn,
    model_server,
)
from tests.integration.agents.opencode import COST, VERSION, opencode_agent
from tests.integration.agents.scripted import Heard, remaining, until
from tests.parts import require

pytestmark = [pytest.mark.integration, pytest.mark.slow]
Request = Callable[..., SessionRequest]


@pytest.fixture(autouse=True)
def _opencode() -> None:
    require("opencode")


def _write(path: Path, content: str) -> Reply:
    return Reply(calls=(Call("write", {"filePath": str(path), "content": content}),))


def _bash(command: str) -> Reply:
    return Reply(calls=(Call("bash", {"command": command, "description": "as asked"}),))


async def test_it_writes_and_runs_what_policy_allows(
    request_for: Request, heard: Heard, place: Path
) -> None:
    tree = place / "tree"
    answers = in_turn(_write(tree / "a.py", "print(6 * 7)\n"), _bash("python3 a.py > b.txt"))
    with model_server(answers) as model:
        agent = opencode_agent(model.address)
        available = await agent.availability()
        async with agent.open(request_for()) as session:
            turn = await session.prompt("Compute the answer.", heard)
    assert not model.failed
    assert (available.usable, available.version) == (True, VERSION)
    assert (tree / "b.txt").read_text() == "42\n"
    assert (turn.stop_reason, turn.message) == (StopReason.END_TURN, "Done.")
    assert (turn.usage.input_tokens, turn.usage.output_tokens) == (INPUT_TOKENS, OUTPUT_TOKENS)
    assert turn.usage.cost == 3 * COST
    decided = heard.of(EventKind.PERMISSION)
    assert [text.partition(" ")[0] for text in decided] == ["Allowed:", "Allowed:"]
    assert remaining(place) == []


async def test_a_turn_costs_the_same_in_a_process_that_goes_on_with_a_session(
    request_for: Request, heard: Heard
) -> None:
    with model_server(in_turn(Reply("Done."))) as model:
        agent = opencode_agent(model.address)
        async with agent.open(request_for()) as session:
            first = await session.prompt("One.", heard)
        known = {"resume": session.id, "cost": first.session_cost}
        async with agent.open(request_for(**known)) as again:
            second = await again.prompt("Two.", heard)
    assert again.resumed
    assert first.usage.cost == second.usage.cost == first.session_cost
    assert second.session_cost == 2 * first.usage.cost


async def test_what_policy_refuses_is_not_done(
    request_for: Request, heard: Heard, place: Path
) -> None:
    answers = in_turn(_write(place / "outside.txt", "no"))
    with model_server(answers) as model:
        async with opencode_agent(model.address).open(request_for()) as session:
            turn = await session.prompt("Leave the tree.", heard)
            again = await session.prompt("And now nothing.", heard)
    assert not (place / "outside.txt").exists()
    assert turn.stop_reason is again.stop_reason is StopReason.END_TURN
    assert heard.of(EventKind.PERMISSION)[0].startswith("Refused: ")
    assert any("failed" in text for text in heard.of(EventKind.TOOL))


async def test_a_failing_model_is_an_error_that_says_so(request_for: Request, heard: Heard) -> None:
    with model_server(in_turn(Reply("out of credit", status=400))) as model:
        async with opencode_agent(model.address).open(request_for()) as session:
            with pytest.raises(AgentFailure, match="out of credit"):
                await session.prompt("Go.", heard)


async def test_a_cancelled_turn_leaves_nothing(
    request_for: Request, heard: Heard, place: Path
) -> None:
    with model_server(in_turn(_bash("sleep 600"))) as model:

        async def work() -> None:
            async with opencode_agent(model.address).open(request_for()) as session:
                await session.prompt("Sleep.", heard)

        task = asyncio.create_task(work())
        await until(lambda: heard.of(EventKind.PERMISSION), seconds=60)
        await asyncio.sleep(0.5)
        began = asyncio.get_running_loop().time()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert asyncio.get_running_loop().time() - began < 30
    assert remaining(place) == []


async def test_a_killed_agent_is_followed_by_one_that_remembers(
    request_for: Request, heard: Heard, place: Path
) -> None:
    def answer(conversation: Conversation) -> Reply:
        slow = "Think" in conversation.prompts[-1]
        return Reply(f"Prompt {len(conversation.prompts)}", wait_seconds=5 if slow else 0)

    with model_server(answer) as model:
        agent = opencode_agent(model.address)
        async with agent.open(request_for()) as session:
            await session.prompt("Remember the number 17.", heard)
            thinking = asyncio.create_task(session.prompt("Think.", heard))
            await until(lambda: len(model.seen) == 2, seconds=60)
            for process in remaining(place):
                os.kill(process, signal.SIGKILL)
            with pytest.raises(AgentFailure, match="exit code 137"):
                await thinking
        async with agent.open(request_for(resume=session.id)) as again:
            turn = await again.prompt("Which number?", heard)
        async with agent.open(request_for(resume="ses_nobody_knows")) as lost:
            assert not lost.resumed
    assert again.resumed
    assert again.id == session.id
    assert "17" in model.seen[-1].prompts[0]
    assert turn.message.startswith("Prompt ")
