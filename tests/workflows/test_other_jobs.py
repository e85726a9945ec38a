"""Changes, rollbacks and deletions on a real server, with every other part faked."""

import asyncio
from typing import Any

import pytest
from temporalio.client import Client, WorkflowFailureError, WorkflowHandle
from temporalio.exceptions import ApplicationError

from models.applications import RuntimeName
from models.base import new_id
from models.deployments import PlannedInstance
from models.jobs import Decision, JobContext, JobPhase
from models.specification import DeploymentSettings, ResourceLimits
from temporal import task_queues
from tests import samples
from tests.workflows.conftest import until_phase
from tests.workflows.fakes import FakeActivities
from workflows.delete_application import DeleteApplication
from workflows.ids import WorkflowName, workflow_id
from workflows.messages import (
    DecisionSignal,
    DeleteApplicationInput,
    JobPolicy,
    ModifyApplicationInput,
    RollBackApplicationInput,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")

POLICY = JobPolicy(watch_seconds=0.1)


def live(fakes: FakeActivities, versions: int = 1) -> JobContext:
    """Put an application with that many versions into the records; the last one is live."""
    application_id = new_id()
    fakes.versions = {
        number: samples.version(
            application_id, number, snapshot=f"snapshot-{number}" if number > 1 else None
        )
        for number in range(1, versions + 1)
    }
    fakes.application = samples.application(
        application_id,
        slug="reading-list",
        current_version=versions,
        deployment=samples.deployment(versions),
    )
    return samples.job(application_id, new_id())


async def start(client: Client, name: WorkflowName, request: Any) -> WorkflowHandle[Any, Any]:
    return await client.start_workflow(
        name.value,
        request,
        id=workflow_id(request.job.application_id),
        task_queue=task_queues.ORCHESTRATOR,
    )


def modification(job: JobContext, *, auto: bool = True) -> ModifyApplicationInput:
    return ModifyApplicationInput(
        job=job,
        created_at=samples.NOW,
        policy=POLICY,
        request="add a publisher",
        auto_approve=auto,
    )


async def test_a_change_goes_live_beside_the_old_version_and_then_replaces_it(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes)

    await (await start(client, WorkflowName.MODIFY, modification(job))).result()

    order = ["snapshot", "start_candidate", "go_live", "watch", "record_version"]
    assert [call for call in fakes.calls if call in order] == order
    assert fakes.calls[-1] == "retire instance-1"
    assert fakes.versions[2].snapshot == "snapshot-2"
    assert fakes.inputs["build"][0].previous_commit == "commit-1"


async def test_a_change_waits_for_approval(client: Client, fakes: FakeActivities) -> None:
    job = live(fakes)
    handle = await start(client, WorkflowName.MODIFY, modification(job, auto=False))
    progress = await until_phase(handle, JobPhase.AWAITING_APPROVAL)

    assert progress.specification_summary == ("Adds what “add a publisher” says.",)
    await handle.signal("decide", DecisionSignal(decision=Decision.APPROVE))
    await handle.result()

    assert fakes.versions[2].approved_by == "ada"


async def test_an_unhealthy_change_gives_the_traffic_back(
    client: Client, fakes: FakeActivities
) -> None:
    fakes.healthy = False
    job = live(fakes)

    with pytest.raises(WorkflowFailureError):
        await (await start(client, WorkflowName.MODIFY, modification(job))).result()

    (back,) = fakes.inputs["switch_back"]
    assert back.previous.instance == "instance-1"
    assert back.candidate.instance == "instance-2"
    assert fakes.closed[0].progress.phase is JobPhase.ROLLED_BACK
    assert "retire instance-1" not in fakes.calls


async def test_a_change_of_something_never_live_says_so(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes, versions=0)

    with pytest.raises(WorkflowFailureError):
        await (await start(client, WorkflowName.MODIFY, modification(job))).result()

    error = fakes.closed[0].progress.error
    assert error is not None
    assert error.code == "never_live"


def rollback(
    job: JobContext, version: int, *, restore_data: bool = False
) -> RollBackApplicationInput:
    return RollBackApplicationInput(
        job=job,
        created_at=samples.NOW,
        policy=POLICY,
        version=version,
        restore_data=restore_data,
    )


async def test_a_rollback_builds_nothing(client: Client, fakes: FakeActivities) -> None:
    job = live(fakes, versions=2)

    await (await start(client, WorkflowName.ROLL_BACK, rollback(job, 1))).result()

    assert "build" not in fakes.calls
    (recorded,) = fakes.inputs["record_version"]
    assert recorded.version is None
    assert recorded.current_version == 1
    assert fakes.calls[-1] == "retire instance-2"


async def test_a_rollback_is_planned_and_starts_what_was_live_then(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes, versions=2)
    limits = ResourceLimits(memory_mb=999)
    fakes.before = PlannedInstance(
        version=1,
        image="kept",
        runtime=RuntimeName.PROCESS,
        host="local",
        limits=limits,
        settings=DeploymentSettings(),
    )

    await (await start(client, WorkflowName.ROLL_BACK, rollback(job, 1))).result()

    assert fakes.calls[:3] == ["plan", "start_candidate", "go_live"]
    (started,) = fakes.inputs["start_candidate"]
    assert (started.image, started.limits) == ("kept", limits)
    (watched,) = fakes.inputs["watch"]
    assert watched.previous == samples.deployment(2)
    assert watched.rules is not None
    (told,) = [event for event in fakes.events if "plan" in event.data]
    assert told.data["plan"]["starts"] == 1
    assert "beside version 2" in told.message


async def test_what_is_planned_stands_in_the_web_ui(client: Client, fakes: FakeActivities) -> None:
    fakes.hang.add("start_candidate")
    job = live(fakes, versions=2)
    handle = await start(client, WorkflowName.ROLL_BACK, rollback(job, 1))
    while "start_candidate" not in fakes.calls:  # noqa: ASYNC110 - the fakes have no event for it
        await asyncio.sleep(0.01)

    details: str = await handle.query("__temporal_workflow_metadata")
    await handle.signal("cancel")
    await handle.result()

    assert "Lead visitors from version 2 to version 1 in one step" in str(details)


async def test_a_rollback_with_data_restores_what_the_version_left_behind(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes, versions=2)

    await (
        await start(client, WorkflowName.ROLL_BACK, rollback(job, 1, restore_data=True))
    ).result()

    data = [call for call in fakes.calls if call.startswith(("retire", "snapshot", "restore"))]
    assert data[:3] == ["retire instance-2", "snapshot", "restore snapshot-2"]


async def test_a_failed_change_in_between_hides_no_data(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes, versions=3)
    del fakes.versions[2]

    await (
        await start(client, WorkflowName.ROLL_BACK, rollback(job, 1, restore_data=True))
    ).result()

    assert "restore snapshot-3" in fakes.calls


async def test_the_newest_version_has_left_no_data_behind(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes, versions=2)

    with pytest.raises(WorkflowFailureError):
        await (
            await start(client, WorkflowName.ROLL_BACK, rollback(job, 2, restore_data=True))
        ).result()

    error = fakes.closed[0].progress.error
    assert error is not None
    assert error.code == "no_snapshot"
    assert "No copy of the data of version 2" in error.detail
    assert fakes.calls == []


async def test_a_failed_rollback_with_data_puts_the_data_back(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes, versions=2)
    fakes.healthy = False

    with pytest.raises(WorkflowFailureError):
        await (
            await start(client, WorkflowName.ROLL_BACK, rollback(job, 1, restore_data=True))
        ).result()

    undone = fakes.calls[fakes.calls.index("watch") + 1 :]
    assert undone == ["retire instance-1", "restore snapshot-1", "switch_back"]


async def test_a_rollback_to_an_unknown_version_changes_nothing(
    client: Client, fakes: FakeActivities
) -> None:
    job = live(fakes)

    with pytest.raises(WorkflowFailureError) as failure:
        await (await start(client, WorkflowName.ROLL_BACK, rollback(job, 7))).result()

    assert isinstance(failure.value.cause, ApplicationError)
    assert failure.value.cause.type == "not_found"
    assert fakes.calls == []


async def test_a_deletion_takes_the_application_down(client: Client, fakes: FakeActivities) -> None:
    job = live(fakes)
    request = DeleteApplicationInput(job=job, created_at=samples.NOW, keep_data=True)

    await client.execute_workflow(
        DeleteApplication.run,
        request,
        id=workflow_id(job.application_id),
        task_queue=task_queues.ORCHESTRATOR,
    )

    (down,) = fakes.inputs["take_down"]
    assert down.keep_data
    assert fakes.closed[0].deleted
