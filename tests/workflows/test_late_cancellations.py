"""Jobs that are cancelled while, or after, their result becomes the application's."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from temporalio import activity
from temporalio.client import Client, WorkflowFailureError, WorkflowHandle
from temporalio.exceptions import ApplicationError

from activities.hosts.messages import PlaceResult, SettleInput
from activities.records.messages import RecordVersionInput
from models.jobs import JobContext, JobPhase
from temporal import task_queues
from tests import samples
from tests.workflows.conftest import until, worker
from tests.workflows.fakes import FakeActivities
from tests.workflows.inputs import creation
from tests.workflows.test_other_jobs import POLICY, live, modification, rollback
from workflows.ids import WorkflowName, workflow_id
from workflows.messages import (
    DeleteApplicationInput,
    HostLostSignal,
    MoveApplicationInput,
    PauseSignal,
    RestartApplicationInput,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")
Handle = WorkflowHandle[Any, Any]
TASK = timedelta(seconds=1)
"""A workflow task hears of a signal while a local activity runs, when this is almost over."""
NOTE_SECONDS = 2.0
HERE, ATTIC = task_queues.host_queue("local"), task_queues.host_queue("attic")
LATE = "It is too late to cancel"


class SlowRecords(FakeActivities):
    """Records that take their time to commit what makes a job's result the application's."""

    def __init__(self) -> None:
        super().__init__()
        self.noting = asyncio.Event()

    @activity.defn(name="records.record_version")
    async def record_version(self, request: RecordVersionInput) -> None:
        await self._slowly()
        await super().record_version(request)

    @activity.defn(name="hosts.settle")
    async def settle(self, request: SettleInput) -> None:
        await self._slowly()
        await super().settle(request)

    async def _slowly(self) -> None:
        self.noting.set()
        await asyncio.sleep(NOTE_SECONDS)


@pytest.fixture
def fakes() -> SlowRecords:
    return SlowRecords()


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def attic(client: Client, fakes: SlowRecords) -> Any:
    async with worker(client, ATTIC, fakes.all()):
        yield


async def begin_quickly(client: Client, name: WorkflowName, request: Any) -> Handle:
    """Start a job that hears of signals soon, also while a note is taken."""
    return await client.start_workflow(
        name.value,
        request,
        id=workflow_id(request.job.application_id),
        task_queue=task_queues.ORCHESTRATOR,
        task_timeout=TASK,
    )


def move(job: JobContext) -> MoveApplicationInput:
    return MoveApplicationInput(job=job, created_at=samples.NOW, policy=POLICY, leaves="local")


def told_late(fakes: FakeActivities) -> bool:
    return any(event.message.startswith(LATE) for event in fakes.events)


async def by_its_owner(handle: Handle) -> None:
    await handle.signal("cancel")


async def by_an_operator(handle: Handle) -> None:
    await handle.cancel()


@pytest.mark.parametrize("cancel", [by_its_owner, by_an_operator])
async def test_a_change_that_is_being_recorded_stays(
    client: Client, fakes: SlowRecords, cancel: Callable[[Handle], Awaitable[None]]
) -> None:
    handle = await begin_quickly(client, WorkflowName.MODIFY, modification(live(fakes)))
    await fakes.noting.wait()
    await cancel(handle)

    assert (await handle.result())["phase"] == JobPhase.DONE
    assert fakes.versions[2].commit == "commit-2"
    assert "switch_back" not in fakes.calls
    assert fakes.calls[-1] == "retire instance-1"
    assert fakes.closed[0].progress.phase is JobPhase.DONE
    assert fakes.closed[0].progress.checkpoint.recorded
    assert told_late(fakes)


async def test_a_move_that_is_being_recorded_clears_only_what_it_left(
    client: Client, fakes: SlowRecords
) -> None:
    job, fakes.placements = live(fakes), [PlaceResult(host="attic", others=("local",))]
    handle = await begin_quickly(client, WorkflowName.MOVE, move(job))
    await fakes.noting.wait()
    await handle.signal("cancel")

    assert (await handle.result())["phase"] == JobPhase.DONE
    assert fakes.calls[-2:] == ["settle", f"clear {HERE}"]
    assert f"clear {ATTIC}" not in fakes.calls
    assert "switch_back" not in fakes.calls
    assert told_late(fakes)


@pytest.mark.parametrize(
    "name", [WorkflowName.CREATE, WorkflowName.RESTART, WorkflowName.ROLL_BACK]
)
async def test_every_kind_of_version_that_is_being_recorded_stays(
    client: Client, fakes: SlowRecords, name: WorkflowName
) -> None:
    requests: dict[WorkflowName, Callable[[], Any]] = {
        WorkflowName.CREATE: creation,
        WorkflowName.RESTART: lambda: RestartApplicationInput(
            job=live(fakes), created_at=samples.NOW
        ),
        WorkflowName.ROLL_BACK: lambda: rollback(live(fakes, versions=2), 1),
    }
    handle = await begin_quickly(client, name, requests[name]())
    await fakes.noting.wait()
    await handle.signal("cancel")

    assert (await handle.result())["phase"] == JobPhase.DONE
    assert not {"switch_back", "take_down"} & set(fakes.calls)


async def test_a_change_that_could_not_be_recorded_is_undone(
    client: Client, fakes: SlowRecords
) -> None:
    fakes.fail["record_version"] = ApplicationError("no", type="conflict", non_retryable=True)
    handle = await begin_quickly(client, WorkflowName.MODIFY, modification(live(fakes)))
    await fakes.noting.wait()
    await handle.signal("cancel")

    assert (await handle.result())["phase"] == JobPhase.CANCELLED
    assert fakes.calls[-2:] == ["record_version", "switch_back"]
    assert not told_late(fakes)


@pytest.mark.parametrize("cancel", [by_its_owner, by_an_operator])
async def test_a_deletion_that_has_begun_to_remove_things_goes_on(
    client: Client, fakes: SlowRecords, cancel: Callable[[Handle], Awaitable[None]]
) -> None:
    fakes.hang.add("take_down")
    request = DeleteApplicationInput(job=live(fakes), created_at=samples.NOW)
    handle = await begin_quickly(client, WorkflowName.DELETE, request)
    await until(handle, lambda _: "take_down" in fakes.calls)
    await cancel(handle)
    await until(handle, lambda progress: progress.message.startswith(LATE))
    fakes.hang.clear()

    assert (await handle.result())["phase"] == JobPhase.DONE
    assert fakes.calls.count("take_down") == 1
    assert fakes.closed[0].deleted


async def test_a_deletion_that_still_saves_the_data_can_be_cancelled(
    client: Client, fakes: SlowRecords
) -> None:
    fakes.hang.add("back_up")
    request = DeleteApplicationInput(job=live(fakes), created_at=samples.NOW, keep_data=True)
    handle = await begin_quickly(client, WorkflowName.DELETE, request)
    await until(handle, lambda _: "back_up" in fakes.calls)
    await handle.signal("cancel")

    assert (await handle.result())["phase"] == JobPhase.CANCELLED
    assert "take_down" not in fakes.calls
    assert not fakes.closed[0].deleted


async def test_what_is_left_to_do_after_the_record_is_done(
    client: Client, fakes: SlowRecords
) -> None:
    fakes.hang.add("retire instance-1")
    handle = await begin_quickly(client, WorkflowName.MODIFY, modification(live(fakes)))
    await until(handle, lambda _: "retire instance-1" in fakes.calls)
    await handle.signal("cancel")
    await handle.cancel()
    await until(handle, lambda progress: progress.message.startswith(LATE))
    fakes.hang.clear()

    assert (await handle.result())["phase"] == JobPhase.DONE
    assert fakes.calls.count("retire instance-1") == 1


async def test_a_paused_job_that_can_not_be_cancelled_any_more_goes_on(
    client: Client, fakes: SlowRecords
) -> None:
    handle = await begin_quickly(client, WorkflowName.MODIFY, modification(live(fakes)))
    await fakes.noting.wait()
    await handle.signal("pause", PauseSignal(by="ada"))
    await handle.signal("cancel")

    assert (await handle.result())["phase"] == JobPhase.DONE
    assert fakes.calls[-1] == "retire instance-1"


async def test_a_host_that_is_lost_meanwhile_ends_the_job_but_undoes_nothing(
    client: Client, fakes: SlowRecords
) -> None:
    job = live(fakes)
    handle = await begin_quickly(client, WorkflowName.MODIFY, modification(job))
    await fakes.noting.wait()
    lost = HostLostSignal(job_id=job.job_id, host="local", gives_way=True)
    await handle.signal("host_lost", lost)

    with pytest.raises(WorkflowFailureError):
        await handle.result()

    assert fakes.calls[-1] == "record_version"
    progress = fakes.closed[0].progress
    assert progress.error is not None
    assert progress.error.code == "host_lost"
    assert progress.checkpoint.recorded
