"""Steps that belong together: no pause between them, and an undo that shows nobody wrong data."""

import asyncio
from typing import Any

import pytest
from temporalio.client import Client, WorkflowFailureError, WorkflowHandle
from temporalio.exceptions import ApplicationError

from activities.records.messages import CloseJobInput
from models.jobs import ErrorReport, JobContext, JobPhase
from tests.workflows.conftest import creation, start_creation, until
from tests.workflows.fakes import FakeActivities
from tests.workflows.test_backups import restoration
from tests.workflows.test_other_jobs import live, modification, rollback, start
from workflows.ids import WorkflowName
from workflows.messages import PauseSignal

pytestmark = pytest.mark.asyncio(loop_scope="session")
ADA = PauseSignal(by="ada")
NO = ApplicationError("no", type="storage", non_retryable=True)


async def failed(handle: WorkflowHandle[Any, Any], fakes: FakeActivities) -> ErrorReport:
    with pytest.raises(WorkflowFailureError):
        await handle.result()
    error = closed(fakes).progress.error
    assert error is not None
    return error


def closed(fakes: FakeActivities) -> CloseJobInput:
    (found,) = fakes.closed
    return found


async def start_rollback(client: Client, job: JobContext) -> WorkflowHandle[Any, Any]:
    return await start(client, WorkflowName.ROLL_BACK, rollback(job, 1, restore_data=True))


async def called(handle: WorkflowHandle[Any, Any], fakes: FakeActivities, step: str) -> None:
    await until(handle, lambda _: step in fakes.calls)


async def test_nobody_is_led_to_the_wrong_data_when_a_rollback_is_undone(
    client: Client, fakes: FakeActivities
) -> None:
    job, fakes.healthy = live(fakes, versions=2), False

    await failed(await start_rollback(client, job), fakes)

    assert fakes.calls == [
        "plan",
        "retire instance-2",
        "snapshot",
        "restore snapshot-2",
        "start_candidate",
        "go_live",
        "watch",
        "retire instance-1",
        "restore snapshot-1",
        "switch_back",
    ]
    assert closed(fakes).progress.phase is JobPhase.ROLLED_BACK
    assert not closed(fakes).halted


async def test_a_rollback_whose_data_does_not_come_back_leads_nobody_there(
    client: Client, fakes: FakeActivities
) -> None:
    job, fakes.healthy = live(fakes, versions=2), False
    fakes.fail["restore snapshot-1"] = NO

    error = await failed(await start_rollback(client, job), fakes)

    assert "switch_back" not in fakes.calls
    assert closed(fakes).halted
    assert closed(fakes).progress.phase is JobPhase.FAILED
    assert "is live again" not in error.detail
    assert "Not all that had been done could be undone" in error.detail
    assert f"'orchestrator restore reading-list {job.job_id}'" in error.remedy


async def test_a_restore_whose_undo_fails_names_the_backup(
    client: Client, fakes: FakeActivities
) -> None:
    job, fakes.healthy = live(fakes), False
    fakes.fail[f"put_back {job.job_id}"] = NO

    error = await failed(await start(client, WorkflowName.RESTORE, restoration(job)), fakes)

    assert "switch_back" not in fakes.calls
    assert f"kept as backup {job.job_id}" in error.remedy


async def test_a_cancelled_job_whose_undo_fails_does_not_say_that_all_was_undone(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes, versions=2)
    fakes.fail["restore snapshot-1"] = NO
    fakes.hang.add("start_candidate")
    handle = await start_rollback(client, job)
    await called(handle, fakes, "start_candidate")
    await handle.signal("cancel")
    await handle.result()

    result = closed(fakes).progress.result
    assert result is not None
    assert "undone in part" in result.summary
    assert f"kept as backup {job.job_id}" in result.summary


async def test_an_operators_cancellation_interrupts_no_undo(
    client: Client, fakes: FakeActivities
) -> None:
    job, fakes.healthy = live(fakes, versions=2), False
    fakes.hang.add("restore snapshot-1")
    handle = await start_rollback(client, job)
    await called(handle, fakes, "restore snapshot-1")
    await handle.cancel()
    await asyncio.sleep(0.5)  # until the workflow has heard of it
    fakes.hang.clear()

    error = await failed(handle, fakes)

    assert error.code == "unhealthy_after_switch"
    assert fakes.calls[-2:] == ["restore snapshot-1", "switch_back"]


async def test_what_can_not_be_tidied_up_fails_no_job(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes)
    fakes.fail["retire instance-1"] = NO

    handle = await start(client, WorkflowName.MODIFY, modification(job))

    assert (await handle.result())["phase"] == JobPhase.DONE
    assert any("could not be stopped" in event.message for event in fakes.events)


async def test_a_pause_waits_until_data_that_is_replaced_is_live(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes, versions=2)
    fakes.hang.add("snapshot")
    handle = await start_rollback(client, job)
    await called(handle, fakes, "snapshot")
    await handle.signal("pause", ADA)
    fakes.hang.clear()

    await called(handle, fakes, "record_version")  # before anybody says that it may go on
    await handle.signal("resume", ADA)
    assert (await handle.result())["phase"] == JobPhase.DONE


async def test_a_new_application_is_watched_before_a_pause_holds_it(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.hang.add("go_live")
    handle = await start_creation(client, creation())
    await called(handle, fakes, "go_live")
    await handle.signal("pause", ADA)
    fakes.hang.clear()

    assert (await handle.result()).phase is JobPhase.DONE
