"""A creation in which a coding agent writes the code."""

from decimal import Decimal
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowFailureError

from activities.building.agents.port import Availability, StopReason, Turn
from models.errors import BuildError
from models.jobs import EventKind, JobPhase
from tests.agents.scripted import diligent, tick
from tests.workflows.agent_world import AgentWorld, finding
from tests.workflows.conftest import start_creation, until
from tests.workflows.test_other_jobs import modification, start
from workflows.ids import WorkflowName

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_agent_builds_task_by_task_and_goes_live(
    agent_client: Client, world: AgentWorld, tmp_path: Path
) -> None:
    outcome = await (await start_creation(agent_client, await world.creation())).result()

    assert outcome.phase is JobPhase.DONE
    assert "build" not in world.calls
    assert len(world.agent.prompts) == world.agent.closed == 4
    assert [request.resume for request in world.agent.opened] == [None, *["session-1"] * 3]
    version = world.versions[1]
    assert version.specification.development.builder == "kiro"
    await world.sources.export(version.application_id, version.commit, tmp_path / "tree")
    assert (tmp_path / "tree/app/step_1_1.py").is_file()
    assert "- [ ]" not in (tmp_path / "tree/.kiro/specs/reading-list/tasks.md").read_text()
    assert list(world.workspaces.iterdir()) == []


async def test_the_specification_is_there_before_the_first_prompt(
    agent_client: Client, world: AgentWorld
) -> None:
    seen: list[set[str]] = []

    def look(tree: Path, prompt: str) -> Turn:
        seen.append({str(path.relative_to(tree)) for path in tree.rglob("*.md")})
        return diligent(tree, prompt)

    world.agent.acts = [look]
    await (await start_creation(agent_client, await world.creation())).result()

    specs = ".kiro/specs/reading-list"
    steering = {f".kiro/steering/{name}.md" for name in ("product", "tech", "structure")}
    assert seen == [
        {f"{specs}/{name}.md" for name in ("requirements", "design", "tasks")} | steering
    ]


async def test_boxes_show_progress_which_never_goes_back(
    agent_client: Client, world: AgentWorld
) -> None:
    def untick(tree: Path, prompt: str) -> Turn:
        plan = tree / ".kiro/specs/reading-list/tasks.md"
        plan.write_text(plan.read_text().replace("[x]", "[ ]"))
        return Turn(stop_reason=StopReason.END_TURN)

    world.agent.acts = [diligent, untick]
    await (await start_creation(agent_client, await world.creation())).result()

    percentages = [event.percentage for event in world.events]
    assert percentages == sorted(percentages)
    told = [event for event in world.events if "tasks" in event.data]
    assert [event.data["tasks_done"] for event in told] == [0, 1, 1, 2, 3]
    assert all(15 <= event.percentage < 35 for event in told)
    names = [milestone.name for milestone in world.closed[0].progress.milestones]
    assert names[2:7] == ["approved", "stage_1", "stage_2", "stage_3", "stage_4"]
    # What one turn left open is asked for once more, at the end.
    assert "not ticked yet" in world.agent.prompts[-1]


async def test_a_step_that_was_cut_short_is_gone_on_with(
    agent_client: Client, world: AgentWorld
) -> None:
    world.agent.acts = [lambda _tree, _prompt: Turn(stop_reason=StopReason.MAX_TOKENS)]
    await (await start_creation(agent_client, await world.creation())).result()

    assert "Go on with this step" in world.agent.prompts[1]
    assert "1.1 " in world.agent.prompts[1]
    assert len(world.agent.prompts) == 5


async def test_auto_takes_the_embedded_builder_and_says_why_when_nobody_is_signed_in(
    agent_client: Client, world: AgentWorld
) -> None:
    world.agent.usable = Availability(
        usable=False, because="Kiro is installed, but nobody is signed in."
    )
    await (await start_creation(agent_client, await world.creation())).result()

    assert "build" in world.calls
    assert world.agent.prompts == []
    assert world.closed[0].progress.builder == "scaffold"
    assert world.notebook.lines == [
        "The builder is scaffold. Kiro is installed, but nobody is signed in."
    ]


@pytest.mark.parametrize(("name", "told"), [("kiro", "nobody"), ("nobody", "no builder called")])
async def test_a_named_builder_that_cant_be_used_is_refused_before_anything_is_read(
    agent_client: Client, world: AgentWorld, name: str, told: str
) -> None:
    world.agent.usable = Availability(usable=False, because="Nobody is signed in; nobody.")
    handle = await start_creation(agent_client, await world.creation(builder=name))

    with pytest.raises(WorkflowFailureError):
        await handle.result()

    error = world.closed[0].progress.error
    assert error is not None
    assert told in error.detail
    assert "scaffold" in error.remedy
    assert world.calls == []


async def test_a_modification_keeps_the_builder_and_leaves_alone_what_stays(
    agent_client: Client, world: AgentWorld
) -> None:
    request = await world.creation()
    await (await start_creation(agent_client, request)).result()
    assert world.application is not None
    world.application = world.application.model_copy(update={"current_version": 1})
    world.application = world.application.model_copy(update={"slug": "reading-list"})
    job = await world.follow_up(request)
    prompts = len(world.agent.prompts)

    await (await start(agent_client, WorkflowName.MODIFY, modification(job))).result()

    assert world.versions[2].specification.development.builder == "kiro"
    assert len(world.agent.prompts) == prompts  # the fake change changes nothing
    assert any("built the version before" in line for line in world.notebook.lines)


async def test_a_modification_says_so_when_its_builder_is_gone(
    agent_client: Client, world: AgentWorld
) -> None:
    request = await world.creation()
    await (await start_creation(agent_client, request)).result()
    assert world.application is not None
    world.application = world.application.model_copy(
        update={"current_version": 1, "slug": "reading-list"}
    )
    world.agent.usable = Availability(usable=False, because="Nobody is signed in.")
    job = await world.follow_up(request)

    await (await start(agent_client, WorkflowName.MODIFY, modification(job))).result()

    assert world.versions[2].specification.development.builder == "scaffold"
    assert any("kiro, can't be used: Nobody" in line for line in world.notebook.lines)


async def test_findings_go_back_to_the_same_session(
    agent_client: Client, world: AgentWorld
) -> None:
    world.found = [finding(), finding("Another one.")]
    outcome = await (await start_creation(agent_client, await world.creation())).result()

    assert outcome.phase is JobPhase.DONE
    first, second = world.agent.prompts[4:]
    assert "`app/step_1_1.py`, line 3, rule F821: Undefined name" in first
    assert "Wanted: Define it" in first
    assert "Another one." in second
    assert world.agent.opened[-1].resume == "session-1"
    assert world.calls.count("lint") == 3
    percentages = [event.percentage for event in world.events]
    assert percentages == sorted(percentages)


async def test_what_cant_be_packaged_goes_back_too(agent_client: Client, world: AgentWorld) -> None:
    world.package_fails = 1
    await (await start_creation(agent_client, await world.creation())).result()

    assert "No such package: boks" in world.agent.prompts[4]
    assert len(world.agent.prompts) == 5


async def test_an_agent_that_dies_is_tried_again_and_told_what_is_there(
    agent_client: Client, world: AgentWorld
) -> None:
    def half(tree: Path, prompt: str) -> Turn:
        (tree / "half.py").write_text("VALUE = 1\n")
        raise DiedError("The agent ended in the middle.")

    world.agent.acts = [half]
    outcome = await (await start_creation(agent_client, await world.creation())).result()

    assert outcome.phase is JobPhase.DONE
    assert "interrupted" in world.agent.prompts[1]
    assert "`half.py`" in world.agent.prompts[1]
    assert world.agent.opened[1].resume == "session-1"
    assert not any(event.kind is EventKind.DECISION_NEEDED for event in world.events)


async def test_usage_is_told_per_turn_and_job(agent_client: Client, world: AgentWorld) -> None:
    request = await world.creation()
    await (await start_creation(agent_client, request)).result()

    usage = world.closed[0].progress.usage
    assert usage is not None
    assert (usage.turns, usage.spent.credits, usage.spent.tokens) == (4, Decimal("2.0"), 480)
    turns = await world.store.usage.turns(request.job.job_id)
    assert {number: spent.credits for number, spent in turns.items()} == {
        number: Decimal("0.5") for number in range(1, 5)
    }


async def test_the_history_grows_by_few_events_per_turn(
    agent_client: Client, world: AgentWorld
) -> None:
    def at_once(tree: Path, prompt: str) -> Turn:
        for number in ("1.1", "2.1", "3.1", "4.1"):
            tick(tree, number)
        return diligent(tree, prompt)

    lengths = []
    for acts in ([at_once], []):
        world.agent.acts = list(acts)
        handle = await start_creation(agent_client, await world.creation())
        await handle.result()
        history = await handle.fetch_history()
        lengths.append(len(history.events))
        assert max(event.ByteSize() for event in history.events) < 64 * 1024
    one_turn, four_turns = lengths
    assert one_turn < 120
    assert four_turns - one_turn <= 3 * 8


async def test_cancelling_ends_the_turn_and_removes_the_tree(
    agent_client: Client, world: AgentWorld
) -> None:
    world.agent.hang = True
    handle = await start_creation(agent_client, await world.creation())
    await until(handle, lambda _: bool(world.agent.prompts))

    await handle.signal("cancel")

    assert (await handle.result()).phase is JobPhase.CANCELLED
    assert world.agent.closed == 1
    assert list(world.workspaces.iterdir()) == []


class DiedError(BuildError):
    """What another try may heal."""

    recoverable = True
