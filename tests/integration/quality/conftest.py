"""Parts that the tests of the gates share: analysers, a sandbox, sources that are folders."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from activities.quality.activities import QualityActivities
from activities.quality.analysers import AnalyserEnvironment, Analysers
from activities.quality.gates.rules import RuleSet, provide
from activities.quality.messages import GateInput
from models.jobs import JobContext, LogLevel
from tests.integration.quality.local_sandbox import LocalSandbox, as_runtime
from tests.integration.quality.trees import write_tree


class FolderSources:
    """Sources whose commits are folders; counts exports."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.exports = 0

    async def export(self, application_id: str, commit: str, target: Path) -> None:
        self.exports += 1
        copytree(self.root / commit, target, symlinks=True, dirs_exist_ok=True)


class ListJournal:
    """A journal that keeps its lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    async def write(
        self, job: JobContext, step: str, *texts: str, level: LogLevel = LogLevel.INFO
    ) -> None:
        self.lines.extend(texts)


class ListPeaks:
    """Keeps what parts took, in MB."""

    def __init__(self) -> None:
        self.parts: dict[str, int] = {}

    async def note(self, job_id: str, part: str, builder: str, memory_mb: int) -> None:
        assert (job_id, builder) == ("job", "scaffold")
        self.parts[part] = max(memory_mb, self.parts.get(part, 0))


class Bench:
    """The quality activities with everything around them, in a temporary folder."""

    def __init__(self, folder: Path, environment: AnalyserEnvironment) -> None:
        self.folder = folder
        self.sources = FolderSources(folder / "commits")
        self.sandbox = LocalSandbox()
        self.journal = ListJournal()
        self.peaks = ListPeaks()
        self.workspaces = folder / "workspaces"
        self.activities = QualityActivities(
            self.sources,
            environment,
            as_runtime(self.sandbox),
            self.journal,
            self.workspaces,
            folder / "cache",
            self.peaks,
        )

    def commit(self, name: str, files: dict[str, str]) -> GateInput:
        write_tree(self.sources.root / name, files)
        job = JobContext(job_id="job", application_id="app", owner="me", correlation_id="c")
        return GateInput(job=job, version=1, commit=name, builder="scaffold")


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tools")


@pytest.fixture
async def environment(tools: Path) -> AnalyserEnvironment:
    return AnalyserEnvironment(tools)


@pytest.fixture
async def analysers(environment: AnalyserEnvironment) -> Analysers:
    return await environment.ready()


@pytest.fixture
def merged_rules(tools: Path) -> Path:
    return provide(RuleSet.load(), tools)


@pytest.fixture
def bench(tmp_path: Path, environment: AnalyserEnvironment) -> Callable[[], Bench]:
    return lambda: Bench(tmp_path, environment)
