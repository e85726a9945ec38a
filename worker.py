"""The composition root of the worker: activities get their clients here and nowhere else."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import structlog
from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.worker import Worker

from activities.alerts.activities import AlertActivities
from activities.alerts.channels import open_channels
from activities.alerts.reporting import Reporter
from activities.application_logs.activities import LogActivities
from activities.application_logs.collector import LogCollector
from activities.backups.activities import BackupActivities
from activities.backups.problems import AlertedProblems
from activities.backups.shelf import Shelf
from activities.building.activities import BuildingActivities
from activities.building.agents.catalogue import choose_isolation, coding_agents
from activities.building.agents.port import CodingAgent
from activities.building.scaffold.builder import ScaffoldBuilder
from activities.building.scaffold.render import TEMPLATES
from activities.building.turns.activities import TurnActivities
from activities.building.turns.budget import budget_policy
from activities.containers.activities import ContainerActivities
from activities.containers.docker_runtime import installation_of
from activities.containers.packaging import Packager
from activities.containers.port import Runtime
from activities.containers.select import choose_runtime
from activities.deployment.activities import DeploymentActivities
from activities.deployment.desired import used_runtimes
from activities.deployment.forwarding import Forwarder
from activities.deployment.plan_activities import PlanActivities
from activities.deployment.proxy import CaddyProxy
from activities.health.opening import health_activities
from activities.hosts.activities import HostActivities
from activities.hosts.copies import KeptCopies, SnapshotFolder
from activities.hosts.keeping import HostKeeper
from activities.hosts.local_activities import LocalHostActivities
from activities.hosts.notices import AlertedNotices
from activities.migration.activities import MigrationActivities
from activities.quality.activities import QualityActivities
from activities.quality.analysers import AnalyserEnvironment
from activities.queue.activities import QueueActivities
from activities.queue.capacity import capacity_of
from activities.queue.holding import LeaseKeeper
from activities.queue.learning import LearnedNeeds
from activities.records.activities import RecordsActivities
from activities.resources.activities import ResourceActivities
from activities.resources.findings import OpenFindings
from activities.specification.activities import SpecificationActivities
from activities.specification.forecasting import Forecaster, LocalMachine
from activities.understanding.activities import UnderstandingActivities
from activities.understanding.port import RequestReader
from activities.understanding.words import warm_up
from activities.visitors.service import VisitorService
from activities.visitors.visits import LoggedVisits
from models.errors import OrchestrationError
from models.queue import OwnerLimits
from observability import configure_logging
from settings import AnalyserChoice, Settings
from stack.state import RuntimeNotice, tell_runtime
from storage.application_logs import ApplicationLog
from storage.journal import JobJournal
from storage.logs import JobLog
from storage.metadata import MetadataStore
from storage.sources import SourceStore
from storage.turns import TurnStore
from temporal import task_queues
from temporal.client import connect_patiently
from temporal.handing_back import hand_back
from temporal.interceptors import ActivityEnvelope
from temporal.resource_schedules import ensure_resource_schedules
from temporal.schedules import ensure_backups, ensure_host_watch, ensure_upkeep
from temporal.tuning import tuner_of
from workflows.registry import WORKFLOWS
from workflows.sandbox import sandbox

GRACE = timedelta(seconds=10)
STICKY = timedelta(seconds=1)
"""A workflow's next task waits so long for the worker that has it in memory, then any may take it:
ten seconds by default, which is how long a workflow would stand still after a worker was killed."""
STARTED_SECONDS = 5.0
"""After this long the other parts of a stack have started too, and leave a core to this one."""


@dataclass(frozen=True)
class Clients:
    """What the activities of a worker work with."""

    store: MetadataStore
    sources: SourceStore
    journal: JobJournal
    runtime: Runtime
    analysers: AnalyserEnvironment
    agents: Mapping[str, CodingAgent] = field(default_factory=dict)
    """Coding agents that this machine may have, by name."""
    agents_run: str = ""
    """How far apart from everything else they run, for their owners."""


async def open_clients(settings: Settings) -> Clients:
    """Open the stores and find the runtime."""
    paths = settings.paths
    store = await MetadataStore.open(settings.metadata_url)
    used = await used_runtimes(store, settings.runtime.host_name)
    runtime = await choose_runtime(settings, paths, used)
    log = structlog.get_logger("worker")
    await log.ainfo("runtime chosen", runtime=runtime.name, why=runtime.chosen_because)
    await store.leases.report(settings.runtime.host_name, capacity_of(settings))
    notice = RuntimeNotice(
        name=runtime.name, isolation=runtime.isolation, because=runtime.chosen_because
    )
    await asyncio.to_thread(tell_runtime, settings, notice)
    agents, agents_run = await open_agents(settings)
    return Clients(
        store=store,
        sources=SourceStore(paths.sources),
        journal=JobJournal(JobLog(paths.logs), store),
        runtime=runtime,
        analysers=AnalyserEnvironment(paths.tools),
        agents=agents,
        agents_run=agents_run,
    )


async def open_agents(settings: Settings) -> tuple[dict[str, CodingAgent], str]:
    """Return the coding agents that may be used here, and how far apart from us they run."""
    log = structlog.get_logger("worker")
    try:
        isolation = await choose_isolation(settings, installation_of(settings.paths))
    except OrchestrationError as problem:
        # The operator wants them in containers or not at all; all else goes on without them.
        await log.awarning("no coding agents", why=problem.message)
        return {}, ""
    await log.ainfo("coding agents", isolation=isolation.sentence)
    return coding_agents(settings, isolation), isolation.sentence


def activities_by_queue(
    settings: Settings, clients: Clients
) -> dict[str, list[Callable[..., Any]]]:
    """Return the activities of each task queue, put together with their clients."""
    paths, journal, sources = settings.paths, clients.journal, clients.sources
    proxy = CaddyProxy(paths.proxy_admin_socket)
    forecaster = Forecaster(clients.store, LocalMachine(paths.root))
    records = RecordsActivities(clients.store, sources, journal)
    builders = {"scaffold": ScaffoldBuilder()}
    building = BuildingActivities(sources, journal, paths.workspaces, builders)
    turns = TurnActivities(
        clients.agents,
        builders,
        sources=sources,
        turns=TurnStore(paths.sources),
        usages=clients.store.usage,
        journal=journal,
        workspaces=paths.workspaces,
        budget=budget_policy(settings.budget),
        isolation=clients.agents_run,
    )
    quality = QualityActivities(
        sources,
        clients.analysers,
        clients.runtime,
        journal,
        paths.workspaces,
        paths.root / "cache" / "quality",
        clients.store.build_peaks,
    )
    packager = Packager(clients.runtime, sources, paths.workspaces)
    deployment = DeploymentActivities(
        clients.runtime, proxy, settings, journal, clients.store, packager
    )
    plans = PlanActivities(clients.runtime, settings, clients.store.plans, journal)
    channels = open_channels(settings.alerts)
    reporter = Reporter(clients.store, settings, channels)
    findings = OpenFindings()
    health = health_activities(
        clients.runtime, proxy, settings, clients.store, packager, channels, findings
    )
    alerts = AlertActivities(clients.store, channels, settings.alerts)
    containers = ContainerActivities(clients.runtime, packager, journal)
    migration = MigrationActivities(clients.runtime, paths, Shelf(clients.store, settings))
    problems = AlertedProblems(clients.store, reporter)
    backups = BackupActivities(clients.runtime, clients.store, packager, settings, problems)
    resources = ResourceActivities(
        clients.runtime,
        clients.store,
        settings,
        LoggedVisits(clients.store.traffic, settings.runtime.host_name),
        findings,
    )
    limits = OwnerLimits.model_validate(settings.limits.model_dump())
    learned = LearnedNeeds(clients.store.build_peaks, capacity_of(settings).memory_mb)
    queue = QueueActivities(clients.store.leases, limits, learned)
    logs = LogCollector(clients.runtime, clients.store, ApplicationLog(paths.logs))
    host = settings.runtime.host_name
    copies = KeptCopies(clients.store.backups, SnapshotFolder(paths.snapshots))
    hosts = HostActivities(clients.store, settings, copies, host_notices(clients, settings))
    forwarder = Forwarder(proxy, settings, clients.store)
    local = LocalHostActivities(clients.runtime, forwarder, journal, settings)
    return {
        task_queues.ORCHESTRATOR: [
            *records.activities(),
            *UnderstandingActivities(journal, model=language_model(settings)).activities(),
            *SpecificationActivities(journal, forecaster).activities(),
            *alerts.activities(),
            *queue.short(),
            *hosts.activities(),
        ],
        task_queues.BUILD: [*building.activities(), *turns.activities()],
        task_queues.QUALITY: quality.activities(),
        task_queues.host_queue(host): [
            *containers.activities(),
            *deployment.activities(),
            *plans.activities(),
            *migration.activities(),
            *health.activities(),
            *backups.activities(),
            *resources.activities(),
            *local.activities(),
        ],
        task_queues.line_queue(host): queue.waiting(),
        task_queues.logs_queue(host): LogActivities(logs).activities(),
    }


def host_notices(clients: Clients, settings: Settings) -> AlertedNotices:
    """Return where operators and owners hear of hosts."""
    reporter = Reporter(clients.store, settings, open_channels(settings.alerts))
    return AlertedNotices(reporter, quiet=Reporter(clients.store, settings))


def language_model(settings: Settings) -> RequestReader | None:
    """Return the language model that reads requests, None unless one is configured."""
    if settings.understanding.analyser is not AnalyserChoice.MODEL:
        return None
    # Not loaded otherwise: most installations have none, and a worker's start counts.
    from activities.understanding.language_model.opening import open_reader

    return open_reader(settings.understanding, settings.paths.tokens)


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
        connect_patiently(settings.temporal), open_clients(settings)
    )
    keeper = LeaseKeeper(clients.store.leases)
    workers = make_workers(client, settings, activities_by_queue(settings, clients), roles, keeper)
    try:
        async with _registered(settings, clients, workers):
            await _run_until(stop, workers, _beside(client, settings, clients, workers))
    finally:
        await clients.store.close()


@asynccontextmanager
async def _registered(
    settings: Settings, clients: Clients, workers: Sequence[Worker]
) -> AsyncIterator[None]:
    """Keep this host in the registry of hosts while the block runs, if this process serves it.

    Before it takes any work, so that nothing runs here that was started elsewhere meanwhile.
    """
    if task_queues.host_queue(settings.runtime.host_name) not in {w.task_queue for w in workers}:
        yield
        return
    notices = host_notices(clients, settings)
    keeper = HostKeeper(clients.runtime, settings, clients.store, notices)
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
    host = task_queues.host_queue(settings.runtime.host_name)
    if host not in {worker.task_queue for worker in workers}:
        return
    packager = Packager(clients.runtime, clients.sources, settings.paths.workspaces)
    proxy = CaddyProxy(settings.paths.proxy_admin_socket)
    await VisitorService(clients.runtime, packager, proxy, clients.store, settings).run()


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
    host = settings.runtime.host_name
    if task_queues.host_queue(host) not in {worker.task_queue for worker in workers}:
        return
    try:
        interval = timedelta(seconds=settings.health.look_seconds)
        await ensure_upkeep(client, host, interval)
        await ensure_backups(client, host, enabled=settings.backups.enabled)
        interval = timedelta(seconds=settings.resources.interval_seconds)
        await ensure_resource_schedules(client, host, interval)
        if len(await clients.store.hosts.all()) > 1:
            await ensure_host_watch(client)
    except RPCError as problem:
        # Jobs do not need it, and the next start makes it.
        await log.awarning("upkeep not scheduled", error=str(problem))


def main() -> None:
    """Run the worker with the settings of the environment; arguments name task queues."""
    settings = Settings()
    configure_logging("worker", level=settings.log_level, form=settings.log_format)
    asyncio.run(run_worker(settings, tuple(sys.argv[1:])))


if __name__ == "__main__":
    main()
