"""A creation on a real server, with every other part faked."""

import pytest
from temporalio.client import Client, WorkflowFailureError, WorkflowHandle
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.testing import WorkflowEnvironment

from models.jobs import Decision, EventKind, JobPhase
from models.quality import GateName
from tests import samples
from tests.workflows.conftest import (
    creation,
    running_workers,
    start_creation,
    until,
    until_phase,
)
from tests.workflows.fakes import FakeActivities
from workflows.messages import AnswerSignal, DecisionSignal, JobOutcome

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def outcome_of(handle: WorkflowHandle[object, JobOutcome]) -> JobOutcome:
    return await handle.result()


async def test_a_complete_request_goes_live_without_anybody(
    client: Client, fakes: FakeActivities
) -> None:
    handle = await start_creation(client, creation())

    outcome = await outcome_of(handle)

    assert outcome.phase is JobPhase.DONE
    assert outcome.result is not None
    assert outcome.result.url == "http://reading-list.localhost:8780"
    assert fakes.calls.index("go_live") > max(
        fakes.calls.index(call) for call in ("lint", "security", "tests", "start_candidate")
    )
    assert fakes.closed[0].progress.percentage == 100
    assert all(milestone.reached for milestone in fakes.closed[0].progress.milestones)


async def test_events_tell_the_story_in_order_and_percentages_never_go_back(
    client: Client, fakes: FakeActivities
) -> None:
    await outcome_of(await start_creation(client, creation()))

    assert fakes.events[0].kind is EventKind.PHASE
    assert fakes.events[-1].kind is EventKind.DONE
    percentages = [event.percentage for event in fakes.events]
    assert percentages == sorted(percentages)
    assert len({event.key for event in fakes.events}) == len(fakes.events)
    live = [event for event in fakes.events if event.data.get("milestone") == "live"]
    assert live[0].data["url"] == "http://reading-list.localhost:8780"


async def test_the_history_stays_small(client: Client) -> None:
    handle = await start_creation(client, creation())
    await outcome_of(handle)

    history = await handle.fetch_history()

    assert len(history.events) < 150
    assert max(event.ByteSize() for event in history.events) < 64 * 1024


async def test_questions_wait_for_answers_in_any_order(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.questions = (samples.question("fields.book"), samples.question("other"))
    handle = await start_creation(client, creation(auto_approve=False))
    await until_phase(handle, JobPhase.GATHERING_REQUIREMENTS)

    await handle.signal("answer", AnswerSignal(answers={"unknown": "x", "other": ("Rating",)}))
    await until(handle, lambda progress: len(progress.questions) == 1)
    await handle.signal("answer", AnswerSignal(answers={"fields.book": "you_decide"}))
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    await handle.signal("decide", DecisionSignal(decision=Decision.APPROVE))
    await outcome_of(handle)

    (written,) = fakes.inputs["write"]
    assert written.answers == {"fields.book": ("Title", "Author"), "other": ("Rating",)}


async def test_a_change_leads_to_a_new_proposal_and_late_decisions_are_harmless(
    client: Client, fakes: FakeActivities
) -> None:
    handle = await start_creation(client, creation(auto_approve=False))
    first = await until_phase(handle, JobPhase.AWAITING_APPROVAL)

    change = DecisionSignal(decision=Decision.CHANGE, changes="drop the rating")
    await handle.signal("decide", change)
    await handle.signal("decide", change)
    await until(
        handle, lambda p: p.sequence > first.sequence + 1 and len(fakes.inputs["write"]) > 1
    )
    await handle.signal("decide", DecisionSignal(decision=Decision.APPROVE))
    await outcome_of(handle)

    assert [written.changes for written in fakes.inputs["write"]] == [(), ("drop the rating",)]


async def test_a_wish_that_is_not_understood_keeps_the_proposal(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.refused_change = True
    handle = await start_creation(client, creation(auto_approve=False))
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)

    await handle.signal("decide", DecisionSignal(decision=Decision.CHANGE, changes="blorp"))
    await until(handle, lambda _: any("did not understand" in e.message for e in fakes.events))
    await handle.signal("decide", DecisionSignal(decision=Decision.APPROVE))

    assert (await outcome_of(handle)).phase is JobPhase.DONE


async def test_a_rejected_proposal_builds_nothing(client: Client, fakes: FakeActivities) -> None:
    handle = await start_creation(client, creation(auto_approve=False))
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)

    await handle.signal("decide", DecisionSignal(decision=Decision.REJECT))

    assert (await outcome_of(handle)).phase is JobPhase.CANCELLED
    assert "build" not in fakes.calls
    assert fakes.closed[0].progress.error is not None
    assert fakes.closed[0].progress.error.code == "rejected"


@pytest.mark.parametrize("gate", list(GateName))
async def test_a_gate_that_blocks_keeps_the_version_from_going_live(
    client: Client, fakes: FakeActivities, gate: GateName
) -> None:
    fakes.failing_gate = gate
    handle = await start_creation(client, creation())

    with pytest.raises(WorkflowFailureError) as failure:
        await outcome_of(handle)

    assert isinstance(failure.value.cause, ApplicationError)
    assert failure.value.cause.type == "quality_gates_failed"
    assert "go_live" not in fakes.calls
    error = fakes.closed[0].progress.error
    assert error is not None
    assert gate.value in error.detail.lower()


async def test_a_failure_after_the_start_takes_everything_down_again(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.fail["go_live"] = ApplicationError(
        "no route", type="deployment_failed", non_retryable=True
    )
    handle = await start_creation(client, creation())

    with pytest.raises(WorkflowFailureError):
        await outcome_of(handle)

    assert fakes.calls[-1] == "take_down"
    assert fakes.closed[0].progress.phase is JobPhase.FAILED
    assert fakes.events[-1].kind is EventKind.FAILED


async def test_an_unhealthy_first_version_is_taken_down(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.healthy = False
    handle = await start_creation(client, creation())

    with pytest.raises(WorkflowFailureError):
        await outcome_of(handle)

    assert "take_down" in fakes.calls
    assert "record_version" not in fakes.calls


@pytest.mark.parametrize("step", ["build", "tests", "package", "start_candidate", "watch"])
async def test_cancelling_stops_the_running_step_and_undoes_the_rest(
    client: Client, fakes: FakeActivities, step: str
) -> None:
    fakes.hang.add(step)
    handle = await start_creation(client, creation())
    await until(handle, lambda _: step in fakes.calls)

    await handle.signal("cancel")

    assert (await outcome_of(handle)).phase is JobPhase.CANCELLED
    assert ("take_down" in fakes.calls) == (step in {"start_candidate", "watch"})
    assert fakes.closed[0].progress.phase is JobPhase.CANCELLED


async def test_operators_can_cancel_in_temporal_itself(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.hang.add("start_candidate")
    handle = await start_creation(client, creation())
    await until(handle, lambda _: "start_candidate" in fakes.calls)

    await handle.cancel()
    with pytest.raises(WorkflowFailureError):
        await outcome_of(handle)

    assert "take_down" in fakes.calls
    assert fakes.closed[0].progress.phase is JobPhase.CANCELLED


async def test_one_application_has_one_job_at_a_time(client: Client) -> None:
    request = creation(auto_approve=False)
    handle = await start_creation(client, request)

    with pytest.raises(WorkflowAlreadyStartedError):
        await start_creation(client, request)

    await handle.signal("cancel")
    await outcome_of(handle)


async def test_a_worker_that_died_in_the_middle_costs_no_second_build(
    server: WorkflowEnvironment, fakes: FakeActivities
) -> None:
    fakes.hang.add("watch")
    request = creation()
    async with running_workers(server.client, fakes):
        handle = await start_creation(server.client, request)
        await until(handle, lambda _: "watch" in fakes.calls)
    fakes.hang.clear()
    async with running_workers(server.client, fakes):
        outcome = await outcome_of(handle)

    assert outcome.phase is JobPhase.DONE
    assert fakes.calls.count("build") == 1
    assert fakes.calls.count("start_candidate") == 1
