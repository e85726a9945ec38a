"""Copies are made once per job and version, and only an application's own come back."""

from pathlib import Path
from typing import Any, cast

import pytest

from activities.containers.port import Runtime
from activities.migration.activities import MigrationActivities
from activities.migration.messages import RestoreInput, SnapshotInput
from models.errors import InvalidInput, NotFound
from models.jobs import JobContext
from settings import Paths


class Copies:
    """The part of a runtime that copies, which counts."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.restored: list[Path] = []

    async def snapshot(self, application_id: str, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"copy")
        self.taken.append(application_id)

    async def restore(self, application_id: str, source: Path) -> None:
        self.restored.append(source)


@pytest.fixture
def copies() -> Copies:
    return Copies()


@pytest.fixture
def migration(copies: Copies, tmp_path: Path) -> MigrationActivities:
    return MigrationActivities(cast(Runtime, cast(Any, copies)), Paths(tmp_path))


def job(job_id: str = "job-1", application: str = "app-1") -> JobContext:
    return JobContext(job_id=job_id, application_id=application, owner="ada", correlation_id="c")


async def test_a_second_attempt_adopts_the_copy(
    migration: MigrationActivities, copies: Copies
) -> None:
    first = await migration.snapshot(SnapshotInput(job=job(), version=2))
    assert await migration.snapshot(SnapshotInput(job=job(), version=2)) == first
    other = await migration.snapshot(SnapshotInput(job=job("job-2"), version=2))
    assert other.reference != first.reference
    assert copies.taken == ["app-1", "app-1"]
    assert first.bytes == 4


async def test_a_copy_comes_back_to_its_own_application_alone(
    migration: MigrationActivities, copies: Copies
) -> None:
    taken = await migration.snapshot(SnapshotInput(job=job(), version=2))
    await migration.restore(RestoreInput(job=job(), reference=taken.reference))
    assert len(copies.restored) == 1
    with pytest.raises(NotFound):
        await migration.restore(
            RestoreInput(job=job(application="app-2"), reference=taken.reference)
        )


@pytest.mark.parametrize("bad", ["", "app-1", "app-1/", "app-1/../app-2/x", "../x", "/etc/passwd"])
async def test_references_that_lead_elsewhere_are_refused(
    migration: MigrationActivities, copies: Copies, bad: str
) -> None:
    with pytest.raises((NotFound, InvalidInput)):
        await migration.restore(RestoreInput(job=job(), reference=bad))
    assert copies.restored == []
