"""Backups and restores on a real server, with every other part faked."""

from typing import Any

import pytest
from temporalio.client import Client, WorkflowFailureError, WorkflowHandle
from temporalio.exceptions import ApplicationError

from activities.backups.messages import (
    BackUpInput,
    BackUpOutcome,
    BackUpRequest,
    BackUpResult,
    DrillRoundResult,
    RoundInput,
    RoundResult,
)
from models.backups import BackupKind
from models.base import new_id
from models.jobs import JobContext, JobPhase
from temporal import task_queues
from tests import samples
from tests.workflows.fakes import FakeActivities
from tests.workflows.test_other_jobs import POLICY, live, start
from workflows.ids import WorkflowName
from workflows.messages import DeleteApplicationInput, RestoreApplicationInput

pytestmark = pytest.mark.asyncio(loop_scope="session")


def restoration(job: JobContext, backup_id: str = "backup-1") -> RestoreApplicationInput:
    return RestoreApplicationInput(
        job=job, created_at=samples.NOW, policy=POLICY, backup_id=backup_id
    )


async def begin(client: Client, name: WorkflowName, request: Any) -> WorkflowHandle[Any, Any]:
    return await client.start_workflow(
        name.value, request, id=f"backups-{new_id()}", task_queue=task_queues.ORCHESTRATOR
    )


def wanted(count: int) -> tuple[BackUpInput, ...]:
    return tuple(BackUpInput(application_id=new_id(), backup_id=new_id()) for _ in range(count))


async def test_a_restore_saves_todays_data_before_it_replaces_it(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes, versions=2)

    outcome = await (await start(client, WorkflowName.RESTORE, restoration(job))).result()

    order = ["check", "retire instance-2", "back_up", "put_back backup-1", "start_candidate"]
    order += ["go_live", "watch", "record_version"]
    assert [call for call in fakes.calls if call in order] == order
    (saved,) = fakes.inputs["back_up"]
    assert (saved.backup_id, saved.job_id, saved.kind) == (
        job.job_id,
        job.job_id,
        BackupKind.BEFORE_CHANGE,
    )
    (recorded,) = fakes.inputs["record_version"]
    assert (recorded.version, recorded.current_version) == (None, 2)
    assert job.job_id in outcome["result"]["summary"]


@pytest.mark.parametrize("step", ["put_back backup-1", "start_candidate", "go_live"])
async def test_a_restore_that_fails_puts_the_data_and_the_instance_back(
    client: Client, fakes: FakeActivities, step: str
) -> None:
    job = live(fakes)
    fakes.fail[step] = ApplicationError("no", type="unhealthy", non_retryable=True)

    with pytest.raises(WorkflowFailureError):
        await (await start(client, WorkflowName.RESTORE, restoration(job))).result()

    assert fakes.calls[-2:] == [f"put_back {job.job_id}", "switch_back"]
    (back,) = fakes.inputs["switch_back"]
    assert back.previous.instance == "instance-1"
    assert fakes.closed[0].progress.phase is JobPhase.FAILED


async def test_data_that_is_not_well_afterwards_comes_back(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.healthy = False
    job = live(fakes)

    with pytest.raises(WorkflowFailureError):
        await (await start(client, WorkflowName.RESTORE, restoration(job))).result()

    assert fakes.calls[-2:] == [f"put_back {job.job_id}", "switch_back"]
    assert fakes.closed[0].progress.phase is JobPhase.ROLLED_BACK


async def test_a_backup_that_is_refused_changes_nothing(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.fail["check"] = ApplicationError(
        "It is newer.", {"remedy": "Roll back first."}, type="conflict", non_retryable=True
    )
    job = live(fakes)

    with pytest.raises(WorkflowFailureError):
        await (await start(client, WorkflowName.RESTORE, restoration(job))).result()

    assert fakes.calls == ["check"]
    error = fakes.closed[0].progress.error
    assert error is not None
    assert (error.detail, error.remedy) == ("It is newer.", "Roll back first.")


async def test_nothing_is_replaced_that_was_not_saved(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.backed_up = BackUpOutcome.SKIPPED
    job = live(fakes)

    with pytest.raises(WorkflowFailureError):
        await (await start(client, WorkflowName.RESTORE, restoration(job))).result()

    assert not [call for call in fakes.calls if call.startswith("put_back")]
    assert fakes.calls[-1] == "switch_back"


async def test_a_deletion_that_keeps_data_makes_a_last_backup(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes)
    request = DeleteApplicationInput(job=job, created_at=samples.NOW, keep_data=True)

    await (await start(client, WorkflowName.DELETE, request)).result()

    assert fakes.calls == ["back_up", "take_down"]


async def test_a_round_goes_on_when_one_application_fails(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.due_backups = wanted(3)
    fakes.fail_once["back_up"] = ApplicationError("disk", type="not_found", non_retryable=True)

    handle = await begin(client, WorkflowName.BACK_UP_ALL, RoundInput(host="local"))
    result = RoundResult.model_validate(await handle.result())

    assert (result.made, result.failed) == (2, 1)
    assert len(fakes.inputs["back_up"]) == 3
    assert fakes.calls[-1] == "tidy"


async def test_each_backup_that_is_due_is_tried(client: Client, fakes: FakeActivities) -> None:
    fakes.due_backups = wanted(2)
    fakes.fail_once["drill"] = ApplicationError("gone", type="not_found", non_retryable=True)

    handle = await begin(client, WorkflowName.PROVE_BACKUPS, RoundInput(host="local"))
    result = DrillRoundResult.model_validate(await handle.result())

    assert (result.proved, result.failed) == (1, 1)


async def test_a_backup_made_by_hand_tells_why_it_failed(
    client: Client, fakes: FakeActivities
) -> None:
    request = BackUpRequest(host="local", backup=wanted(1)[0])
    fakes.fail["back_up"] = ApplicationError("No room.", type="disk_full", non_retryable=True)

    with pytest.raises(WorkflowFailureError):
        await (await begin(client, WorkflowName.BACK_UP, request)).result()

    (told,) = fakes.inputs["failed"]
    assert (told.backup_id, told.problem) == (request.backup.backup_id, "No room.")


async def test_a_backup_made_by_hand_that_a_job_prevents_says_so(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.backed_up = BackUpOutcome.SKIPPED
    request = BackUpRequest(host="local", backup=wanted(1)[0])

    result = await (await begin(client, WorkflowName.BACK_UP, request)).result()

    assert BackUpResult.model_validate(result).outcome is BackUpOutcome.SKIPPED
    assert "job began" in fakes.inputs["failed"][0].problem
