"""Moves between hosts, the emptying of a host, and the watch over hosts."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from temporalio import activity
from temporalio.client import Client, WorkflowFailureError, WorkflowHandle
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError

from activities.hosts.messages import (
    CopyFound,
    EvacuationInput,
    EvacuationOrders,
    GiveUpResult,
    MoveOrder,
    OverdueHost,
    PlaceResult,
    StrandedJob,
)
from api.temporal_hosts import TemporalHostEngine
from models.applications import DesiredState
from models.base import new_id
from models.hosts import HostNotice
from models.jobs import JobContext, JobPhase
from temporal import task_queues
from temporal.schedules import WATCH_INTERVAL, ensure_backups, ensure_host_watch, ensure_upkeep
from tests import samples
from tests.workflows.conftest import creation, start_creation, worker
from tests.workflows.fakes import FakeActivities
from tests.workflows.test_other_jobs import POLICY, live, start
from workflows.evacuate_host import TRIES
from workflows.ids import (
    BACKUPS_SCHEDULE,
    UPKEEP_SCHEDULE,
    WATCH_SCHEDULE,
    WorkflowName,
    evacuation_id,
    workflow_id,
)
from workflows.messages import MoveApplicationInput

pytestmark = pytest.mark.asyncio(loop_scope="session")
HERE, ATTIC = task_queues.host_queue("local"), task_queues.host_queue("attic")
TO_THE_ATTIC = PlaceResult(host="attic", others=("local",))


class Hosts(FakeActivities):
    """Two hosts, of which one may be silent, and what is told of them."""

    def __init__(self) -> None:
        super().__init__()
        self.silent: list[OverdueHost] = []
        self.given_up: list[str] = []
        self.stuck: list[StrandedJob] = []
        self.waiting: list[MoveOrder] = []
        self.lost = False
        self.notices: list[HostNotice] = []

    @activity.defn(name="hosts.overdue")
    async def overdue(self) -> list[OverdueHost]:
        return self.silent

    @activity.defn(name="hosts.stranded")
    async def stranded(self) -> list[StrandedJob]:
        return self.stuck

    @activity.defn(name="hosts.ping")
    async def ping(self) -> str:
        return "attic"

    @activity.defn(name="hosts.give_up")
    async def give_up(self, silent: OverdueHost) -> GiveUpResult:
        self.given_up.append(silent.name)
        return GiveUpResult(lost=True, fail_over=True)

    @activity.defn(name="hosts.orders")
    async def orders(self, request: EvacuationInput) -> EvacuationOrders:
        orders = tuple(
            order.model_copy(update={"job": order.job.model_copy(update={"job_id": new_id()})})
            for order in self.waiting
        )
        return EvacuationOrders(over=False, lost=self.lost, watch_seconds=0.1, orders=orders)

    @activity.defn(name="hosts.tell")
    async def tell(self, notice: HostNotice) -> None:
        self.notices.append(notice)


@pytest.fixture
def fakes() -> Hosts:
    return Hosts()


@pytest_asyncio.fixture(loop_scope="session")
async def two_hosts(client: Client, fakes: Hosts) -> AsyncIterator[Client]:
    async with worker(client, ATTIC, fakes.all()):
        yield client


def move(job: JobContext, *, lost: bool = False) -> MoveApplicationInput:
    return MoveApplicationInput(
        job=job, created_at=samples.NOW, policy=POLICY, leaves="local", lost=lost
    )


async def moved(client: Client, request: MoveApplicationInput) -> WorkflowHandle[Any, Any]:
    return await start(client, WorkflowName.MOVE, request)


async def test_a_new_application_goes_to_the_host_that_was_chosen(
    two_hosts: Client, fakes: Hosts
) -> None:
    waits = PlaceResult(reason="No host can take it at the moment (local: it is draining).")
    fakes.placements = [waits, TO_THE_ATTIC]

    handle = await start_creation(two_hosts, creation())
    await handle.result()

    history = await handle.fetch_history()
    queues = {
        event.activity_task_scheduled_event_attributes.task_queue.name
        for event in history.events
        if event.HasField("activity_task_scheduled_event_attributes")
    }
    assert ATTIC in queues
    assert HERE not in queues
    told = [event.message for event in fakes.events if event.phase is JobPhase.QUEUED]
    assert told == [f"Waiting for a host. {waits.reason}"]


async def test_a_planned_move_stops_it_before_the_copy_and_clears_what_it_leaves(
    two_hosts: Client, fakes: Hosts
) -> None:
    job, fakes.placements = live(fakes), [TO_THE_ATTIC]

    outcome = await (await moved(two_hosts, move(job))).result()

    assert fakes.calls == [
        "package",
        "retire instance-1",
        "snapshot",
        "restore snapshots/snapshot-1",
        "start_candidate",
        "go_live",
        f"forward {HERE}",
        "watch",
        "settle",
        f"clear {HERE}",
    ]
    (settled,) = fakes.inputs["settle"]
    assert (settled.left, settled.data_stayed) == ("local", False)
    assert outcome["result"]["summary"].endswith("runs on 'attic' now. Nothing was lost.")


async def test_after_a_loss_the_newest_copy_is_gone_on_from_and_its_age_is_told(
    two_hosts: Client, fakes: Hosts
) -> None:
    job, fakes.placements = live(fakes), [TO_THE_ATTIC]
    fakes.copy = CopyFound(reference="nightly", told="as of 03:10 today")

    outcome = await (await moved(two_hosts, move(job, lost=True))).result()

    assert fakes.calls[:2] == ["package", "restore nightly"]
    assert not [call for call in fakes.calls if "retire" in call or "clear" in call]
    assert fakes.inputs["settle"][0].data_stayed
    assert "Your data is as of 03:10 today" in outcome["result"]["summary"]


async def test_without_a_copy_nothing_empty_is_started(two_hosts: Client, fakes: Hosts) -> None:
    job = live(fakes)

    with pytest.raises(WorkflowFailureError):
        await (await moved(two_hosts, move(job, lost=True))).result()

    error = fakes.closed[0].progress.error
    assert error is not None
    assert error.code == "no_copy"
    assert fakes.calls == []


async def test_a_move_that_fails_brings_it_back_where_it_was(
    two_hosts: Client, fakes: Hosts
) -> None:
    job, fakes.placements, fakes.healthy = live(fakes), [TO_THE_ATTIC], False

    with pytest.raises(WorkflowFailureError):
        await (await moved(two_hosts, move(job))).result()

    entered = fakes.inputs["back_up"][0].backup_id
    assert entered != fakes.closed[0].job.job_id  # that is the copy which was taken along
    undone = fakes.calls[fakes.calls.index("watch") + 1 :]
    assert undone == [
        "retire instance-1",
        "back_up",
        f"put_back {entered}",
        "switch_back",
        f"clear {ATTIC}",
    ]
    assert fakes.inputs["switch_back"][0].previous.instance == "instance-1"
    assert fakes.closed[0].progress.phase is JobPhase.ROLLED_BACK


async def test_what_was_entered_is_a_backup_where_it_can_not_be_brought_back(
    two_hosts: Client, fakes: Hosts
) -> None:
    job, fakes.placements, fakes.healthy = live(fakes), [TO_THE_ATTIC], False
    handle = await moved(two_hosts, move(job))
    fakes.fail["back_up"] = ApplicationError("no", type="storage", non_retryable=True)

    with pytest.raises(WorkflowFailureError):
        await handle.result()

    assert fakes.calls[-3:] == ["back_up", "switch_back", "settle"]
    assert f"clear {ATTIC}" not in fakes.calls
    assert (fakes.inputs["settle"][0].left, fakes.inputs["settle"][0].data_stayed) == (
        "attic",
        True,
    )
    error = fakes.closed[0].progress.error
    assert error is not None
    assert "it was left there" in error.remedy


async def test_a_move_that_fails_before_it_has_visitors_has_nothing_to_bring_back(
    two_hosts: Client, fakes: Hosts
) -> None:
    job, fakes.placements = live(fakes), [TO_THE_ATTIC]
    fakes.fail["start_candidate"] = ApplicationError("no", type="unhealthy", non_retryable=True)

    with pytest.raises(WorkflowFailureError):
        await (await moved(two_hosts, move(job))).result()

    assert fakes.calls[-3:] == ["start_candidate", "switch_back", f"clear {ATTIC}"]


async def test_what_can_not_be_cleared_after_a_move_is_noted(
    two_hosts: Client, fakes: Hosts
) -> None:
    job, fakes.placements = live(fakes), [TO_THE_ATTIC]
    fakes.fail[f"clear {HERE}"] = ApplicationError("no", type="storage", non_retryable=True)

    outcome = await (await moved(two_hosts, move(job))).result()

    assert outcome["phase"] == JobPhase.DONE
    assert [one.data_stayed for one in fakes.inputs["settle"]] == [False, True]


async def test_what_its_owner_stopped_moves_without_visitors(
    two_hosts: Client, fakes: Hosts
) -> None:
    job, fakes.placements = live(fakes), [TO_THE_ATTIC]
    assert fakes.application is not None
    fakes.application = fakes.application.model_copy(update={"desired_state": DesiredState.STOPPED})

    await (await moved(two_hosts, move(job))).result()

    assert "go_live" not in fakes.calls
    assert fakes.calls[-3:] == ["retire instance-1", "settle", f"clear {HERE}"]


async def test_what_is_elsewhere_already_stays_there(two_hosts: Client, fakes: Hosts) -> None:
    job = live(fakes)
    request = move(job).model_copy(update={"leaves": "cellar"})

    outcome = await (await moved(two_hosts, request)).result()

    assert outcome["result"]["summary"] == "It is on another host already."
    assert fakes.calls == []


async def test_who_is_silent_but_answers_is_not_given_up(two_hosts: Client, fakes: Hosts) -> None:
    fakes.silent = [OverdueHost(name="attic", seen_at=samples.NOW)]

    await watch_hosts(two_hosts)

    assert fakes.given_up == []


async def test_who_does_not_answer_is_given_up_and_emptied(two_hosts: Client, fakes: Hosts) -> None:
    fakes.silent = [OverdueHost(name=f"dead-{new_id()[-8:]}", seen_at=samples.NOW)]
    name = fakes.silent[0].name

    await watch_hosts(two_hosts)

    assert fakes.given_up == [name]
    assert await two_hosts.get_workflow_handle(evacuation_id(name)).result() == 0


async def test_what_can_not_move_is_tried_again_and_then_told(
    two_hosts: Client, fakes: Hosts
) -> None:
    job = live(fakes)
    fakes.waiting, fakes.lost = [MoveOrder(job=job, priority=3, busy=False)], True
    fakes.fail["package"] = ApplicationError("no", type="image_build_failed", non_retryable=True)
    fakes.copy = CopyFound(reference="nightly")
    fakes.placements = [TO_THE_ATTIC] * TRIES

    handle = await two_hosts.start_workflow(
        WorkflowName.EVACUATE.value,
        EvacuationInput(host="local", pause_seconds=0.1),
        id=evacuation_id(f"local-{new_id()}"),
        task_queue=task_queues.ORCHESTRATOR,
    )
    assert await handle.result() == 0
    last = await two_hosts.get_workflow_handle(workflow_id(job.application_id)).describe()

    # A slow machine may repeat the activity itself; the jobs are what is counted.
    assert set(fakes.calls) == {"package"}
    assert len({closed.job.job_id for closed in fakes.closed}) == TRIES
    (notice,) = fakes.notices
    assert (notice.host, notice.event) == ("local", "host_not_emptied")
    assert await last.memo_value("job_id") == fakes.closed[-1].job.job_id


async def test_a_host_is_not_emptied_while_a_job_holds_something_there(
    two_hosts: Client, fakes: Hosts
) -> None:
    fakes.waiting = [MoveOrder(job=live(fakes), priority=3, busy=True)]
    handle = await two_hosts.start_workflow(
        WorkflowName.EVACUATE.value,
        EvacuationInput(host="local", pause_seconds=0.01, rounds=2),
        id=evacuation_id(f"local-{new_id()}"),
        task_queue=task_queues.ORCHESTRATOR,
    )
    first = handle.first_execution_run_id
    while (await handle.describe()).run_id == first:  # noqa: ASYNC110 - a server has no event
        await asyncio.sleep(0.05)

    assert fakes.notices == []
    fakes.waiting = []
    await handle.result()
    assert [notice.event for notice in fakes.notices] == ["host_emptied"]


async def watch_hosts(client: Client) -> None:
    handle = await client.start_workflow(
        WorkflowName.HOST_WATCH.value,
        id=f"host-watch-{new_id()}",
        task_queue=task_queues.ORCHESTRATOR,
    )
    await handle.result()


async def test_the_api_starts_one_evacuation_per_host_and_calls_it_off(
    two_hosts: Client, fakes: Hosts
) -> None:
    engine, name = TemporalHostEngine(two_hosts), f"shed-{new_id()[-8:]}"
    job = live(fakes)
    fakes.waiting = [MoveOrder(job=job, priority=3, busy=True)]

    await engine.call_off(name)
    await engine.evacuate(name)
    first = await two_hosts.get_workflow_handle(evacuation_id(name)).describe()
    await engine.evacuate(name)
    again = await two_hosts.get_workflow_handle(evacuation_id(name)).describe()
    await engine.call_off(name)

    assert first.run_id == again.run_id
    with pytest.raises(WorkflowFailureError):
        await two_hosts.get_workflow_handle(evacuation_id(name)).result()
    assert "package" not in fakes.calls


async def test_hosts_are_watched_and_looked_after_until_they_are_forgotten(
    two_hosts: Client,
) -> None:
    name = f"shed-{new_id()[-8:]}"
    for _ in range(2):
        await ensure_host_watch(two_hosts)
    await ensure_upkeep(two_hosts, name, timedelta(seconds=10))
    await ensure_backups(two_hosts, name, enabled=True)
    engine = TemporalHostEngine(two_hosts)

    for _ in range(2):
        await engine.forget(name)

    watched = await two_hosts.get_schedule_handle(WATCH_SCHEDULE).describe()
    assert watched.schedule.spec.intervals[0].every == WATCH_INTERVAL
    for kind in (UPKEEP_SCHEDULE, BACKUPS_SCHEDULE):
        with pytest.raises(RPCError):
            await two_hosts.get_schedule_handle(f"{kind}-{name}").describe()
    await two_hosts.get_schedule_handle(WATCH_SCHEDULE).delete()
