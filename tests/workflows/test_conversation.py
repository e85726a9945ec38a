"""Talking with a person: answers in any order and anew, reminders, deadlines."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from temporalio.client import Client, WorkflowHandle
from temporalio.exceptions import ApplicationError
from temporalio.testing import WorkflowEnvironment

from models.conversation import ConversationPhase, ConversationState
from models.jobs import Decision, EventDraft, EventKind, JobPhase
from tests import samples
from tests.workflows.conftest import (
    creation,
    running_workers,
    start_creation,
    until,
    until_phase,
)
from tests.workflows.fakes import FakeActivities
from workflows.messages import AnswerSignal, DecisionSignal, JobPolicy

pytestmark = pytest.mark.asyncio(loop_scope="session")

Handle = WorkflowHandle[Any, Any]
APPROVE = DecisionSignal(decision=Decision.APPROVE)
BOOK, OTHER = "fields.book", "other"


async def _asked(client: Client, fakes: FakeActivities) -> Handle:
    fakes.questions = (samples.question(BOOK), samples.question(OTHER))
    handle = await start_creation(client, creation(auto_approve=False))
    await until_phase(handle, JobPhase.GATHERING_REQUIREMENTS)
    return handle


async def _answer(handle: Handle, **answers: Any) -> None:
    named = {BOOK if key == "book" else key: value for key, value in answers.items()}
    await handle.signal("answer", AnswerSignal(answers=named))


async def _conversation(handle: Handle) -> ConversationState:
    state: ConversationState = await handle.query("conversation", result_type=ConversationState)
    return state


def _written(fakes: FakeActivities) -> list[dict[str, Any]]:
    return [request.answers for request in fakes.inputs["write"]]


async def test_the_later_answer_to_a_question_wins(client: Client, fakes: FakeActivities) -> None:
    handle = await _asked(client, fakes)
    await _answer(handle, book=("Rating",))
    await _answer(handle, book=("Author",))
    await _answer(handle, other="you_decide", unknown="x")
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    await handle.signal("decide", APPROVE)
    await handle.result()

    assert _written(fakes) == [{BOOK: ("Author",), OTHER: ("Title", "Author")}]


async def test_an_answer_changed_after_the_proposal_leads_to_a_new_one(
    client: Client, fakes: FakeActivities
) -> None:
    handle = await _asked(client, fakes)
    await _answer(handle, book=("Rating",), other=())
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    shown = len(_proposals(fakes))
    await _answer(handle, book="the author, but per child")
    await until(handle, lambda _: len(_proposals(fakes)) > shown)
    await handle.signal("decide", APPROVE)
    await handle.result()

    assert [answers[BOOK] for answers in _written(fakes)] == [
        ("Rating",),
        "the author, but per child",
    ]
    assert (await _conversation(handle)).phase is ConversationPhase.COMPLETED


async def test_the_same_answer_again_changes_nothing(client: Client, fakes: FakeActivities) -> None:
    handle = await _asked(client, fakes)
    await _answer(handle, book=("Rating",), other=())
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    await _answer(handle, book=("Rating",))
    await handle.signal("decide", APPROVE)
    await handle.result()

    assert len(_written(fakes)) == 1


async def test_an_approval_of_a_proposal_that_an_answer_overtook_does_not_count(
    server: WorkflowEnvironment, fakes: FakeActivities
) -> None:
    async with running_workers(server.client, fakes):
        handle = await _asked(server.client, fakes)
        await _answer(handle, book=("Rating",), other=())
        await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    # Both arrive while nobody works: the job sees them at once.
    await _answer(handle, book=("Author",))
    await handle.signal("decide", APPROVE)
    async with running_workers(server.client, fakes):
        await until(handle, lambda p: len(_proposals(fakes)) > 1 and bool(p.specification))
        assert "build" not in fakes.calls
        await handle.signal("decide", APPROVE)
        await handle.result()

    assert [answers[BOOK] for answers in _written(fakes)] == [("Rating",), ("Author",)]


async def test_a_wish_that_comes_with_another_answer_is_not_lost(
    server: WorkflowEnvironment, fakes: FakeActivities
) -> None:
    async with running_workers(server.client, fakes):
        handle = await _asked(server.client, fakes)
        await _answer(handle, book=("Rating",), other=())
        await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    await _answer(handle, book=("Author",))
    await handle.signal("decide", DecisionSignal(decision=Decision.CHANGE, changes="add a shelf"))
    async with running_workers(server.client, fakes):
        await until(handle, lambda _: len(_proposals(fakes)) > 1)
        await handle.signal("decide", APPROVE)
        await handle.result()

    last = fakes.inputs["write"][-1]
    assert (last.answers[BOOK], last.changes, last.settled) == (("Author",), ("add a shelf",), 0)


async def test_an_answer_that_is_refused_leaves_the_proposal_as_it_was(
    client: Client, fakes: FakeActivities
) -> None:
    handle = await _asked(client, fakes)
    await _answer(handle, book=("Rating",), other=())
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    fakes.fail["write"] = ApplicationError(
        "That can't be built.", {"remedy": "Choose less."}, type="request_refused",
        non_retryable=True,
    )  # fmt: skip
    await _answer(handle, book=("Title",))
    await until(handle, lambda _: len(_proposals(fakes)) > 1)

    assert _proposals(fakes)[-1].data["refusal"] == "That can't be built. Choose less."
    assert (await _conversation(handle)).answers[BOOK] == ("Rating",)
    await handle.signal("decide", APPROVE)
    assert (await handle.result()).phase is JobPhase.DONE


async def test_what_is_said_after_the_approval_changes_nothing(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.hang.add("build")
    handle = await _asked(client, fakes)
    await _answer(handle, book=("Rating",), other=())
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    await handle.signal("decide", APPROVE)
    await until(handle, lambda _: "build" in fakes.calls)
    await _answer(handle, book=("Title",))

    assert (await _conversation(handle)).answers[BOOK] == ("Rating",)
    await handle.signal("cancel")
    await handle.result()


async def test_nobody_decides_for_days(
    skipping_server: WorkflowEnvironment, fakes: FakeActivities
) -> None:
    async with running_workers(skipping_server.client, fakes):
        handle = await start_creation(skipping_server.client, creation(auto_approve=False))
        outcome = await handle.result()

    assert outcome.phase is JobPhase.CANCELLED
    (reminder,) = [event for event in fakes.events if event.data.get("reminder")]
    assert reminder.kind is EventKind.DECISION_NEEDED
    assert _when(reminder) in reminder.message
    assert fakes.closed[0].progress.error is not None
    assert fakes.closed[0].progress.error.code == "nobody_answered"
    assert "build" not in fakes.calls


async def test_nobody_answers_for_days_and_then_the_recommended_answers_are_taken(
    skipping_server: WorkflowEnvironment, fakes: FakeActivities
) -> None:
    fakes.questions = (samples.question(BOOK), samples.question(OTHER))
    policy = JobPolicy(watch_seconds=0.1, deadline_hours=72, reminder_hours=24)
    async with running_workers(skipping_server.client, fakes):
        request = creation(auto_approve=False, policy=policy)
        handle = await start_creation(skipping_server.client, request)
        await handle.signal("answer", AnswerSignal(answers={OTHER: ("Rating",)}))
        await handle.result()
    conversation = await _conversation_of(skipping_server, handle, fakes)

    first = next(event for event in fakes.events if event.data.get("reminder"))
    assert first.kind is EventKind.QUESTION
    assert _when(first) in first.message
    assert "recommended" in first.message
    assert [question["id"] for question in first.data["questions"]] in ([BOOK], [BOOK, OTHER])
    assert conversation.answers[BOOK] == ("Title", "Author")
    assert BOOK in conversation.defaults
    assert _written(fakes)[0][BOOK] == ("Title", "Author")
    assert any("Nobody answered in time" in event.message for event in fakes.events)


async def _conversation_of(
    server: WorkflowEnvironment, handle: Handle, fakes: FakeActivities
) -> ConversationState:
    async with running_workers(server.client, fakes):
        return await _conversation(handle)


def _when(event: EventDraft) -> str:
    deadline = datetime.fromisoformat(event.data["deadline"])
    assert deadline.utcoffset() == timedelta(0)
    return f"{deadline.day} {deadline:%B %Y} at {deadline:%H:%M} UTC"


def _proposals(fakes: FakeActivities) -> list[EventDraft]:
    return [event for event in fakes.events if "summary" in event.data]
