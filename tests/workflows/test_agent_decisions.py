"""What only the owner can decide while an agent builds."""

from decimal import Decimal
from pathlib import Path

import pytest
from temporalio.client import Client, WorkflowHandle
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from activities.building.agents.port import PermissionWish, StopReason, Turn
from activities.building.turns.workspace import Workspace
from models.decisions import DecisionKind, OpenDecision
from models.errors import BuildError
from models.jobs import Decision, EventKind, JobPhase
from models.usage import BudgetPolicy, Limits
from tests.agents.scripted import USAGE, diligent
from tests.workflows.agent_world import AgentWorld, finding
from tests.workflows.conftest import running_workers, start_creation, until
from workflows.agent_owner import MOST_WISHES
from workflows.messages import DecisionSignal, JobOutcome, JobPolicy

pytestmark = pytest.mark.asyncio(loop_scope="session")
Handle = WorkflowHandle[object, JobOutcome]

WISH = PermissionWish(capability="shell", resource="pip install flask", fingerprint="f1")
OTHER = PermissionWish(capability="web_fetch", resource="https://example.org", fingerprint="f2")


async def asked(handle: Handle, number: int) -> OpenDecision:
    """Return what the job waits for, once it does."""
    found = await until(
        handle, lambda p: p.decision is not None and p.decision.id == f"decision-{number}"
    )
    assert found.decision is not None
    assert found.phase is JobPhase.AWAITING_APPROVAL
    return found.decision


async def decide(
    handle: Handle, number: int, decision: Decision, changes: str | None = None
) -> OpenDecision:
    found = await asked(handle, number)
    signal = DecisionSignal(decision=decision, changes=changes, by="ada", about=found.id)
    await handle.signal("decide", signal)
    return found


def wishing(*wishes: PermissionWish) -> Turn:
    return Turn(stop_reason=StopReason.END_TURN, wishes=wishes)


async def test_a_wish_that_is_granted_holds_for_the_job_and_the_task_is_gone_on_with(
    agent_client: Client, world: AgentWorld
) -> None:
    world.agent.acts = [lambda _t, _p: wishing(WISH)]
    handle = await start_creation(agent_client, await world.creation())
    found = await decide(handle, 1, Decision.APPROVE)
    outcome = await handle.result()

    assert outcome.phase is JobPhase.DONE
    assert found.kind is DecisionKind.PERMISSION
    assert "pip install flask" in found.reasons[0]
    assert [request.allowed for request in world.agent.opened] == [
        frozenset(),
        *[frozenset({"f1"})] * 4,
    ]
    assert "The owner allows for this job: shell: pip install flask" in world.agent.prompts[1]
    assert "1.1 " in world.agent.prompts[1]
    assert world.versions[1].approved_by == "auto"


async def test_a_wish_that_is_refused_is_not_asked_again(
    agent_client: Client, world: AgentWorld
) -> None:
    world.agent.acts = [
        lambda _t, _p: wishing(WISH, OTHER),
        lambda tree, prompt: diligent(tree, prompt).model_copy(update={"wishes": (WISH,)}),
    ]
    handle = await start_creation(agent_client, await world.creation())
    await decide(handle, 1, Decision.REJECT)
    await decide(handle, 2, Decision.APPROVE)
    assert (await handle.result()).phase is JobPhase.DONE

    needed = [event for event in world.events if event.kind is EventKind.DECISION_NEEDED]
    assert len(needed) == 2
    assert "does not allow: shell: pip install flask" in world.agent.prompts[1]
    assert world.agent.opened[-1].allowed == frozenset({"f2"})


async def test_an_agent_that_wishes_for_ever_is_not_answered_for_ever(
    agent_client: Client, world: AgentWorld
) -> None:
    def wish(number: int) -> PermissionWish:
        return PermissionWish(
            capability="shell", resource=f"make {number}", fingerprint=f"{number}"
        )

    def insatiable(tree: Path, prompt: str) -> Turn:
        another = wish(MOST_WISHES + len(world.agent.prompts))
        return diligent(tree, prompt).model_copy(update={"wishes": (another,)})

    world.agent.acts = [lambda _t, _p: wishing(*map(wish, range(MOST_WISHES))), *[insatiable] * 12]
    handle = await start_creation(agent_client, await world.creation())
    for number in range(1, MOST_WISHES + 1):
        await decide(handle, number, Decision.REJECT)

    assert (await handle.result()).phase is JobPhase.DONE
    assert len(world.agent.prompts) == 1 + 4


async def test_what_was_meant_for_something_else_decides_nothing(
    agent_client: Client, world: AgentWorld
) -> None:
    world.agent.acts = [lambda _t, _p: wishing(WISH)]
    handle = await start_creation(agent_client, await world.creation())
    await asked(handle, 1)

    await handle.signal("decide", DecisionSignal(decision=Decision.APPROVE))
    await handle.signal("decide", DecisionSignal(decision=Decision.APPROVE, about="decision-7"))
    assert (await handle.query("progress"))["decision"]["id"] == "decision-1"
    await decide(handle, 1, Decision.REJECT)
    await handle.result()

    assert world.agent.opened[-1].allowed == frozenset()


async def test_a_budget_stops_hard_keeps_what_is_there_and_can_be_raised(
    agent_client: Client, world: AgentWorld, tmp_path: Path
) -> None:
    world.limit(BudgetPolicy(job=Limits(credits=Decimal(1)), turn=Limits(credits=Decimal("0.4"))))
    handle = await start_creation(agent_client, await world.creation())
    found = await decide(handle, 1, Decision.APPROVE)
    outcome = await handle.result()

    assert outcome.phase is JobPhase.DONE
    assert found.kind is DecisionKind.BUDGET
    assert "credits for this job" in found.reasons[0]
    assert len(world.agent.prompts) == 4
    usage = world.closed[0].progress.usage
    assert usage is not None
    assert (usage.spent.credits, usage.budget.credits) == (Decimal("2.0"), Decimal(2))


async def test_a_budget_that_is_not_raised_ends_the_job(
    agent_client: Client, world: AgentWorld
) -> None:
    world.limit(BudgetPolicy(owner=Limits(tokens=200)))
    request = await world.creation()
    handle = await start_creation(agent_client, request)
    await decide(handle, 1, Decision.REJECT)

    assert (await handle.result()).phase is JobPhase.CANCELLED
    error = world.closed[0].progress.error
    assert error is not None
    assert error.code == "budget_spent"
    assert len(world.agent.prompts) == 2
    assert set(await world.store.usage.turns(request.job.job_id)) == {1, 2}
    assert await world.turn_commit(request.job, 2) is not None


async def test_the_same_failure_twice_in_a_row_asks_and_takes_advice(
    agent_client: Client, world: AgentWorld
) -> None:
    world.found = [finding(), finding(line=9)]
    handle = await start_creation(agent_client, await world.creation())
    found = await decide(handle, 1, Decision.CHANGE, "boks is meant to be books")
    outcome = await handle.result()

    assert outcome.phase is JobPhase.DONE
    assert found.kind is DecisionKind.TROUBLE
    assert "The same check failed again" in found.reasons[0]
    assert len(world.agent.prompts) == 6
    assert "The owner advises: boks is meant to be books" in world.agent.prompts[-1]


async def test_after_three_repairs_the_owner_is_asked(
    agent_client: Client, world: AgentWorld
) -> None:
    world.found = [finding(f"Problem {name}.") for name in ("a", "b", "c", "d")]
    handle = await start_creation(agent_client, await world.creation())
    found = await decide(handle, 1, Decision.REJECT)

    assert (await handle.result()).phase is JobPhase.CANCELLED
    assert "After 3 repairs" in found.reasons[0]
    assert len(world.agent.prompts) == 4 + 3
    error = world.closed[0].progress.error
    assert error is not None
    assert error.code == "build_given_up"
    assert "go_live" not in world.calls


async def test_the_embedded_builder_can_take_over(agent_client: Client, world: AgentWorld) -> None:
    world.agent.acts = [BuildError("Nobody is signed in any more.")]
    handle = await start_creation(agent_client, await world.creation())
    found = await decide(handle, 1, Decision.APPROVE)
    outcome = await handle.result()

    assert outcome.phase is JobPhase.DONE
    assert "Nobody is signed in any more." in found.reasons[0]
    assert world.calls.count("build") == 1
    assert world.inputs["build"][0].specification.development.builder == "scaffold"
    assert world.versions[1].specification.development.builder == "scaffold"
    assert world.closed[0].progress.builder == "scaffold"
    assert list(world.workspaces.iterdir()) == []


async def test_a_work_tree_that_stays_keeps_nobody_from_taking_over(
    agent_client: Client, world: AgentWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(_: Workspace) -> None:
        raise ApplicationError("It is in use.", non_retryable=True)

    monkeypatch.setattr(Workspace, "remove", refuse)
    world.agent.acts = [BuildError("Nobody is signed in any more.")]
    handle = await start_creation(agent_client, await world.creation())
    await decide(handle, 1, Decision.APPROVE)

    assert (await handle.result()).phase is JobPhase.DONE
    assert world.calls.count("build") == 1


async def test_a_turn_that_failed_is_tried_again_with_advice_and_what_was_there(
    agent_client: Client, world: AgentWorld
) -> None:
    def half(tree: Path, prompt: str) -> Turn:
        (tree / "half.py").write_text("VALUE = 1\n")
        raise BuildError("The model does not exist.")

    world.agent.acts = [half]
    handle = await start_creation(agent_client, await world.creation())
    await decide(handle, 1, Decision.CHANGE, "take the other model")
    assert (await handle.result()).phase is JobPhase.DONE

    again = world.agent.prompts[1]
    assert "The try before ended early: The model does not exist." in again
    assert "The owner advises: take the other model" in again
    assert "`half.py`" in again


async def test_a_refusal_of_the_agent_is_no_progress(
    agent_client: Client, world: AgentWorld
) -> None:
    world.agent.acts = [lambda _t, _p: Turn(stop_reason=StopReason.REFUSAL, usage=USAGE)]
    handle = await start_creation(agent_client, await world.creation())
    found = await decide(handle, 1, Decision.CHANGE, "it is only a list of books")
    assert (await handle.result()).phase is JobPhase.DONE

    assert "without carrying it out" in found.reasons[0]
    assert "only a list of books" in world.agent.prompts[1]


async def test_silence_refuses_a_wish_after_a_reminder(
    skipping_server: WorkflowEnvironment, world: AgentWorld
) -> None:
    world.agent.acts = [lambda _t, _p: wishing(WISH)]
    async with running_workers(skipping_server.client, world):
        handle = await start_creation(skipping_server.client, await world.creation())
        outcome = await handle.result()

    assert outcome.phase is JobPhase.DONE
    needed = [event for event in world.events if event.kind is EventKind.DECISION_NEEDED]
    assert [bool(event.data.get("reminder")) for event in needed] == [False, True]
    assert "it is refused on" in needed[1].message
    assert needed[1].data["decision"] == needed[0].data["decision"]
    assert world.agent.opened[-1].allowed == frozenset()


async def test_silence_ends_a_build_that_gets_no_further(
    skipping_server: WorkflowEnvironment, world: AgentWorld
) -> None:
    world.agent.acts = [BuildError("Nobody is signed in any more.")]
    policy = JobPolicy(deadline_hours=5, reminder_hours=1, watch_seconds=0.1)
    async with running_workers(skipping_server.client, world):
        handle = await start_creation(skipping_server.client, await world.creation(policy=policy))
        outcome = await handle.result()

    assert outcome.phase is JobPhase.CANCELLED
    error = world.closed[0].progress.error
    assert error is not None
    assert error.code == "nobody_answered"
    assert world.closed[0].progress.decision is None


async def test_cancelling_while_the_owner_is_asked(agent_client: Client, world: AgentWorld) -> None:
    world.agent.acts = [lambda _t, _p: wishing(WISH)]
    handle = await start_creation(agent_client, await world.creation())
    await asked(handle, 1)

    await handle.signal("cancel")

    assert (await handle.result()).phase is JobPhase.CANCELLED
    assert world.closed[0].progress.decision is None
    assert list(world.workspaces.iterdir()) == []
