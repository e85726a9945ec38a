"""Jobs that somebody holds between two steps, on a real server."""

import asyncio

import pytest
from temporalio.client import Client

from models.jobs import Decision, EventKind, JobPhase
from tests.workflows.conftest import creation, start_creation, until, until_phase
from tests.workflows.fakes import FakeActivities
from workflows.messages import DecisionSignal, JobPolicy, PauseSignal

pytestmark = pytest.mark.asyncio(loop_scope="session")
ADA = PauseSignal(by="ada")
SECOND = 1 / 3600


async def until_told(fakes: FakeActivities, message: str) -> None:
    async with asyncio.timeout(20):
        while not any(event.message.startswith(message) for event in fakes.events):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def test_a_paused_job_ends_its_step_and_goes_on_where_it_was(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.hang.add("build")
    handle = await start_creation(client, creation())
    await until(handle, lambda _: "build" in fakes.calls)
    await handle.signal("pause", ADA)
    await handle.signal("pause", PauseSignal(by="somebody else"))
    held = await until(handle, lambda progress: progress.paused is not None)
    assert held.paused is not None
    assert held.paused.by == "ada"
    fakes.hang.clear()
    await until_told(fakes, "Paused by ada")

    assert "lint" not in fakes.calls
    await handle.signal("resume", ADA)
    outcome = await handle.result()

    assert outcome.phase is JobPhase.DONE
    assert fakes.calls.count("build") == 1
    told = [e.message for e in fakes.events if e.kind is EventKind.PHASE]
    assert sum(message.startswith("Paused") for message in told) == 1
    assert sum(message.startswith("Resumed") for message in told) == 1
    assert fakes.closed[0].progress.paused is None


async def test_a_paused_job_can_be_cancelled(client: Client, fakes: FakeActivities) -> None:
    fakes.hang.add("start_candidate")
    handle = await start_creation(client, creation())
    await until(handle, lambda _: "start_candidate" in fakes.calls)
    await handle.signal("pause", ADA)
    fakes.hang.clear()
    await until_told(fakes, "Paused by ada")

    await handle.signal("cancel")
    outcome = await handle.result()

    assert outcome.phase is JobPhase.CANCELLED
    assert "go_live" not in fakes.calls
    assert fakes.calls[-1] == "take_down"


async def test_a_pause_takes_nothing_from_the_time_to_decide(
    client: Client, fakes: FakeActivities
) -> None:
    policy = JobPolicy(deadline_hours=5 * SECOND, reminder_hours=SECOND, watch_seconds=0.1)
    handle = await start_creation(client, creation(auto_approve=False, policy=policy))
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    await handle.signal("pause", ADA)

    await asyncio.sleep(6)  # longer than there is to decide
    await handle.signal("decide", DecisionSignal(decision=Decision.APPROVE))
    decided = await until(handle, lambda progress: progress.approved_at is not None)

    assert decided.phase is JobPhase.AWAITING_APPROVAL
    assert "build" not in fakes.calls
    await handle.signal("resume", ADA)
    assert (await handle.result()).phase is JobPhase.DONE


async def test_the_time_to_decide_goes_on_after_a_pause(
    client: Client, fakes: FakeActivities
) -> None:
    policy = JobPolicy(deadline_hours=2 * SECOND, reminder_hours=SECOND, watch_seconds=0.1)
    handle = await start_creation(client, creation(auto_approve=False, policy=policy))
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    await handle.signal("pause", ADA)
    await asyncio.sleep(2.5)
    await handle.signal("resume", ADA)
    outcome = await handle.result()
    assert outcome.phase is JobPhase.CANCELLED
    assert fakes.closed[0].progress.error is not None
    assert fakes.closed[0].progress.error.code == "nobody_answered"
