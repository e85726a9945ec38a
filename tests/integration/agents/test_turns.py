"""Turns with an agent that speaks as Kiro's engines do, and misbehaves as agents do."""

import dataclasses
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from activities.building.agents.port import EventKind, SessionRequest, StopReason
from models.errors import AgentFailure, BuildError
from tests.integration.agents.scripted import QUICK, Heard, scripted_agent

pytestmark = pytest.mark.integration
Request = Callable[..., SessionRequest]
DIALECTS = ("v3", "v2")


@pytest.mark.parametrize("dialect", DIALECTS)
async def test_a_turn_writes_a_file_and_tells_what_it_has_used(
    dialect: str, request_for: Request, heard: Heard, place: Path
) -> None:
    async with scripted_agent(dialect).open(request_for()) as session:
        turn = await session.prompt("write notes.txt hello\nsay all\nsay done", heard)
    assert turn.stop_reason is StopReason.END_TURN
    assert turn.usage.credits == Decimal("0.1344" if dialect == "v3" else "0.05413")
    assert turn.message == "alldone"
    assert (place / "tree" / "notes.txt").read_text() == "hello"
    assert heard.of(EventKind.TOOL) == ["Write notes.txt"]
    assert heard.of(EventKind.PERMISSION) == [
        "Allowed: fs_write notes.txt, because it stays in the work tree"
    ]


@pytest.mark.parametrize("dialect", DIALECTS)
async def test_refusals_let_the_turn_go_on_and_wishes_are_for_the_owner(
    dialect: str, request_for: Request, heard: Heard, place: Path
) -> None:
    script = (
        f"write {place}/outside.txt no\nshell git push\nshell npm install left-pad\nsay still here"
    )
    agent = scripted_agent(dialect)
    async with agent.open(request_for()) as session:
        turn = await session.prompt(script, heard)
    assert turn.message.endswith("still here")
    assert not (place / "outside.txt").exists()
    assert [wish.resource for wish in turn.wishes] == ["npm install left-pad"]
    assert [text.partition(":")[0] for text in heard.of(EventKind.PERMISSION)] == [
        "Refused",
        "Refused",
        "Left to the owner",
    ]


async def test_what_the_owner_has_allowed_is_done(request_for: Request, heard: Heard) -> None:
    agent, script = scripted_agent(), "shell some-tool --now"
    async with agent.open(request_for()) as session:
        (wish,) = (await session.prompt(script, heard)).wishes
    async with agent.open(request_for(allowed=frozenset({wish.fingerprint}))) as session:
        turn = await session.prompt(script, heard)
    assert turn.wishes == ()
    assert heard.of(EventKind.PERMISSION)[-1].startswith("Allowed: shell some-tool --now")


async def test_a_storm_of_requests_is_answered(request_for: Request, heard: Heard) -> None:
    async with scripted_agent().open(request_for()) as session:
        turn = await session.prompt("storm 500\nflood 2000", heard)
    assert turn.message == "refused 500 times"
    assert turn.stop_reason is StopReason.END_TURN


async def test_a_request_that_names_too_much_is_refused_unseen(
    request_for: Request, heard: Heard
) -> None:
    async with scripted_agent().open(request_for()) as session:
        turn = await session.prompt("name 120000", heard)
    assert turn.message == "no"
    assert heard.of(EventKind.PERMISSION) == ["Refused: fs_write all, because it names too much"]


@pytest.mark.parametrize("dialect", DIALECTS)
async def test_garbage_wrong_ids_and_unknown_methods_do_no_harm(
    dialect: str, request_for: Request, heard: Heard
) -> None:
    async with scripted_agent(dialect).open(request_for()) as session:
        turn = await session.prompt("garbage\nwrong-ids\nunknown\nsay fine", heard)
    assert turn.stop_reason is StopReason.END_TURN
    assert turn.message == "answered -32601fine"
    assert heard.of(EventKind.WARNING)


async def test_frames_of_megabytes_pass_and_larger_ones_are_left_out(
    request_for: Request, heard: Heard
) -> None:
    async with scripted_agent().open(request_for()) as session:
        turn = await session.prompt("huge 8\nhuge 40\nsay end", heard)
    assert turn.message.endswith("zend")
    assert heard.of(EventKind.WARNING) == ["A message of the agent was too large and was left out."]


async def test_a_turn_ends_by_its_response_or_its_update(
    request_for: Request, heard: Heard
) -> None:
    async with scripted_agent().open(request_for()) as session:
        for script in ("no-turn-end\nsay one", "no-response\nsay two", "say three"):
            turn = await session.prompt(script, heard)
            assert turn.message == script.rpartition(" ")[2]
            assert turn.usage.credits == Decimal("0.1344")


async def test_a_late_second_end_does_not_end_the_next_turn(
    request_for: Request, heard: Heard
) -> None:
    async with scripted_agent().open(request_for()) as session:
        await session.prompt("duplicate-ends\nno-turn-end\nsay one", heard)
        turn = await session.prompt("stall 1\nwrite late.txt x\nsay two", heard)
    assert (turn.stop_reason, turn.message) == (StopReason.END_TURN, "two")


async def test_an_unknown_reason_is_told_and_gates_may_judge(
    request_for: Request, heard: Heard
) -> None:
    async with scripted_agent("v2").open(request_for()) as session:
        turn = await session.prompt("reason bored", heard)
        assert (await session.prompt("reason max_tokens", heard)).stop_reason == "max_tokens"
    assert turn.stop_reason is StopReason.END_TURN
    assert "bored" in heard.of(EventKind.WARNING)[0]


@pytest.mark.parametrize(
    ("script", "told"), [("die", "exit code 3"), ("kill-self", "exit code 137")]
)
async def test_an_agent_that_dies_is_an_error_that_says_so(
    script: str, told: str, request_for: Request, heard: Heard
) -> None:
    async with scripted_agent().open(request_for()) as session:
        with pytest.raises(AgentFailure, match=told) as caught:
            await session.prompt(script, heard)
        with pytest.raises(AgentFailure, match="takes no prompt"):
            await session.prompt("say again", heard)
    assert caught.value.recoverable
    assert "hunter22" not in str(caught.value.context)


async def test_what_a_turn_has_used_may_follow_its_failure(
    request_for: Request, heard: Heard
) -> None:
    async with scripted_agent("v2").open(request_for()) as session:
        with pytest.raises(AgentFailure, match="out of luck"):
            await session.prompt("fail", heard)
    assert session.used.credits == Decimal("0.05413")


@pytest.mark.parametrize("end", ["fail", "die", "ignore-cancel"])
async def test_what_a_failed_turn_has_used_is_known(
    end: str, request_for: Request, heard: Heard
) -> None:
    agent = scripted_agent(patience=dataclasses.replace(QUICK, idle=1.0))
    async with agent.open(request_for()) as session:
        with pytest.raises(AgentFailure):
            await session.prompt(f"use 50\n{end}", heard)
        assert session.used.credits == Decimal(50)


async def test_a_stall_is_noticed(request_for: Request, heard: Heard) -> None:
    async with scripted_agent().open(request_for()) as session:
        with pytest.raises(AgentFailure, match="no sign of life"):
            await session.prompt("ignore-cancel", heard)


async def test_signs_of_life_do_not_lengthen_the_budget(request_for: Request, heard: Heard) -> None:

    agent = scripted_agent(patience=dataclasses.replace(QUICK, turn=2.0))
    async with agent.open(request_for()) as session:
        with pytest.raises(AgentFailure, match="more than 2 seconds"):
            await session.prompt("chat-for-ever", heard)


async def test_the_agent_sees_nothing_of_the_orchestrator(
    request_for: Request, heard: Heard, place: Path
) -> None:
    async with scripted_agent().open(request_for()) as session:
        await session.prompt("environment", heard)
        turn = await session.prompt(f"touch {place}/escaped\ntouch inside", heard)
    seen = json.loads((place / "tree" / "environment.json").read_text())
    assert seen["KIRO_API_KEY"] == "ksk_for_tests"
    assert seen["HOME"] == str(place / "state" / "home")
    assert "DATABASE_PASSWORD" not in seen
    assert "could not" in turn.message
    assert not (place / "escaped").exists()
    assert (place / "tree" / "inside").exists()


async def test_a_start_that_fails_says_why(request_for: Request) -> None:
    with pytest.raises(AgentFailure, match="arguments are not supported"):
        async with scripted_agent("v3", "complains").open(request_for()):
            pass
    with pytest.raises(BuildError, match="Nobody is signed in to Kiro") as caught:
        async with scripted_agent("v3", "signed-out").open(request_for()):
            pass
    assert not caught.value.recoverable
