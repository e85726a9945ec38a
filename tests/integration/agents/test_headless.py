"""Kiro without the protocol."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from activities.building.agents.headless import KiroHeadless
from activities.building.agents.port import EventKind, SessionRequest, StopReason
from activities.building.agents.processes import ProcessIsolation
from models.errors import AgentFailure, BuildError
from settings import KiroSettings
from tests.integration.agents.scripted import LIMITS, QUICK, Heard, remaining, until

pytestmark = pytest.mark.integration
Request = Callable[..., SessionRequest]
CHAT = Path(__file__).with_name("scripted_chat.py")


@pytest.fixture
def agent(place: Path) -> KiroHeadless:
    """Kiro's program is a script that starts ours."""
    program = place / "bin" / "kiro-cli"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -I {CHAT} "$@"\n')
    program.chmod(0o755)
    place.chmod(0o755)
    return KiroHeadless(
        KiroSettings(command=str(program)),
        ProcessIsolation(LIMITS),
        patience=QUICK,
        environment=os.environ | {"KIRO_API_KEY": "ksk_for_tests"},
        tools=(CHAT.parent, Path(sys.executable).parent.parent),
    )


async def test_each_prompt_is_a_run_and_the_second_goes_on(
    agent: KiroHeadless, request_for: Request, heard: Heard, place: Path
) -> None:
    async with agent.open(request_for()) as session:
        first = await session.prompt("write notes.txt hello\ngarbage\nsay one", heard)
        given = json.loads((place / "tree" / "arguments.json").read_text())
        second = await session.prompt("say two", heard)
    again = json.loads((place / "tree" / "arguments.json").read_text())
    assert (first.stop_reason, first.message) == (StopReason.END_TURN, "one")
    assert first.usage.credits == Decimal("0.05")
    assert second.message == "two"
    assert (place / "tree" / "notes.txt").read_text() == "hello"
    assert given[:3] == ["chat", "--no-interactive", "--v3"]
    assert "--trust-tools=read,grep,write" in given
    assert again == [*given, "--resume-id", "sess_chat"]
    assert heard.of(EventKind.WARNING)


@pytest.mark.parametrize(
    ("script", "error", "told"),
    [
        ("exit 1", AgentFailure, "not signed in"),
        ("exit 4", BuildError, "doesn't know the agent"),
        ("fail no credits", AgentFailure, "ended as 'error'"),
        ("vanish", AgentFailure, "ended as 'unfinished'"),
        ("stall", AgentFailure, "no sign of life"),
    ],
)
async def test_failures_are_told_whichever_way_they_show(
    script: str,
    error: type[BuildError],
    told: str,
    agent: KiroHeadless,
    request_for: Request,
    heard: Heard,
    place: Path,
) -> None:
    async with agent.open(request_for()) as session:
        with pytest.raises(error, match=told) as caught:
            await session.prompt(script, heard)
    assert "hunter22" not in str(caught.value.context)
    assert remaining(place) == []


async def test_a_cancelled_prompt_leaves_no_process(
    agent: KiroHeadless, request_for: Request, heard: Heard, place: Path
) -> None:
    async def work() -> None:
        async with agent.open(request_for()) as session:
            await session.prompt("say ready\nwrite a.txt b\nstall", heard)

    task = asyncio.create_task(work())
    await until(lambda: (place / "tree" / "a.txt").exists())
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert remaining(place) == []
