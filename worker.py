"""The worker: which activities each task queue has, and what a worker does beside them."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import structlog
from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.worker import Worker

from activities.building.scaffold.render import TEMPLATES
from activities.composition.clients import Clients, open_clients
from activities.composition.host import (
    host_activities,
    host_keeper,
    log_activities,
    visitor_service,
)
from activities.composition.shared import build_activities, quality_activities, short_activities
from activities.containers import sockets
from activities.containers.port import Runtime
from activities.queue.activities import QueueActivities
from activities.queue.capacity import capacity_of
from activities.queue.holding import LeaseKeeper
from activities.queue.learning import LearnedNeeds
from activities.understanding.warming import warm_up
from models.applications import RuntimeName
from models.errors import OrchestrationError
from models.queue import OwnerLimits
from observability import configure_logging
from settings import Settings
from stack.state import RuntimeNotice, tell_runtime
from temporal import task_queues
from temporal.client import connect_patiently
from temporal.handing_back import hand_back
from temporal.host_schedules import ensure_host_schedules
from temporal.interceptors import ActivityEnvelope
from temporal.tuning import tuner_of
from workflows.registry import WORKFLOWS
from workflows.sandbox import sandbox

GRACE = timedelta(seconds=10)
STICKY = timedelta(seconds=1)
"""A workflow's next task waits so long for the worker that has it in memory, then any may take it:
ten seconds by default, which is how long a workflow would stand still after a worker was killed."""
STARTED_SECONDS = 5.0
"""After this long the other parts of a stack have started too, and leave a core to this one."""


def activities_by_queue(
    settings: Settings, clients: Clients
) -> dict[str, list[Callable[..., Any]]]:
    """Return the activities of each task queue, put together with their clients."""
    host = settings.runtime.host_name
    limits = OwnerLimits.model_validate(settings.limits.model_dump())
    learned = LearnedNeeds(clients.store.build_peaks, capacity_of(settings).memory_mb)
    queue = QueueActivities(clients.store.leases, limits, learned)
    return {
        task_queues.ORCHESTRATOR: short_activities(settings, clients, queue),
        task_queues.BUILD: build_activities(settings, clients),
        task_queues.QUALITY: quality_activities(settings, clients),
        task_queues.host_queue(host): host_activities(settings, clients),
        task_queues.line_queue(host): queue.waiting(),
        task_queues.logs_queue(host): log_activities(settings, clients),
    }


def make_workers(
    client: Client,
    settings: Settings,
    activities: dict[str, list[Callable[..., Any]]],
    roles: Sequence[str] = (),
    keeper: LeaseKeeper | None = None,
) -> list[Worker]:
    """Return a worker per task queue; ``roles`` narrows them down to some queues.

    Whoever serves a host also lets jobs in there, and reads its logs.
    """
    host = settings.runtime.host_name
    served = set(roles)
    if task_queues.host_queue(host) in served:
        served |= {task_queues.line_queue(host), task_queues.logs_queue(host)}
    return [
        Worker(
            client,
            task_queue=queue,
            activities=found,
            workflows=WORKFLOWS if queue == task_queues.ORCHESTRATOR else (),
            workflow_runner=sandbox(),
            interceptors=[ActivityEnvelope(keeper)],
            tuner=tuner_of(queue, host, settings.worker),
            graceful_shutdown_timeout=GRACE,
            sticky_queue_schedule_to_start_timeout=STICKY,
        )
        for queue, found in activities.items()
        if not roles or queue in served
    ]


async def run_worker(settings: Settings, roles: Sequence[str] = ()) -> None:
    """Run a worker until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    client, clients = await asyncio.gather(
        connect_patiently(settings.temporal), _open_clients(settings)
    )
    keeper = LeaseKeeper(clients.store.leases)
    workers = make_workers(client, settings, activities_by_queue(settings, clients), roles, keeper)
    try:
        async with _registered(settings, clients, workers):
            await _run_until(stop, workers, _beside(client, settings, clients, workers))
    finally:
        await clients.store.close()


async def _open_clients(settings: Settings) -> Clients:
    """Open the clients, and tell those who started the stack where applications run."""
    clients = await open_clients(settings)
    runtime = clients.runtime
    shared = runtime.name is RuntimeName.DOCKER and settings.runtime.socket_transport is not False
    warned = sockets.warning() if shared else ""
    if warned:
        await structlog.get_logger("worker").awarning("kernel follows links", why=warned)
    notice = RuntimeNotice(
        name=runtime.name,
        isolation=runtime.isolation,
        because=clients.runtime_because,
        warning=warned,
    )
    await asyncio.to_thread(tell_runtime, settings, notice)
    return clients


@asynccontextmanager
async def _registered(
    settings: Settings, clients: Clients, workers: Sequence[Worker]
) -> AsyncIterator[None]:
    """Keep this host in the registry of hosts while the block runs, if this process serves it.

    Before it takes any work, so that nothing runs here that was started elsewhere meanwhile.
    """
    if not _serves_host(settings, workers):
        yield
        return
    keeper = host_keeper(settings, clients)
    beating = asyncio.create_task(keeper.beat_for_ever(await keeper.register()))
    try:
        yield
    finally:
        beating.cancel()
        await keeper.sign_off()


async def _run_until(
    stop: asyncio.Event, workers: Sequence[Worker], begin: Coroutine[Any, Any, None]
) -> None:
    """Run the workers side by side until told to stop, or until one of them fails."""
    running = asyncio.gather(*(worker.run() for worker in workers))
    stopping = asyncio.create_task(stop.wait())
    beginning = asyncio.create_task(begin)
    either: set[asyncio.Future[Any]] = {running, stopping}
    await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    beginning.cancel()
    await asyncio.gather(*(worker.shutdown() for worker in workers), return_exceptions=True)
    await running


async def _beside(
    client: Client, settings: Settings, clients: Clients, workers: Sequence[Worker]
) -> None:
    """Do what a worker does beside the work that it is given."""
    await asyncio.gather(
        _take_over(client),
        _begin(client, settings, clients, workers),
        _serve_visitors(settings, clients, workers),
    )


async def _take_over(client: Client) -> None:
    """Let go on at once what a worker of this machine had begun when it was killed."""
    log = structlog.get_logger("worker")
    try:
        steps = await hand_back(client)
    except RPCError as problem:
        # The server notices it by itself, a little later.
        await log.awarning("not handed back", error=str(problem))
        return
    if steps:
        await log.ainfo("handed back", steps=steps)


async def _serve_visitors(settings: Settings, clients: Clients, workers: Sequence[Worker]) -> None:
    """Answer for applications that do not run, and count visits, where this process serves."""
    if _serves_host(settings, workers):
        await visitor_service(settings, clients).run()


async def _begin(
    client: Client, settings: Settings, clients: Clients, workers: Sequence[Worker]
) -> None:
    """Do what a worker owes once; none of it may delay that it takes work."""
    await _ensure_upkeep(client, settings, clients, workers)
    served = {worker.task_queue for worker in workers}
    await clients.analysers.prefetch()
    if task_queues.QUALITY in served:
        await _prepare(clients.runtime)
    if task_queues.ORCHESTRATOR in served:
        await asyncio.sleep(STARTED_SECONDS)
        await asyncio.to_thread(warm_up)


async def _prepare(runtime: Runtime) -> None:
    """Install what all applications of the embedded builder require, before the first one is."""
    try:
        await runtime.prepare(TEMPLATES)
    except OrchestrationError as problem:
        # The first version tries again, and tells its owner what is wrong.
        await structlog.get_logger("worker").awarning("not prepared", error=str(problem))


async def _ensure_upkeep(
    client: Client, settings: Settings, clients: Clients, workers: Sequence[Worker]
) -> None:
    """Schedule the upkeep of this host, if this process serves it; several are watched too."""
    log = structlog.get_logger("worker")
    await log.ainfo("worker ready", queues=[worker.task_queue for worker in workers])
    if not _serves_host(settings, workers):
        return
    try:
        alone = len(await clients.store.hosts.all()) <= 1
        await ensure_host_schedules(client, settings, alone=alone)
    except RPCError as problem:
        # Jobs do not need it, and the next start makes it.
        await log.awarning("upkeep not scheduled", error=str(problem))


def _serves_host(settings: Settings, workers: Sequence[Worker]) -> bool:
    """Tell whether one of these workers does the work of this host."""
    queue = task_queues.host_queue(settings.runtime.host_name)
    return queue in {worker.task_queue for worker in workers}


def main() -> None:
    """Run the worker with the settings of the environment; arguments name task queues."""
    settings = Settings()
    configure_logging("worker", level=settings.log_level, form=settings.log_format)
    asyncio.run(run_worker(settings, tuple(sys.argv[1:])))


if __name__ == "__main__":
    main()
