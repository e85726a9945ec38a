"""The parts of a cluster, each with links of its own to what it talks to, which can be made bad."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from activities.containers.docker_runtime import DockerRuntime
from activities.containers.port import Runtime
from activities.containers.select import choose_runtime
from benchmarks.faulty import FaultyLink, Place
from benchmarks.http import first_answer
from benchmarks.postgresql import postgresql_cluster
from benchmarks.processes import child, free_ports, temporal_server
from sdk.client import OrchestratorClient
from settings import (
    ApiSettings,
    DeploySettings,
    ProxySettings,
    RuntimeChoice,
    RuntimeSettings,
    Settings,
    TemporalSettings,
)
from settings.queueing import LimitSettings
from stack.state import environment_of, prepare_data_dir
from terminal.connection import local_token

_ENGINE = Path("/var/run/docker.sock")
START_SECONDS = 180.0


class Cluster:
    """Temporal server, PostgreSQL, reverse proxy, worker and API, with a link on each edge."""

    def __init__(
        self, settings: Settings, links: dict[str, FaultyLink], runtime: Runtime, far: int
    ) -> None:
        self.settings = settings
        self.links = links
        self.runtime = runtime
        """Reaches what runs without a link."""
        self._far = far

    def near(self) -> OrchestratorClient:
        """Return a client on the API's own port."""
        return self._client(self.settings.api.port)

    def far(self) -> OrchestratorClient:
        """Return a client on the other side of the link to the API."""
        return self._client(self._far)

    def _client(self, port: int) -> OrchestratorClient:
        return OrchestratorClient(f"http://127.0.0.1:{port}", local_token(self.settings))


ENGINE = "worker-engine"
EDGES = ("api-temporal", "worker-temporal", "postgresql", "client-api", ENGINE)


@asynccontextmanager
async def cluster(folder: Path, kind: RuntimeChoice) -> AsyncIterator[Cluster]:
    """Start everything below a folder."""
    async with AsyncExitStack() as stack:
        temporal = int((await stack.enter_async_context(temporal_server(folder))).partition(":")[2])
        database = stack.enter_context(postgresql_cluster())
        ports = dict(zip((*EDGES, "api", "proxy"), free_ports(len(EDGES) + 2), strict=True))
        server, _, name = database.rpartition("/")
        places = {
            "api-temporal": (Place(ports["api-temporal"]), Place(temporal)),
            "worker-temporal": (Place(ports["worker-temporal"]), Place(temporal)),
            ENGINE: (Place(path=folder / "engine.sock"), Place(path=_ENGINE)),
            "postgresql": (Place(ports["postgresql"]), Place(int(server.rpartition(":")[2]))),
            "client-api": (Place(ports["client-api"]), Place(ports["api"])),
        }
        links = {
            edge: await stack.enter_async_context(FaultyLink.open(*places[edge])) for edge in EDGES
        }
        server = server.rpartition(":")[0]
        settings = _settings(folder, kind, ports, f"{server}:{ports['postgresql']}/{name}")
        prepare_data_dir(settings)
        for part in ("proxy", "worker", "api"):
            own = _of_part(settings, part, ports, folder)
            command = [sys.executable, "-m", "stack.part", part]
            environment = environment_of(own, os.environ)
            stack.enter_context(child(command, folder / f"{part}.log", environment))
        await first_answer("/readyz", port=ports["api"], seconds=START_SECONDS)
        runtime = await choose_runtime(settings, settings.paths)
        try:
            yield Cluster(settings, links, runtime, ports["client-api"])
        finally:
            await _clear(runtime)


def _settings(folder: Path, kind: RuntimeChoice, ports: dict[str, int], database: str) -> Settings:
    base = Settings().runtime.base_image
    return Settings(
        data_dir=folder / "data",
        database_url=SecretStr(database),
        api=ApiSettings(port=ports["api"], starts_per_minute=10_000, requests_per_minute=100_000),
        temporal=TemporalSettings(address=f"127.0.0.1:{ports['api-temporal']}"),
        proxy=ProxySettings(port=ports["proxy"]),
        runtime=RuntimeSettings(kind=kind, base_image=base),
        deploy=DeploySettings(watch_seconds=2),
        limits=LimitSettings(applications=1000, running_jobs=1000, builds_per_day=1000),
    )


def _of_part(settings: Settings, part: str, ports: dict[str, int], folder: Path) -> Settings:
    """Return the settings of a part: the worker has links of its own."""
    if part != "worker":
        return settings
    engine = {"docker_host": f"unix://{folder / 'engine.sock'}"}
    server = TemporalSettings(address=f"127.0.0.1:{ports['worker-temporal']}")
    return settings.model_copy(
        update={"temporal": server, "runtime": settings.runtime.model_copy(update=engine)}
    )


async def _clear(runtime: Runtime) -> None:
    for instance in await runtime.instances():
        await runtime.stop(instance.name, 0)
        await runtime.remove_artefacts(instance.owner.application_id)
        await runtime.remove_data(instance.owner.application_id)
    if isinstance(runtime, DockerRuntime):
        await runtime.close()
