"""The embedded builder's application passes every gate in the sandboxes of the real runtimes."""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from activities.building.port import Brief
from activities.building.scaffold.builder import ScaffoldBuilder
from activities.containers.docker_runtime import DockerRuntime
from activities.containers.select import choose_runtime
from activities.quality.activities import QualityActivities
from activities.quality.analysers import AnalyserEnvironment
from activities.quality.messages import GateInput
from activities.quality.report import describe, merge
from models.quality import GateName
from models.specification import ApplicationSpecification
from settings import RuntimeChoice, RuntimeSettings, Settings
from tests import samples
from tests.integration.quality.conftest import FolderSources, ListJournal
from tests.parts import BASE_IMAGE, require
from tests.unit.activities.building.examples import choir

pytestmark = [pytest.mark.integration, pytest.mark.slow]
APPLICATION = "0198c0de-aaaa-7000-8000-0000000000b2"


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose path leaves room for those of unix sockets."""
    with tempfile.TemporaryDirectory(prefix="q-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


async def _build(tree: Path, specification: ApplicationSpecification) -> None:
    tree.mkdir(parents=True)
    brief = Brief(
        application_id=APPLICATION,
        job_id="job-1",
        title=specification.metadata.title,
        version=1,
        specification=specification,
    )
    await ScaffoldBuilder().build(brief, tree)


@pytest.mark.parametrize("specification", [samples.reading_list(), choir()], ids=["books", "site"])
@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(RuntimeChoice.DOCKER, marks=pytest.mark.docker),
        RuntimeChoice.PROCESS,
    ],
)
async def test_the_embedded_builders_application_passes(
    kind: RuntimeChoice,
    specification: ApplicationSpecification,
    short_folder: Path,
    environment: AnalyserEnvironment,
) -> None:
    if kind is RuntimeChoice.DOCKER:
        require("docker")
    settings = Settings(
        data_dir=short_folder / "data", runtime=RuntimeSettings(kind=kind, base_image=BASE_IMAGE)
    )
    runtime = await choose_runtime(settings, settings.paths)
    try:
        await _build(short_folder / "commits" / "c1", specification)
        gates = QualityActivities(
            FolderSources(short_folder / "commits"),
            environment,
            runtime,
            ListJournal(),
            short_folder / "workspaces",
            short_folder / "cache",
        )
        request = GateInput(job=samples.job(APPLICATION), version=1, commit="c1")
        outputs = await asyncio.gather(
            gates.lint(request), gates.security(request), gates.tests(request)
        )
    finally:
        if isinstance(runtime, DockerRuntime):
            await runtime.close()
    report = merge("c1", [each for output in outputs for each in output.results])
    assert report.passed, describe(report)
    coverage = next(gate for gate in report.gates if gate.gate is GateName.COVERAGE)
    assert coverage.metrics["coverage"] >= 85
    # What an application has in common with others passed by itself; a site has nothing such.
    known = [*(short_folder / "cache" / "parts").glob("*.json")]
    assert len(known) == (0 if specification.pages else 1)
