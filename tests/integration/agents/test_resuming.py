"""Going on with a session in a new process, as far as agents let one."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from activities.building.agents.port import SessionRequest
from activities.building.agents.profiles import kiro
from models.errors import BuildError
from settings import KiroEngine, KiroSettings
from tests.integration.agents.scripted import Heard, remaining, scripted_agent

pytestmark = pytest.mark.integration
Request = Callable[..., SessionRequest]


def _asked(place: Path) -> list[tuple[str, Any]]:
    lines = (place / "state" / "home" / "asked.jsonl").read_text().splitlines()
    return [tuple(json.loads(line)) for line in lines]


@pytest.mark.parametrize("dialect", ["v3", "v2"])
async def test_a_session_goes_on_in_a_new_process(
    dialect: str, request_for: Request, heard: Heard, place: Path
) -> None:
    agent = scripted_agent(dialect)
    async with agent.open(request_for()) as session:
        await session.prompt("say one", heard)
    async with agent.open(request_for(resume=session.id)) as again:
        turn = await again.prompt("say two", heard)
    assert (again.id, again.resumed, turn.message) == (session.id, True, "two")
    assert turn.usage.credits == Decimal("0.1344" if dialect == "v3" else "0.05413")
    (_, opened), (what, loaded) = _asked(place)
    assert (what, loaded["sessionId"]) == ("load", session.id)
    assert loaded.get("_meta") == opened.get("_meta")


@pytest.mark.parametrize("trait", ["load-hangs", "load-exits", "locked", "no-load"])
async def test_a_session_that_is_lost_begins_anew(
    trait: str, request_for: Request, heard: Heard, place: Path
) -> None:
    async with scripted_agent("v3", trait).open(request_for(resume="sess_lost")) as session:
        assert len(remaining(place)) == 1, "the process of the failed try is still there"
        turn = await session.prompt("say anew", heard)
    assert not session.resumed
    assert session.id != "sess_lost"
    assert turn.message == "anew"


async def test_a_lock_that_goes_away_is_waited_for(
    request_for: Request, heard: Heard, place: Path
) -> None:
    agent = scripted_agent("v2", "locked-a-while")
    async with agent.open(request_for(resume="known")) as session:
        assert session.resumed
    assert [what for what, _ in _asked(place)] == ["load"] * 3


@pytest.mark.parametrize(
    ("engine", "change"),
    [
        (KiroEngine.V3, {"configId": "model", "value": "claude-sonnet"}),
        (KiroEngine.V2, {"modelId": "claude-sonnet"}),
    ],
)
async def test_the_model_is_set_as_each_engine_wants_it(
    engine: KiroEngine, change: dict[str, str], request_for: Request, place: Path
) -> None:
    wanted = kiro(KiroSettings(engine=engine, model="claude-sonnet"))
    agent = scripted_agent(engine, model=wanted.model, model_setter=wanted.model_setter)
    async with agent.open(request_for()) as session:
        pass
    assert _asked(place)[-1] == ("set", {"sessionId": session.id, **change})


@pytest.mark.parametrize("dialect", ["v3", "v2"])
async def test_a_model_that_is_not_offered_is_refused(dialect: str, request_for: Request) -> None:
    with pytest.raises(BuildError, match="offers no model 'gpt'; it offers auto, claude-sonnet"):
        async with scripted_agent(dialect, model="gpt").open(request_for()):
            pass
