"""Records a history of each kind of run; run it once per released change of workflow code.

    uv run python -m tests.replay.record RELEASE [SCENARIO …]

Histories of earlier releases stay: they stand for runs that are open somewhere.
"""

import asyncio
import json
import socket
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from temporalio.client import Client, WorkflowFailureError, WorkflowHandle
from temporalio.testing import WorkflowEnvironment

from activities.alerts.messages import TellInput
from activities.backups.messages import BackUpRequest, RoundInput
from activities.building.agents.port import PermissionWish, StopReason, Turn
from activities.health.messages import HealInput, LookResult
from activities.hosts.messages import CopyFound, PlaceResult
from activities.resources.messages import CleanUpInput
from models.base import new_id
from models.checkpoints import Adopted
from models.conversation import ConversationState
from models.errors import BuildError
from models.jobs import Decision, JobContext, JobPhase
from models.quality import GateName
from models.queue import Need, Scarce, Shortage
from models.usage import BudgetPolicy, Limits
from storage.line_words import place_of
from storage.metadata import MetadataStore
from temporal import task_queues
from temporal.client import DATA_CONVERTER
from temporal.search_attributes import ALL_KEYS
from temporal.server import dynamic_config, temporal_binary
from tests import samples
from tests.agents.scripted import ScriptedAgent
from tests.workflows.agent_world import AgentWorld, finding
from tests.workflows.conftest import (
    creation,
    running_workers,
    start_creation,
    until,
    until_phase,
    worker,
)
from tests.workflows.fakes import FakeActivities
from tests.workflows.test_agent_decisions import decide
from tests.workflows.test_backups import begin, restoration, wanted
from tests.workflows.test_early_words import start_answered
from tests.workflows.test_late_cancellations import NOTE_SECONDS, begin_quickly, move
from tests.workflows.test_other_jobs import POLICY, live, modification, rollback, start
from tests.workflows.upkeep_world import UpkeepWorld
from workflows.ids import WorkflowName, clean_up_id
from workflows.messages import (
    AnswerSignal,
    DecisionSignal,
    DeleteApplicationInput,
    HostLostSignal,
    JobPolicy,
    MoveApplicationInput,
    PauseSignal,
    QueuePolicy,
    RestartApplicationInput,
)

_OF_THE_MACHINE = {"identity", "stackTrace", "workerVersion", "binaryChecksum"}
HISTORIES = Path(__file__).parent / "histories"
Handle = WorkflowHandle[Any, Any]
LINED_UP = JobPolicy(watch_seconds=0.1, queue=QueuePolicy(need=Need(memory_mb=500, builds=1)))
WISH = PermissionWish(capability="shell", resource="make", fingerprint="f1")
Scenario = Callable[[Client, FakeActivities], Awaitable[Handle]]
UpkeepScenario = Callable[[Client, UpkeepWorld], Awaitable[Handle]]
AgentScenario = Callable[[Client, AgentWorld], Awaitable[Handle]]
Kind = TypeVar("Kind")


async def created(client: Client, fakes: FakeActivities) -> Handle:
    handle = await start_creation(client, creation())
    await handle.result()
    return handle


async def talked_about(client: Client, fakes: FakeActivities) -> Handle:
    fakes.questions = (samples.question(),)
    handle = await start_creation(client, creation(auto_approve=False))
    await until_phase(handle, JobPhase.GATHERING_REQUIREMENTS)
    await handle.signal("answer", AnswerSignal(answers={"fields.book": ("Title",)}))
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    await handle.signal("decide", DecisionSignal(decision=Decision.CHANGE, changes="drop it"))
    await until(handle, lambda _: len(fakes.inputs["write"]) > 1)
    return handle


async def answered_anew(client: Client, fakes: FakeActivities) -> Handle:
    fakes.questions = (samples.question("first"), samples.question("second"))
    handle = await start_creation(client, creation(auto_approve=False))
    await until_phase(handle, JobPhase.GATHERING_REQUIREMENTS)
    await handle.signal("answer", AnswerSignal(answers={"second": ("Title",)}))
    await handle.signal("answer", AnswerSignal(answers={"first": "you_decide"}))
    await until_phase(handle, JobPhase.AWAITING_APPROVAL)
    await handle.signal("answer", AnswerSignal(answers={"second": "yes, but per child"}))
    await until(handle, lambda _: len([e for e in fakes.events if "summary" in e.data]) > 1)
    await handle.signal("decide", DecisionSignal(decision=Decision.APPROVE))
    await handle.result()
    return handle


async def answered_early(client: Client, fakes: FakeActivities) -> Handle:
    fakes.questions = (samples.question("fields.book"), samples.question("other"))
    handle = await start_answered(client)
    await handle.result()
    return handle


async def left_alone(client: Client, fakes: FakeActivities) -> Handle:
    fakes.questions = (samples.question(),)
    second = 1 / 3600
    policy = JobPolicy(deadline_hours=second, reminder_hours=second / 2)
    handle = await start_creation(client, creation(auto_approve=False, policy=policy))
    await handle.result()
    return handle


async def blocked_by_a_gate(client: Client, fakes: FakeActivities) -> Handle:
    fakes.failing_gate = GateName.SECURITY
    return await _failed(await start_creation(client, creation()))


async def taken_down(client: Client, fakes: FakeActivities) -> Handle:
    fakes.healthy = False
    return await _failed(await start_creation(client, creation()))


async def cancelled(client: Client, fakes: FakeActivities) -> Handle:
    fakes.hang.add("start_candidate")
    handle = await start_creation(client, creation())
    await until(handle, lambda _: "start_candidate" in fakes.calls)
    await handle.signal("cancel")
    await handle.result()
    return handle


async def still_building(client: Client, fakes: FakeActivities) -> Handle:
    fakes.hang.add("build")
    handle = await start_creation(client, creation())
    await until(handle, lambda _: "build" in fakes.calls)
    return handle


async def let_in_at_once(client: Client, fakes: FakeActivities) -> Handle:
    handle = await start_creation(client, creation(policy=LINED_UP))
    await handle.result()
    return handle


async def waited_in_line(client: Client, fakes: FakeActivities) -> Handle:
    short = Shortage(resource=Scarce.BUILDS, needed=1)
    fakes.in_line = place_of(2, short, seconds=90, places=1)
    return await let_in_at_once(client, fakes)


async def cancelled_in_line(client: Client, fakes: FakeActivities) -> Handle:
    fakes.in_line = place_of(1, None, seconds=None, places=1)
    fakes.hang.add("admit")
    handle = await start_creation(client, creation(policy=LINED_UP))
    await until(handle, lambda _: "admit" in fakes.calls)
    await handle.signal("cancel")
    await handle.result()
    return handle


async def modified(client: Client, fakes: FakeActivities) -> Handle:
    handle = await start(client, WorkflowName.MODIFY, modification(live(fakes)))
    await handle.result()
    return handle


async def modification_taken_back(client: Client, fakes: FakeActivities) -> Handle:
    fakes.healthy = False
    return await _failed(await start(client, WorkflowName.MODIFY, modification(live(fakes))))


async def rolled_back(client: Client, fakes: FakeActivities) -> Handle:
    handle = await start(client, WorkflowName.ROLL_BACK, rollback(live(fakes, versions=2), 1))
    await handle.result()
    return handle


async def rolled_back_with_data(client: Client, fakes: FakeActivities) -> Handle:
    request = rollback(live(fakes, versions=2), 1, restore_data=True)
    handle = await start(client, WorkflowName.ROLL_BACK, request)
    await handle.result()
    return handle


async def rollback_with_data_taken_back(client: Client, fakes: FakeActivities) -> Handle:
    fakes.healthy = False
    request = rollback(live(fakes, versions=2), 1, restore_data=True)
    return await _failed(await start(client, WorkflowName.ROLL_BACK, request))


async def deleted(client: Client, fakes: FakeActivities) -> Handle:
    request = DeleteApplicationInput(job=live(fakes), created_at=samples.NOW)
    handle = await start(client, WorkflowName.DELETE, request)
    await handle.result()
    return handle


async def restored(client: Client, fakes: FakeActivities) -> Handle:
    handle = await start(client, WorkflowName.RESTORE, restoration(live(fakes)))
    await handle.result()
    return handle


async def paused(client: Client, fakes: FakeActivities) -> Handle:
    fakes.hang.add("build")
    handle = await start_creation(client, creation())
    await until(handle, lambda _: "build" in fakes.calls)
    await handle.signal("pause", PauseSignal(by="ada"))
    fakes.hang.clear()
    await until(handle, lambda _: any(e.message.startswith("Paused") for e in fakes.events))
    await handle.signal("resume", PauseSignal(by="ada"))
    await handle.result()
    return handle


async def restore_taken_back(client: Client, fakes: FakeActivities) -> Handle:
    fakes.healthy = False
    return await _failed(await start(client, WorkflowName.RESTORE, restoration(live(fakes))))


async def deleted_keeping_data(client: Client, fakes: FakeActivities) -> Handle:
    request = DeleteApplicationInput(job=live(fakes), created_at=samples.NOW, keep_data=True)
    handle = await start(client, WorkflowName.DELETE, request)
    await handle.result()
    return handle


async def backed_up(client: Client, fakes: FakeActivities) -> Handle:
    request = BackUpRequest(host="local", backup=wanted(1)[0])
    handle = await begin(client, WorkflowName.BACK_UP, request)
    await handle.result()
    return handle


async def backed_up_in_a_round(client: Client, fakes: FakeActivities) -> Handle:
    fakes.due_backups = wanted(3)
    handle = await begin(client, WorkflowName.BACK_UP_ALL, RoundInput(host="local"))
    await handle.result()
    return handle


async def proved_in_a_round(client: Client, fakes: FakeActivities) -> Handle:
    fakes.due_backups = wanted(2)
    handle = await begin(client, WorkflowName.PROVE_BACKUPS, RoundInput(host="local"))
    await handle.result()
    return handle


async def moved_to_another_host(client: Client, fakes: FakeActivities) -> Handle:
    return await _moved(client, fakes, lost=False)


async def move_taken_back(client: Client, fakes: FakeActivities) -> Handle:
    fakes.healthy = False
    return await _failed(await start(client, WorkflowName.MOVE, move(live(fakes))))


async def started_elsewhere_after_a_loss(client: Client, fakes: FakeActivities) -> Handle:
    fakes.copy = CopyFound(reference="nightly", told="as of 03:10 today")
    return await _moved(client, fakes, lost=True)


async def waited_for_a_host(client: Client, fakes: FakeActivities) -> Handle:
    fakes.placements = [PlaceResult(reason="No host can take it at the moment.")]
    return await created(client, fakes)


async def went_on_elsewhere(client: Client, fakes: FakeActivities) -> Handle:
    fakes.placements = [PlaceResult(host="dead")]
    request = creation()
    handle = await start_creation(client, request)
    await _lose(handle, request.job)
    await handle.result()
    return handle


async def ended_with_its_host(client: Client, fakes: FakeActivities) -> Handle:
    job = live(fakes)
    assert fakes.application is not None
    deployment = samples.deployment(1).model_copy(update={"host": "dead"})
    fakes.application = fakes.application.model_copy(update={"deployment": deployment})
    handle = await start(client, WorkflowName.MODIFY, modification(job))
    await _lose(handle, job)
    return await _failed(handle)


async def _lose(handle: Handle, job: JobContext) -> None:
    """Give the host up once only its step is waited for."""
    await until(handle, lambda progress: progress.quality is not None)
    await handle.signal("host_lost", HostLostSignal(job_id=job.job_id, host="dead"))


async def _moved(client: Client, fakes: FakeActivities, *, lost: bool) -> Handle:
    request = MoveApplicationInput(
        job=live(fakes), created_at=samples.NOW, policy=POLICY, leaves="local", lost=lost
    )
    handle = await start(client, WorkflowName.MOVE, request)
    await handle.result()
    return handle


async def cancelled_too_late(client: Client, fakes: FakeActivities) -> Handle:
    fakes.hang.add("record_version")
    handle = await begin_quickly(client, WorkflowName.MODIFY, modification(live(fakes)))
    return await _cancelled_in_a_note(handle, fakes, "record_version")


async def move_cancelled_too_late(client: Client, fakes: FakeActivities) -> Handle:
    fakes.hang.add("settle")
    handle = await begin_quickly(client, WorkflowName.MOVE, move(live(fakes)))
    return await _cancelled_in_a_note(handle, fakes, "settle")


async def deletion_cancelled_too_late(client: Client, fakes: FakeActivities) -> Handle:
    fakes.hang.add("take_down")
    request = DeleteApplicationInput(job=live(fakes), created_at=samples.NOW)
    handle = await begin_quickly(client, WorkflowName.DELETE, request)
    return await _cancelled_in_a_note(handle, fakes, "take_down")


async def _cancelled_in_a_note(handle: Handle, fakes: FakeActivities, note: str) -> Handle:
    await until(handle, lambda _: note in fakes.calls)
    await handle.signal("cancel")
    await asyncio.sleep(NOTE_SECONDS)  # until the workflow has heard of it
    fakes.hang.clear()
    await handle.result()
    return handle


async def retried(client: Client, fakes: FakeActivities) -> Handle:
    quality = samples.quality_report().model_copy(update={"commit": "before"})
    fakes.adopted = Adopted(
        job_id=new_id(),
        conversation=ConversationState(request=samples.READING_LIST_REQUEST),
        specification=samples.reading_list(),
        approved_by="ada",
        builder="scaffold",
        commit="before",
        quality=quality,
    )
    handle = await start_creation(client, creation(auto_approve=False, retry_of=new_id()))
    await handle.result()
    return handle


async def restarted(client: Client, fakes: FakeActivities) -> Handle:
    request = RestartApplicationInput(job=live(fakes), created_at=samples.NOW)
    handle = await start(client, WorkflowName.RESTART, request)
    await handle.result()
    return handle


async def built_by_an_agent(client: Client, world: AgentWorld) -> Handle:
    handle = await start_creation(client, await world.creation())
    await handle.result()
    return handle


async def repaired_by_an_agent(client: Client, world: AgentWorld) -> Handle:
    world.found = [finding(), finding("Another one."), finding("Another one.")]
    handle = await start_creation(client, await world.creation())
    await decide(handle, 1, Decision.CHANGE, "take the other name")
    await handle.result()
    return handle


async def allowed_by_the_owner(client: Client, world: AgentWorld) -> Handle:
    wishes = (WISH, WISH.model_copy(update={"fingerprint": "f2"}))
    world.agent.acts = [lambda _t, _p: Turn(stop_reason=StopReason.END_TURN, wishes=wishes)]
    handle = await start_creation(client, await world.creation())
    await decide(handle, 1, Decision.APPROVE)
    await decide(handle, 2, Decision.REJECT)
    await handle.result()
    return handle


async def over_budget(client: Client, world: AgentWorld) -> Handle:
    world.limit(BudgetPolicy(job=Limits(credits=Decimal(1))))
    handle = await start_creation(client, await world.creation())
    await decide(handle, 1, Decision.APPROVE)
    await handle.result()
    return handle


async def taken_over_by_the_embedded_builder(client: Client, world: AgentWorld) -> Handle:
    world.agent.acts = [BuildError("Nobody is signed in.")]
    handle = await start_creation(client, await world.creation())
    await decide(handle, 1, Decision.APPROVE)
    await handle.result()
    return handle


async def cancelled_in_a_turn(client: Client, world: AgentWorld) -> Handle:
    world.agent.hang = True
    handle = await start_creation(client, await world.creation())
    await until(handle, lambda _: bool(world.agent.prompts))
    await handle.signal("cancel")
    await handle.result()
    return handle


async def tended(client: Client, fakes: FakeActivities) -> Handle:
    handle = await client.start_workflow(
        WorkflowName.TEND, "local", id="resources-local", task_queue=task_queues.ORCHESTRATOR
    )
    await handle.result()
    return handle


async def cleaned_up(client: Client, fakes: FakeActivities) -> Handle:
    handle = await client.start_workflow(
        WorkflowName.CLEAN_UP,
        CleanUpInput(host="local", dry_run=True),
        id=clean_up_id("local"),
        task_queue=task_queues.ORCHESTRATOR,
    )
    await handle.result()
    return handle


AGENT_SCENARIOS: dict[str, AgentScenario] = {
    scenario.__name__: scenario
    for scenario in (
        built_by_an_agent,
        repaired_by_an_agent,
        allowed_by_the_owner,
        over_budget,
        taken_over_by_the_embedded_builder,
        cancelled_in_a_turn,
    )
}


async def looked_after(client: Client, upkeep: UpkeepWorld) -> Handle:
    application = new_id()
    upkeep.found = LookResult(found=2, heal=(application,), orphans=("left",), tell=("webhook",))
    handle = await client.start_workflow(
        WorkflowName.UPKEEP, "local", id="upkeep-recorded", task_queue=task_queues.ORCHESTRATOR
    )
    await handle.result()
    return handle


async def healed(client: Client, upkeep: UpkeepWorld) -> Handle:
    request = HealInput(host="local", application_id=new_id())
    handle = await client.start_workflow(
        WorkflowName.HEAL, request, id="heal-recorded", task_queue=task_queues.ORCHESTRATOR
    )
    await handle.result()
    return handle


async def told(client: Client, upkeep: UpkeepWorld) -> Handle:
    upkeep.dead = {"webhook"}
    request = TellInput(channels=("webhook", "service-1"))
    handle = await client.start_workflow(
        WorkflowName.TELL, request, id="tell-recorded", task_queue=task_queues.ORCHESTRATOR
    )
    await handle.result()
    return handle


UPKEEP_SCENARIOS: dict[str, UpkeepScenario] = {
    scenario.__name__: scenario for scenario in (looked_after, healed, told)
}

SCENARIOS: dict[str, Scenario] = {
    scenario.__name__: scenario
    for scenario in (
        created,
        talked_about,
        answered_anew,
        answered_early,
        left_alone,
        blocked_by_a_gate,
        taken_down,
        cancelled,
        still_building,
        let_in_at_once,
        waited_in_line,
        cancelled_in_line,
        modified,
        modification_taken_back,
        rolled_back,
        rolled_back_with_data,
        rollback_with_data_taken_back,
        deleted,
        restored,
        restore_taken_back,
        deleted_keeping_data,
        backed_up,
        backed_up_in_a_round,
        proved_in_a_round,
        tended,
        cleaned_up,
        moved_to_another_host,
        move_taken_back,
        started_elsewhere_after_a_loss,
        waited_for_a_host,
        went_on_elsewhere,
        ended_with_its_host,
        paused,
        cancelled_too_late,
        move_cancelled_too_late,
        deletion_cancelled_too_late,
        retried,
        restarted,
    )
}


async def _failed(handle: Handle) -> Handle:
    try:
        await handle.result()
    except WorkflowFailureError:
        return handle
    raise AssertionError("the run was meant to fail")


async def record(release: str, *names: str) -> None:
    """Write a history per scenario, or of those that are named."""
    folder = HISTORIES / release
    folder.mkdir(parents=True, exist_ok=True)
    environment = await WorkflowEnvironment.start_local(
        data_converter=DATA_CONVERTER,
        search_attributes=ALL_KEYS,
        dev_server_existing_path=str(temporal_binary()),
        dev_server_extra_args=dynamic_config(),
    )
    async with environment:
        for name, scenario in _named(SCENARIOS, names):
            fakes = FakeActivities()
            async with running_workers(environment.client, fakes):
                handle = await scenario(environment.client, fakes)
                await _write(folder / f"{name}.json", handle)
                fakes.hang.clear()
                await _end(handle)
        await record_upkeep(environment.client, folder, names)
        for name, with_agent in _named(AGENT_SCENARIOS, names):
            async with _agent_world() as world, running_workers(environment.client, world):
                handle = await with_agent(environment.client, world)
                await _write(folder / f"{name}.json", handle)


async def record_upkeep(client: Client, folder: Path, names: Sequence[str]) -> None:
    """Write a history of each workflow that looks after a host, or of those that are named."""
    for name, scenario in _named(UPKEEP_SCENARIOS, names):
        upkeep = UpkeepWorld()
        async with AsyncExitStack() as workers:
            for queue in (task_queues.ORCHESTRATOR, task_queues.host_queue("local")):
                await workers.enter_async_context(worker(client, queue, upkeep.activities()))
            await _write(folder / f"{name}.json", await scenario(client, upkeep))


def _named(scenarios: dict[str, Kind], names: Sequence[str]) -> list[tuple[str, Kind]]:
    return [(name, one) for name, one in scenarios.items() if not names or name in names]


@asynccontextmanager
async def _agent_world() -> AsyncIterator[AgentWorld]:
    with tempfile.TemporaryDirectory() as folder:
        store = await MetadataStore.open(f"sqlite:///{folder}/store.db")
        yield AgentWorld(Path(folder), store, ScriptedAgent())
        await store.close()


async def _write(path: Path, handle: Handle) -> None:
    history = await handle.fetch_history()
    text = json.dumps(_without_machine(json.loads(history.to_json())), indent=2)
    # Sticky queues are named after the machine.
    path.write_text(text.replace(f"@{socket.gethostname()}-", "@machine-"))


def _without_machine(value: Any) -> Any:
    """Leave out what tells of the machine that recorded it; a replay needs none of it."""
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if key not in _OF_THE_MACHINE}
        return {key: _without_machine(item) for key, item in kept.items()}
    if isinstance(value, list):
        return [_without_machine(item) for item in value]
    return value


async def _end(handle: Handle) -> None:
    description = await handle.describe()
    if description.close_time is None:
        await handle.terminate("recorded")


if __name__ == "__main__":
    asyncio.run(record(*sys.argv[1:]))
