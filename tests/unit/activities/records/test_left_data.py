"""The copy of the data as a version left it, whatever numbers its successors have."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from activities.records.left_data import left_by
from models.applications import Application
from models.jobs import JobKind
from storage.metadata import MetadataStore
from tests.unit.storage.contract_deployments import a_plan
from tests.unit.storage.samples import a_deployment, a_version, an_application


class Story:
    """What happened to an application, as it is stored."""

    def __init__(self, store: MetadataStore, application: Application) -> None:
        self.store = store
        self.id = application.id
        self.live: int | None = None

    async def change(self, number: int, *, planned: bool = True, fails: bool = False) -> None:
        job = f"job-{number}-{self.id}"
        if planned:
            await self._plan(job, number, JobKind.MODIFY)
        if fails:
            return
        made = a_version(self.id, number, job)
        snapshot = f"snapshot-{number}" if self.live is not None else None
        await self.store.add_version(made.model_copy(update={"snapshot": snapshot}))
        self.live = number

    async def roll_back(self, number: int, *, planned: bool = True) -> None:
        if planned:
            await self._plan(f"back-to-{number}-{self.id}", number, JobKind.ROLL_BACK)
        self.live = number

    async def left_by(self, number: int) -> str | None:
        return await left_by(self.store, self.id, number)

    async def _plan(self, job: str, number: int, kind: JobKind) -> None:
        live = a_deployment(self.live) if self.live is not None else None
        plan = a_plan(self.id, number, live)
        await self.store.plans.keep(plan.model_copy(update={"job_id": job, "kind": kind}))


@pytest.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    store = await MetadataStore.open(f"sqlite:///{tmp_path / 'orchestrator.db'}")
    yield Story(store, await store.add_application(an_application()))
    await store.close()


@pytest.mark.parametrize("planned", [True, False])
async def test_a_failed_change_leaves_a_gap(story: Story, planned: bool) -> None:
    await story.change(1, planned=planned)
    await story.change(2, planned=planned, fails=True)
    await story.change(3, planned=planned)

    assert await story.left_by(1) == "snapshot-3"
    assert await story.left_by(3) is None


async def test_what_was_live_twice_left_what_it_left_last(story: Story) -> None:
    await story.change(1)
    await story.change(2)
    await story.roll_back(1)
    await story.change(3)

    assert await story.left_by(1) == "snapshot-3"
    # It was replaced by a rollback, which made no copy: the next one is of other data.
    assert await story.left_by(2) is None


async def test_versions_from_before_there_were_plans_replaced_the_one_before(story: Story) -> None:
    for number in (1, 2, 4):
        await story.change(number, planned=False)
    await story.change(5)

    assert [await story.left_by(number) for number in (1, 2, 4, 5)] == [
        "snapshot-2",
        "snapshot-4",
        "snapshot-5",
        None,
    ]


async def test_a_copy_that_was_removed_is_not_replaced_by_a_later_one(story: Story) -> None:
    for number in (1, 2, 3):
        await story.change(number, planned=False)
    await story.store.expiry.forget_snapshot(story.id, "snapshot-2")

    assert await story.left_by(1) is None
    assert await story.left_by(2) == "snapshot-3"
