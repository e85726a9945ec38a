"""Jobs whose host is given up: they go on elsewhere, or end at once and say what to do."""

from typing import Any

import pytest
from temporalio.client import Client, WorkflowFailureError, WorkflowHandle

from activities.hosts.messages import EvacuationInput, MoveOrder, PlaceResult, StrandedJob
from models.base import new_id
from models.jobs import ErrorReport, JobContext, JobPhase
from models.queue import Need, Scarce, Shortage
from storage.line_words import place_of
from temporal import task_queues
from tests import samples
from tests.workflows.conftest import creation, start_creation, until, until_phase, worker
from tests.workflows.test_hosts import Hosts, watch_hosts
from tests.workflows.test_other_jobs import live, modification, rollback, start
from workflows.ids import WorkflowName, evacuation_id
from workflows.messages import HostLostSignal, JobPolicy, QueuePolicy

pytestmark = pytest.mark.asyncio(loop_scope="session")
Handle = WorkflowHandle[Any, Any]
HERE = PlaceResult(host="local")


@pytest.fixture
def fakes() -> Hosts:
    return Hosts()


@pytest.fixture
def dead() -> str:
    """A host that nobody serves."""
    return f"dead-{new_id()[-8:]}"


def on_host(fakes: Hosts, host: str) -> JobContext:
    """Put an application into the records that lives on that host."""
    job = live(fakes, versions=2)
    assert fakes.application is not None
    assert fakes.application.deployment is not None
    fakes.versions.pop(2)
    deployment = fakes.application.deployment.model_copy(update={"host": host, "version": 1})
    changes = {"deployment": deployment, "current_version": 1}
    fakes.application = fakes.application.model_copy(update=changes)
    return job


async def lose(handle: Handle, job: JobContext, host: str, **more: bool) -> None:
    signal = HostLostSignal(job_id=job.job_id, host=host, **more)
    for _ in range(2):  # the watch tells it at each look
        await handle.signal("host_lost", signal)


async def failed(handle: Handle, fakes: Hosts) -> ErrorReport:
    with pytest.raises(WorkflowFailureError):
        await handle.result()
    error = fakes.closed[-1].progress.error
    assert error is not None
    return error


async def test_what_was_built_is_packaged_on_another_host(
    client: Client, fakes: Hosts, dead: str
) -> None:
    fakes.placements = [PlaceResult(host=dead), HERE]
    request = creation()
    handle = await start_creation(client, request)
    await until(handle, lambda progress: progress.quality is not None)

    await lose(handle, request.job, dead)
    await handle.result()

    assert (fakes.calls.count("build"), fakes.calls.count("lint")) == (1, 1)
    assert fakes.calls.count("package") == 1
    assert fakes.inputs["place"][-1].left == dead
    assert any(f"'{dead}' does not answer" in event.message for event in fakes.events)
    assert fakes.closed[-1].progress.phase is JobPhase.DONE


async def test_a_candidate_that_is_lost_is_started_on_another_host(
    client: Client, fakes: Hosts, dead: str
) -> None:
    fakes.placements = [PlaceResult(host=dead), HERE]
    fakes.hang = {"start_candidate"}
    request = creation()
    async with worker(client, task_queues.host_queue(dead), fakes.all()):
        handle = await start_creation(client, request)
        await until(handle, lambda _: "start_candidate" in fakes.calls)
    fakes.hang.clear()  # the worker of the first host is gone, with its step

    await lose(handle, request.job, dead)
    await handle.result()

    assert fakes.calls.count("build") == 1
    assert fakes.calls.count("package") == 2
    assert "take_down" not in fakes.calls, "nobody is there to take anything down"
    (recorded,) = fakes.inputs["record_version"]
    assert recorded.version.number == 1


async def test_who_waits_in_a_lost_hosts_line_waits_elsewhere(
    client: Client, fakes: Hosts, dead: str
) -> None:
    fakes.placements = [PlaceResult(host=dead), HERE]
    fakes.in_line = place_of(
        1, Shortage(resource=Scarce.MEMORY, needed=800, free=1), seconds=None, places=1
    )
    policy = JobPolicy(watch_seconds=0.1, queue=QueuePolicy(need=Need(memory_mb=500)))
    request = creation(policy=policy)
    handle = await start_creation(client, request)
    await until_phase(handle, JobPhase.QUEUED)
    fakes.in_line = None

    await lose(handle, request.job, dead)
    await handle.result()

    assert [asked.host for asked in fakes.inputs["join"]] == [dead, "local"]
    assert fakes.closed[-1].progress.queue is None


async def test_a_change_ends_at_once_and_can_be_retried(
    client: Client, fakes: Hosts, dead: str
) -> None:
    job = on_host(fakes, dead)
    handle = await start(client, WorkflowName.MODIFY, modification(job))
    await until(handle, lambda progress: progress.quality is not None)

    await lose(handle, job, dead)
    error = await failed(handle, fakes)

    assert error.code == "host_lost"
    assert f"'{dead}'" in error.detail
    assert f"orchestrator retry {job.job_id}" in error.remedy
    assert fakes.closed[-1].progress.checkpoint.commit == "commit-2"


async def test_nothing_is_undone_where_nobody_is(client: Client, fakes: Hosts, dead: str) -> None:
    job, fakes.hang = on_host(fakes, dead), {"watch"}
    async with worker(client, task_queues.host_queue(dead), fakes.all()):
        handle = await start(client, WorkflowName.ROLL_BACK, rollback(job, 1))
        await until(handle, lambda _: "watch" in fakes.calls)
    fakes.hang.clear()

    await lose(handle, job, dead)

    assert (await failed(handle, fakes)).code == "host_lost"
    assert "switch_back" not in fakes.calls


async def test_a_job_that_asks_somebody_makes_way_for_the_move(
    client: Client, fakes: Hosts, dead: str
) -> None:
    job = on_host(fakes, dead)
    handle = await start(client, WorkflowName.MODIFY, modification(job, auto=False))
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    await lose(handle, job, dead)
    assert (await until_phase(handle, JobPhase.AWAITING_APPROVAL)).error is None

    await lose(handle, job, dead, gives_way=True)

    assert (await failed(handle, fakes)).code == "host_lost"


async def test_a_signal_for_another_job_or_another_host_changes_nothing(
    client: Client, fakes: Hosts, dead: str
) -> None:
    job = live(fakes)
    fakes.hang = {"watch"}
    handle = await start(client, WorkflowName.MODIFY, modification(job))
    await until(handle, lambda _: "watch" in fakes.calls)

    await lose(handle, job, dead)
    await lose(handle, samples.job(job.application_id, new_id()), "local", gives_way=True)
    fakes.hang.clear()

    assert (await handle.result())["phase"] == "done"


async def test_cancelling_stays_cancelling_when_the_host_is_lost(
    client: Client, fakes: Hosts, dead: str
) -> None:
    fakes.placements = [PlaceResult(host=dead), HERE]
    request = creation()
    handle = await start_creation(client, request)
    await until(handle, lambda progress: progress.quality is not None)

    await handle.signal("cancel")
    await lose(handle, request.job, dead)

    assert (await handle.result()).phase is JobPhase.CANCELLED
    assert "package" not in fakes.calls


async def test_the_watch_tells_those_that_wait_and_not_those_that_ended(
    client: Client, fakes: Hosts, dead: str
) -> None:
    job = on_host(fakes, dead)
    handle = await start(client, WorkflowName.MODIFY, modification(job))
    await until(handle, lambda progress: progress.quality is not None)
    gone = StrandedJob(job_id=new_id(), application_id=new_id(), host=dead)
    mine = StrandedJob(job_id=job.job_id, application_id=job.application_id, host=dead)
    fakes.stuck = [gone, mine]

    await watch_hosts(client)

    assert (await failed(handle, fakes)).code == "host_lost"


async def test_who_empties_a_lost_host_lets_jobs_make_way(
    client: Client, fakes: Hosts, dead: str
) -> None:
    job, fakes.lost = on_host(fakes, dead), True
    handle = await start(client, WorkflowName.MODIFY, modification(job, auto=False))
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    move = samples.job(job.application_id, new_id())
    fakes.waiting = [MoveOrder(job=move, priority=3, busy=True, held_by=job.job_id)]

    emptying = await client.start_workflow(
        WorkflowName.EVACUATE.value,
        EvacuationInput(host=dead, pause_seconds=0.1),
        id=evacuation_id(dead),
        task_queue=task_queues.ORCHESTRATOR,
    )

    assert (await failed(handle, fakes)).code == "host_lost"
    await emptying.terminate()
