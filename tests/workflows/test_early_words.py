"""What is said before a job has asked, as after a worker's death in the middle of asking."""

from typing import Any

import pytest
from temporalio.client import Client, WorkflowHandle

from models.decisions import proposal_id
from models.jobs import Decision, JobPhase
from temporal import task_queues
from tests import samples
from tests.workflows.conftest import creation, start_creation, until_phase
from tests.workflows.fakes import FakeActivities
from workflows.create_application import CreateApplication
from workflows.ids import workflow_id
from workflows.messages import AnswerSignal, DecisionSignal, JobOutcome

pytestmark = pytest.mark.asyncio(loop_scope="session")
ANSWERS = {"fields.book": ("Title",), "other": ("Rating",)}
APPROVAL = DecisionSignal(decision=Decision.APPROVE, about=proposal_id(1), by="ann")


async def start_answered(client: Client) -> WorkflowHandle[Any, JobOutcome]:
    """Start a creation that is answered and approved before anything can have been asked."""
    request = creation(auto_approve=False)
    handle = await client.start_workflow(
        CreateApplication.run,
        request,
        id=workflow_id(request.job.application_id),
        task_queue=task_queues.ORCHESTRATOR,
        start_signal="answer",
        start_signal_args=[AnswerSignal(answers=ANSWERS)],
    )
    await handle.signal("decide", APPROVAL)
    return handle


async def test_early_answers_and_an_early_approval_count(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.questions = (samples.question("fields.book"), samples.question("other"))

    outcome = await (await start_answered(client)).result()

    assert outcome.phase is JobPhase.DONE
    (written,) = fakes.inputs["write"]
    assert written.answers == ANSWERS


async def test_an_approval_of_what_was_proposed_before_is_none_of_the_next(
    client: Client, fakes: FakeActivities
) -> None:
    handle = await start_creation(client, creation(auto_approve=False))
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)

    change = DecisionSignal(decision=Decision.CHANGE, changes="drop it", about=proposal_id(1))
    await handle.signal("decide", change)
    await handle.signal("decide", APPROVAL)
    while len(fakes.inputs["write"]) < 2:
        await handle.query("progress")
    progress = await until_phase(handle, JobPhase.AWAITING_APPROVAL)

    assert progress.proposals == 2
    await handle.signal("decide", APPROVAL.model_copy(update={"about": proposal_id(2)}))
    assert (await handle.result()).phase is JobPhase.DONE
