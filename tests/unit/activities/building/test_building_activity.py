"""Building ends in a commit, the same one when it is repeated."""

from pathlib import Path

import pytest
from pydantic import ValidationError
from temporalio.testing import ActivityEnvironment

from activities.building.activities import BuildingActivities
from activities.building.messages import BuildInput
from activities.building.scaffold.builder import ScaffoldBuilder
from activities.building.scaffold.tree import write_files
from models.errors import BuildError
from models.jobs import JobContext, LogLevel
from storage.sources import SourceStore
from tests.unit.activities.building.examples import reading_list

JOB = JobContext(job_id="job", application_id="application", owner="ana", correlation_id="c")


class Notebook:
    """A journal that keeps its lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    async def write(
        self, job: JobContext, step: str, *texts: str, level: LogLevel = LogLevel.INFO
    ) -> None:
        self.lines += texts


@pytest.fixture
def sources(tmp_path: Path) -> SourceStore:
    return SourceStore(tmp_path / "sources")


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()


@pytest.fixture
def building(tmp_path: Path, sources: SourceStore, notebook: Notebook) -> BuildingActivities:
    workspaces = tmp_path / "workspaces"
    return BuildingActivities(sources, notebook, workspaces, {"scaffold": ScaffoldBuilder()})


def first() -> BuildInput:
    return BuildInput(job=JOB, version=1, specification=reading_list(), slug="reading-list")


async def test_a_repetition_gives_the_same_commit(
    tmp_path: Path, building: BuildingActivities, notebook: Notebook
) -> None:
    leftover = tmp_path / "workspaces" / "job-v1" / "half"
    leftover.mkdir(parents=True)
    once = await ActivityEnvironment().run(building.build, first())
    again = await ActivityEnvironment().run(building.build, first())
    assert once == again
    assert once.files > 30
    assert list((tmp_path / "workspaces").iterdir()) == []
    assert any("Reading list" in line for line in notebook.lines)


async def test_the_specification_lies_beside_the_sources_and_links_are_not_followed(
    tmp_path: Path, building: BuildingActivities, sources: SourceStore
) -> None:
    one = await ActivityEnvironment().run(building.build, first())
    await sources.export("application", one.commit, tmp_path / "tree")
    folder = tmp_path / "tree" / ".kiro" / "specs" / "reading-list"
    assert "- [x] 1. " in (folder / "tasks.md").read_text()
    assert "- [ ]" not in (folder / "tasks.md").read_text()
    assert "### Requirement 1: Books" in (folder / "requirements.md").read_text()

    outside = tmp_path / "outside"
    outside.mkdir()
    hostile = tmp_path / "hostile"
    hostile.mkdir()
    (hostile / ".kiro").symlink_to(outside)
    write_files(hostile, {".kiro/steering/product.md": "x"})
    assert list(outside.iterdir()) == []
    assert (hostile / ".kiro" / "steering" / "product.md").read_text() == "x"


@pytest.mark.parametrize("slug", ["../outside", "a/b", "", "A B"])
def test_a_folder_is_named_by_a_slug_and_nothing_else(slug: str) -> None:
    with pytest.raises(ValidationError):
        BuildInput(job=JOB, version=1, specification=reading_list(), slug=slug)


async def test_a_modification_starts_from_the_version_before(
    tmp_path: Path, building: BuildingActivities, sources: SourceStore
) -> None:
    one = await ActivityEnvironment().run(building.build, first())
    change = BuildInput(
        job=JOB.model_copy(update={"job_id": "other"}),
        version=2,
        specification=reading_list(isbn={"label": "ISBN"}),
        previous=reading_list(),
        previous_commit=one.commit,
    )
    two = await ActivityEnvironment().run(building.build, change)
    await sources.export("application", two.commit, tmp_path / "tree")
    migrations = sorted(path.name for path in (tmp_path / "tree" / "migrations").iterdir())
    assert migrations[0] == "0001_initial.sql"
    assert migrations[1].startswith("0002_add_isbn_to_book_")


async def test_an_unknown_builder_is_named(building: BuildingActivities) -> None:
    document = first().model_dump(mode="json")
    document["specification"]["development"]["builder"] = "nobody"
    with pytest.raises(BuildError, match="nobody"):
        await ActivityEnvironment().run(building.build, BuildInput.model_validate(document))
