"""Who builds."""

import pytest

from activities.building.agents.port import Availability
from activities.building.turns.choosing import choose
from activities.building.turns.messages import ChooseInput, ChooseResult
from models.errors import BuildError
from tests import samples
from tests.agents.scripted import ScriptedAgent

SIGNED_IN = Availability(usable=True, because="Kiro is signed in.")
SIGNED_OUT = Availability(usable=False, because="Nobody is signed in.")


async def chosen(wanted: str, found: Availability, *, kept: bool = False) -> ChooseResult:
    agents = {name: ScriptedAgent(name=name) for name in ("kiro", "opencode")}
    for agent in agents.values():
        agent.usable = found
    request = ChooseInput(job=samples.job("app"), wanted=wanted, kept=kept)
    return await choose(request, agents, ("scaffold",))


@pytest.mark.parametrize(
    ("wanted", "found", "name"),
    [
        ("auto", SIGNED_IN, "kiro"),
        ("auto", SIGNED_OUT, "scaffold"),
        ("opencode", SIGNED_IN, "opencode"),
        ("scaffold", SIGNED_IN, "scaffold"),
    ],
)
async def test_the_best_or_the_named_one_builds(
    wanted: str, found: Availability, name: str
) -> None:
    result = await chosen(wanted, found)

    assert (result.name, result.agent) == (name, name != "scaffold")
    assert (found.because in result.because) == (wanted != "scaffold")


async def test_without_agents_auto_says_so() -> None:
    result = await choose(ChooseInput(job=samples.job("app")), {}, ("scaffold",))
    assert result.because == "No coding agent is set up here."


@pytest.mark.parametrize(("wanted", "told"), [("kiro", "Nobody is signed in"), ("x", "no builder")])
async def test_a_named_one_that_cant_build_is_refused(wanted: str, told: str) -> None:
    with pytest.raises(BuildError, match=told) as refusal:
        await chosen(wanted, SIGNED_OUT)
    assert "auto, kiro, opencode, scaffold" in refusal.value.remedy


@pytest.mark.parametrize(("wanted", "told"), [("kiro", "Nobody is signed in"), ("x", "not set up")])
async def test_the_builder_of_the_version_before_is_replaced_when_it_cant(
    wanted: str, told: str
) -> None:
    result = await chosen(wanted, SIGNED_OUT, kept=True)

    assert (result.name, result.agent) == ("scaffold", False)
    assert told in result.because
