"""A runtime, the proxy and the deployment activities, without workflows around them."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from activities.containers.docker_runtime import DockerRuntime
from activities.containers.packaging import Packager
from activities.containers.process_runtime import ProcessRuntime
from activities.containers.select import choose_runtime
from activities.deployment.activities import DeploymentActivities
from activities.deployment.messages import StartCandidateInput
from activities.serving.proxy import CaddyProxy
from benchmarks.processes import child, free_ports
from benchmarks.world import QuietJournal
from models.applications import Deployment
from models.jobs import JobContext
from models.specification import DeploymentSettings, ResourceLimits
from settings import DeploySettings, ProxySettings, RuntimeChoice, RuntimeSettings, Settings
from stack.state import environment_of, prepare_data_dir
from storage.metadata import MetadataStore
from storage.sources import SourceStore


@dataclass(frozen=True)
class Host:
    """One host that applications can be put live on."""

    settings: Settings
    runtime: DockerRuntime | ProcessRuntime
    deployment: DeploymentActivities

    async def candidate(
        self, job: JobContext, version: int, image: str, timeout_seconds: float = 30.0
    ) -> Deployment:
        """Start a version beside the live one."""
        return await self.deployment.start_candidate(
            StartCandidateInput(
                job=job,
                version=version,
                image=image,
                limits=ResourceLimits(),
                settings=DeploymentSettings(health_timeout_seconds=timeout_seconds),
            )
        )

    async def clear(self, job: JobContext) -> None:
        """Remove everything of an application."""
        for instance in await self.runtime.instances(job.application_id):
            await self.runtime.stop(instance.name, 0)
        await self.runtime.remove_artefacts(job.application_id)
        await self.runtime.remove_data(job.application_id)


@asynccontextmanager
async def host(folder: Path, kind: RuntimeChoice) -> AsyncIterator[Host]:
    """Run a proxy and open a runtime on a data directory."""
    (port,) = free_ports(1)
    base = Settings()
    settings = Settings(
        data_dir=folder / "data",
        proxy=ProxySettings(port=port),
        runtime=RuntimeSettings(kind=kind, base_image=base.runtime.base_image),
        deploy=DeploySettings(settle_seconds=0.3, drain_seconds=5),
    )
    prepare_data_dir(settings)
    store = await MetadataStore.open(settings.metadata_url)
    runtime = await choose_runtime(settings, settings.paths)
    proxy = CaddyProxy(settings.paths.proxy_admin_socket)
    packager = Packager(runtime, SourceStore(settings.paths.sources), settings.paths.workspaces)
    deployment = DeploymentActivities(runtime, proxy, settings, QuietJournal(), store, packager)
    with child(
        [sys.executable, "-m", "stack.proxy"], folder / "proxy.log", environment_of(settings)
    ):
        yield Host(settings, runtime, deployment)
    await store.close()
    if isinstance(runtime, DockerRuntime):
        await runtime.close()


def runtimes() -> list[RuntimeChoice]:
    """Return the runtimes that can be measured here."""
    from benchmarks.machine import engine

    return [RuntimeChoice.PROCESS] + ([RuntimeChoice.DOCKER] if engine() != "none" else [])
