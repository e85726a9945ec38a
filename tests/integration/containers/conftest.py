"""Both runtimes, each below a data directory of its own, with nothing left behind."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from activities.containers.docker_runtime import DockerRuntime
from activities.containers.engine import DockerEngine
from activities.containers.port import Owner
from activities.containers.process_runtime import ProcessRuntime
from models.base import new_id
from settings import Paths
from tests.parts import BASE_IMAGE, require

TIME_ZONE = "Pacific/Kiritimati"
"""Where it is fourteen hours later than in Greenwich: certainly not the machine's own."""
Tested = DockerRuntime | ProcessRuntime


@pytest.fixture(scope="session")
def tools() -> Iterator[Path]:
    """Environments that all tests of the process runtime share."""
    folder = Path(tempfile.mkdtemp(prefix="orchestrator-tools-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def paths(tools: Path) -> Iterator[Paths]:
    root = Path(tempfile.mkdtemp(prefix="orchestrator-test-"))
    paths = Paths(root)
    paths.tools.symlink_to(tools)
    yield paths
    shutil.rmtree(root, ignore_errors=True)


@pytest.fixture(
    params=[
        pytest.param("docker", marks=[pytest.mark.docker, pytest.mark.integration]),
        pytest.param("process", marks=pytest.mark.integration),
    ]
)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def runtime(kind: str, paths: Paths, owner: Owner) -> AsyncIterator[Tested]:
    made: Tested
    if kind == "docker":
        require("docker")
        made = DockerRuntime(
            await DockerEngine.connect(None), paths, BASE_IMAGE, time_zone=TIME_ZONE
        )
    else:
        made = ProcessRuntime(paths, time_zone=TIME_ZONE)
    yield made
    for instance in await made.instances():
        await made.stop(instance.name, 0)
        await made.remove_data(instance.owner.application_id)
        await made.remove_artefacts(instance.owner.application_id)
    await made.remove_data(owner.application_id)
    await made.remove_artefacts(owner.application_id)
    if isinstance(made, DockerRuntime):
        await made.close()


@pytest.fixture
def owner() -> Owner:
    return Owner(application_id=new_id(), version=1, job_id=new_id())
