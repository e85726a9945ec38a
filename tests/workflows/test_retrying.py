"""Jobs that go on from where a failed one stopped, on a real server."""

import pytest
from temporalio.client import Client

from models.base import new_id
from models.checkpoints import Adopted
from models.conversation import ConversationPhase, ConversationState
from models.jobs import Decision, JobPhase
from tests import samples
from tests.workflows.conftest import creation, start_creation, until_phase
from tests.workflows.fakes import FakeActivities
from tests.workflows.test_other_jobs import live, modification, start
from workflows.ids import WorkflowName
from workflows.messages import DecisionSignal

pytestmark = pytest.mark.asyncio(loop_scope="session")


def approved(**changes: object) -> Adopted:
    values: dict[str, object] = {
        "job_id": new_id(),
        "conversation": ConversationState(
            request="books", phase=ConversationPhase.CONFIRMING_SPECIFICATION
        ),
        "specification": samples.reading_list(),
        "approved_by": "ada",
        "builder": "scaffold",
    }
    return Adopted.model_validate(values | changes)


async def test_what_was_approved_built_and_checked_is_not_done_again(
    client: Client, fakes: FakeActivities
) -> None:
    quality = samples.quality_report().model_copy(update={"commit": "before"})
    fakes.adopted = approved(commit="before", quality=quality)
    handle = await start_creation(client, creation(auto_approve=False, retry_of=new_id()))

    outcome = await handle.result()

    assert outcome.phase is JobPhase.DONE
    assert not {"analyse", "write", "choose", "build", "lint", "tests"} & set(fakes.calls)
    assert fakes.inputs["package"][0].commit == "before"
    (recorded,) = fakes.inputs["record_version"]
    assert (recorded.version.commit, recorded.version.approved_by) == ("before", "ada")
    assert all(milestone.reached for milestone in fakes.closed[0].progress.milestones)


async def test_sources_without_a_judgement_are_judged_but_not_built(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.adopted = approved(commit="before")
    handle = await start_creation(client, creation(auto_approve=False, retry_of=new_id()))
    await handle.result()
    assert "build" not in fakes.calls
    assert fakes.inputs["lint"][0].commit == "before"


async def test_a_job_that_failed_before_its_sources_builds_what_was_approved(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.adopted = approved()
    handle = await start_creation(client, creation(auto_approve=False, retry_of=new_id()))
    assert (await handle.result()).phase is JobPhase.DONE
    assert "build" in fakes.calls
    assert not {"analyse", "write"} & set(fakes.calls)


async def test_what_was_answered_is_not_asked_again(client: Client, fakes: FakeActivities) -> None:
    question = samples.question()
    fakes.questions = (question,)
    said = ConversationState(
        request="books", questions=(question,), answers={question.id: ("Title",)}
    )
    fakes.adopted = Adopted(job_id=new_id(), conversation=said)
    handle = await start_creation(client, creation(auto_approve=False, retry_of=new_id()))
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    await handle.signal("decide", DecisionSignal(decision=Decision.APPROVE))
    await handle.result()
    assert fakes.inputs["write"][0].answers == {question.id: ("Title",)}
    assert not any("questions" in event.data for event in fakes.events)


async def test_a_change_keeps_what_was_agreed_and_saves_the_data_of_now(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes)
    quality = samples.quality_report().model_copy(update={"commit": "before"})
    fakes.adopted = approved(commit="before", quality=quality, changes=("Adds a publisher.",))
    request = modification(job, auto=False).model_copy(update={"retry_of": new_id()})
    handle = await start(client, WorkflowName.MODIFY, request)

    outcome = await handle.result()

    assert outcome["result"]["summary"] == "Adds a publisher."
    assert not {"analyse_change", "build", "lint"} & set(fakes.calls)
    assert fakes.calls.index("snapshot") < fakes.calls.index("start_candidate")
