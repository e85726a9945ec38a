"""Packaging as an activity: exports, packages, tidies up, and tells people."""

from pathlib import Path
from typing import Any, cast

import pytest

from activities.containers.activities import ContainerActivities
from activities.containers.messages import PackageInput
from activities.containers.packaging import Packager
from activities.containers.port import Artefact, Owner, Runtime
from models.applications import RuntimeName
from models.errors import ImageBuildFailed
from models.jobs import JobContext, LogLevel

JOB = JobContext(job_id="job-1", application_id="app-1", owner="ada", correlation_id="c")


class Sources:
    """One commit of one file."""

    async def export(self, application_id: str, commit: str, target: Path) -> None:
        target.mkdir(parents=True)
        (target / "commit").write_text(f"{application_id} {commit}")


class Journal:
    """Remembers what was written."""

    def __init__(self) -> None:
        self.lines: list[tuple[LogLevel, str]] = []

    async def write(
        self, job: JobContext, step: str, *texts: str, level: LogLevel = LogLevel.INFO
    ) -> None:
        self.lines += [(level, text) for text in texts]


class FakeRuntime:
    """The part of a runtime that packages."""

    name = RuntimeName.PROCESS
    isolation = "As a process; containers isolate better."

    def __init__(self, problem: Exception | None = None) -> None:
        self.problem = problem
        self.seen: list[tuple[str, Owner]] = []

    async def package(self, tree: Path, owner: Owner) -> Artefact:
        self.seen.append(((tree / "commit").read_text(), owner))
        if self.problem:
            raise self.problem
        return Artefact(image="image-1", size_mb=1.5, adopted=len(self.seen) > 1)


def activities(runtime: FakeRuntime, journal: Journal, root: Path) -> ContainerActivities:
    made = cast(Runtime, cast(Any, runtime))
    return ContainerActivities(made, Packager(made, Sources(), root), journal)


async def test_a_commit_is_packaged_and_nothing_is_left(tmp_path: Path) -> None:
    runtime, journal = FakeRuntime(), Journal()
    made = activities(runtime, journal, tmp_path)
    request = PackageInput(job=JOB, version=2, commit="abc")
    first, again = await made.package(request), await made.package(request)
    assert (first.image, first.adopted, again.adopted) == ("image-1", False, True)
    owner = Owner(application_id="app-1", version=2, job_id="job-1")
    assert runtime.seen == [("app-1 abc", owner)] * 2
    assert list(tmp_path.iterdir()) == []
    assert "packaged already" in journal.lines[2][1]
    assert journal.lines[1] == (LogLevel.WARNING, FakeRuntime.isolation)


async def test_a_failed_build_shows_the_end_of_its_log(tmp_path: Path) -> None:
    problem = ImageBuildFailed("It could not be packaged.", log="one\ntwo")
    journal = Journal()
    made = activities(FakeRuntime(problem), journal, tmp_path)
    with pytest.raises(ImageBuildFailed):
        await made.package(PackageInput(job=JOB, version=2, commit="abc"))
    assert [text for _, text in journal.lines] == [problem.message, "one", "two"]
    assert {level for level, _ in journal.lines} == {LogLevel.ERROR}
    assert list(tmp_path.iterdir()) == []
