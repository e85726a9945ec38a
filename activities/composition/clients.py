"""What the activities of a worker work with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import structlog

from activities.alerts.channels import Channel, open_channels
from activities.building.agents.catalogue import choose_isolation, coding_agents
from activities.building.agents.port import CodingAgent
from activities.containers.docker_runtime import installation_of
from activities.containers.packaging import Packager
from activities.containers.port import Runtime
from activities.containers.select import choose_runtime
from activities.quality.analysers import AnalyserEnvironment
from activities.queue.capacity import capacity_of
from activities.serving.desired import used_runtimes
from activities.serving.proxy import CaddyProxy, Proxy
from models.errors import OrchestrationError
from settings import Settings
from storage.journal import JobJournal
from storage.logs import JobLog
from storage.metadata import MetadataStore
from storage.sources import SourceStore


@dataclass(frozen=True)
class Clients:
    """The stores, and the programs outside, that activities reach."""

    store: MetadataStore
    sources: SourceStore
    journal: JobJournal
    runtime: Runtime
    runtime_because: str
    """Why it was chosen, in a sentence."""
    packager: Packager
    proxy: Proxy
    analysers: AnalyserEnvironment
    channels: Mapping[str, Channel]
    """Ways to people, by name."""
    agents: Mapping[str, CodingAgent] = field(default_factory=dict)
    """Coding agents that this machine may have, by name."""
    agents_run: str = ""
    """How far apart from everything else they run, for their owners."""


async def open_clients(settings: Settings) -> Clients:
    """Open the stores, find the runtime, and say what this host has room for.

    Raises:
        StorageError: The metadata store can't be opened.
        Conflict: The settings name another runtime than the applications are in.
        Unavailable: Docker is needed, and can't be used.
    """
    paths = settings.paths
    store = await MetadataStore.open(settings.metadata_url)
    used = await used_runtimes(store, settings.runtime.host_name)
    runtime = await choose_runtime(settings, paths, used)
    log = structlog.get_logger("worker")
    await log.ainfo("runtime chosen", runtime=runtime.name, why=runtime.chosen_because)
    await store.leases.report(settings.runtime.host_name, capacity_of(settings))
    sources = SourceStore(paths.sources)
    agents, agents_run = await _open_agents(settings)
    return Clients(
        store=store,
        sources=sources,
        journal=JobJournal(JobLog(paths.logs), store),
        runtime=runtime,
        runtime_because=runtime.chosen_because,
        packager=Packager(runtime, sources, paths.workspaces),
        proxy=CaddyProxy(paths.proxy_admin_socket),
        analysers=AnalyserEnvironment(paths.tools),
        channels=open_channels(settings.alerts),
        agents=agents,
        agents_run=agents_run,
    )


async def _open_agents(settings: Settings) -> tuple[dict[str, CodingAgent], str]:
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
