"""Copies are made once per job and version, and only an application's own come back."""

import asyncio
from pathlib import Path
from typing import Any, cast

import pytest

from activities.backups.shelf import Shelf
from activities.containers.locks import application_lock
from activities.containers.port import InstanceState, Owner, Runtime
from activities.migration.activities import MigrationActivities
from activities.migration.messages import RestoreInput, SnapshotInput
from models.applications import Endpoint
from models.errors import InvalidInput, NotFound
from models.jobs import JobContext
from settings import Paths


class Copies:
    """The part of a runtime that copies, which counts."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.restored: list[Path] = []
        self.running: list[InstanceState] = []

    async def snapshot(self, application_id: str, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"copy")
        self.taken.append(application_id)

    async def restore(self, application_id: str, source: Path) -> None:
        self.restored.append(source)

    async def instances(self, application_id: str) -> list[InstanceState]:
        return self.running

    async def stop(self, name: str, grace_seconds: float) -> None:
        self.running = [state for state in self.running if state.name != name]


class Notes:
    """The part of a shelf that notes copies."""

    def __init__(self) -> None:
        self.noted: list[str] = []

    async def note_snapshot(self, application_id: str, job_id: str, reference: str) -> None:
        self.noted.append(reference)


@pytest.fixture
def copies() -> Copies:
    return Copies()


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def migration(copies: Copies, notes: Notes, tmp_path: Path) -> MigrationActivities:
    runtime, shelf = cast(Runtime, cast(Any, copies)), cast(Shelf, cast(Any, notes))
    return MigrationActivities(runtime, Paths(tmp_path), shelf)


def running() -> InstanceState:
    owner = Owner(application_id="app-1", version=1, job_id="job-1")
    return InstanceState(
        name="one", owner=owner, image="i", endpoint=Endpoint(port=1), running=True
    )


def job(job_id: str = "job-1", application: str = "app-1") -> JobContext:
    return JobContext(job_id=job_id, application_id=application, owner="ada", correlation_id="c")


async def test_a_second_attempt_adopts_the_copy(
    migration: MigrationActivities, copies: Copies, notes: Notes
) -> None:
    first = await migration.snapshot(SnapshotInput(job=job(), version=2))
    assert await migration.snapshot(SnapshotInput(job=job(), version=2)) == first
    other = await migration.snapshot(SnapshotInput(job=job("job-2"), version=2))
    assert other.reference != first.reference
    assert copies.taken == ["app-1", "app-1"]
    assert first.bytes == 4
    assert set(notes.noted) == {first.reference, other.reference}


async def test_a_copy_comes_back_to_its_own_application_alone(
    migration: MigrationActivities, copies: Copies
) -> None:
    taken = await migration.snapshot(SnapshotInput(job=job(), version=2))
    copies.running = [running()]
    await migration.restore(RestoreInput(job=job(), reference=taken.reference))
    assert len(copies.restored) == 1
    assert copies.running == [], "what an undo step brought up runs on the wrong data"
    with pytest.raises(NotFound):
        await migration.restore(
            RestoreInput(job=job(application="app-2"), reference=taken.reference)
        )


async def test_a_copy_comes_back_only_when_nobody_is_about_to_start_the_application(
    migration: MigrationActivities, copies: Copies, tmp_path: Path
) -> None:
    taken = await migration.snapshot(SnapshotInput(job=job(), version=2))
    async with application_lock(Paths(tmp_path).run, "app-1"):  # somebody heals it
        request = RestoreInput(job=job(), reference=taken.reference)
        restoring = asyncio.create_task(migration.restore(request))
        await asyncio.sleep(0.1)
        assert copies.restored == []
        copies.running = [running()]
    await restoring
    assert copies.running == []
    assert len(copies.restored) == 1


@pytest.mark.parametrize("bad", ["", "app-1", "app-1/", "app-1/../app-2/x", "../x", "/etc/passwd"])
async def test_references_that_lead_elsewhere_are_refused(
    migration: MigrationActivities, copies: Copies, bad: str
) -> None:
    with pytest.raises((NotFound, InvalidInput)):
        await migration.restore(RestoreInput(job=job(), reference=bad))
    assert copies.restored == []
