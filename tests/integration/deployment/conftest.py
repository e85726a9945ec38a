"""A host with everything real: proxy, runtime, metadata store, journal."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from activities.containers.docker_runtime import DockerRuntime
from activities.containers.engine import DockerEngine
from activities.containers.packaging import Packager
from activities.containers.port import Owner
from activities.containers.process_runtime import ProcessRuntime
from activities.deployment.activities import DeploymentActivities
from activities.deployment.messages import GoLiveInput, StartCandidateInput
from activities.serving.proxy import CaddyProxy
from models.applications import Application, ApplicationStatus, Deployment
from models.base import new_id, utc_now
from models.jobs import JobContext
from models.specification import DeploymentSettings, ResourceLimits
from settings import DeploySettings, Settings
from storage.journal import JobJournal
from storage.logs import JobLog
from storage.metadata import MetadataStore
from storage.sources import SourceStore
from tests import samples
from tests.integration.containers.sample import write_sample
from tests.integration.deployment.caddy import Caddy, settings_for
from tests.parts import BASE_IMAGE, require

LIMITS = ResourceLimits(memory_mb=128, pids=64, disk_mb=64)
QUICK = DeploymentSettings(health_timeout_seconds=20)


@dataclass
class Host:
    """What a deployment needs, and shortcuts through it."""

    settings: Settings
    runtime: DockerRuntime | ProcessRuntime
    proxy: CaddyProxy
    store: MetadataStore
    caddy: Caddy
    deployment: DeploymentActivities
    sources: SourceStore

    def job(self, application_id: str) -> JobContext:
        return JobContext(
            job_id=new_id(), application_id=application_id, owner="ada", correlation_id="c-1"
        )

    async def package(self, job: JobContext, version: int, behaviour: str = "fine") -> str:
        sources = self.settings.paths.root / "sources" / f"{job.application_id}-{version}"
        tree = write_sample(sources, version=str(version), behaviour=behaviour)
        owner = Owner(application_id=job.application_id, version=version, job_id=job.job_id)
        return (await self.runtime.package(tree, owner)).image

    async def candidate(
        self, job: JobContext, version: int, behaviour: str = "fine", seconds: float = 20
    ) -> Deployment:
        return await self.deployment.start_candidate(
            StartCandidateInput(
                job=job,
                version=version,
                image=await self.package(job, version, behaviour),
                limits=LIMITS,
                settings=DeploymentSettings(health_timeout_seconds=seconds),
            )
        )

    async def keep(self, application: str, number: int, image: str) -> None:
        """Record a version whose sources are those that were packaged."""
        job_id, tree = new_id(), self.settings.paths.sources / f"{application}-{number}"
        commit = await self.sources.commit(
            application, tree, message="kept", version=number, job_id=job_id
        )
        version = samples.version(application, number, job_id=job_id)
        await self.store.add_version(version.model_copy(update={"commit": commit, "image": image}))

    async def deploy(self, application_id: str, slug: str, version: int = 1) -> Deployment:
        job = self.job(application_id)
        candidate = await self.candidate(job, version)
        await self.deployment.go_live(GoLiveInput(job=job, slug=slug, candidate=candidate))
        return candidate

    async def record(self, application_id: str, slug: str, deployment: Deployment) -> Application:
        now = utc_now()
        application = Application(
            id=application_id,
            owner="ada",
            title="Books",
            status=ApplicationStatus.RUNNING,
            created_at=now,
            updated_at=now,
        )
        await self.store.add_application(application)
        await self.store.reserve_slug(application_id, slug)
        return await self.store.update_application(
            application_id, deployment=deployment, slug=slug, status=ApplicationStatus.RUNNING
        )


@pytest.fixture(
    params=[
        pytest.param("docker", marks=[pytest.mark.docker, pytest.mark.integration]),
        pytest.param("process", marks=pytest.mark.integration),
    ]
)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def shared_tools() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="orchestrator-tools-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def host(kind: str, shared_tools: Path) -> AsyncIterator[Host]:
    if kind == "docker":
        require("docker")
    root = Path(tempfile.mkdtemp(prefix="orchestrator-test-"))
    settings = settings_for(root, deploy=DeploySettings(settle_seconds=0.3, drain_seconds=5))
    paths = settings.paths
    paths.tools.symlink_to(shared_tools)
    runtime: DockerRuntime | ProcessRuntime
    if kind == "docker":
        runtime = DockerRuntime(await DockerEngine.connect(None), paths, BASE_IMAGE)
    else:
        runtime = ProcessRuntime(paths)
    store = await MetadataStore.open(settings.metadata_url)
    proxy, caddy = CaddyProxy(paths.proxy_admin_socket), Caddy(settings)
    await caddy.start([])
    journal = JobJournal(JobLog(paths.logs), store)
    sources = SourceStore(paths.sources)
    packager = Packager(runtime, sources, paths.workspaces)
    deployment = DeploymentActivities(runtime, proxy, settings, journal, store, packager)
    yield Host(settings, runtime, proxy, store, caddy, deployment, sources)
    left = await runtime.instances()
    for instance in left:
        await runtime.stop(instance.name, 0)
    for instance in left:
        await runtime.remove_data(instance.owner.application_id)
        await runtime.remove_artefacts(instance.owner.application_id)
    caddy.kill()
    await store.close()
    if isinstance(runtime, DockerRuntime):
        await runtime.close()
    shutil.rmtree(root, ignore_errors=True)
