"""Choosing hosts side by side: what one is about to get counts when the others choose."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from activities.alerts.reporting import Reporter
from activities.hosts.activities import HostActivities
from activities.hosts.copies import SnapshotFolder
from activities.hosts.messages import PlaceInput
from activities.hosts.notices import AlertedNotices
from models.base import new_id
from models.hosts import Resources
from models.specification import ResourceLimits
from settings import Settings
from storage.metadata import MetadataStore
from tests import samples
from tests.unit.storage.contract_hosts import SILENCE, a_host
from tests.unit.storage.samples import an_application


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open(f"sqlite:///{tmp_path / 'store.db'}")
    yield opened
    await opened.close()


async def test_those_that_choose_at_once_are_spread(store: MetadataStore, tmp_path: Path) -> None:
    room = Resources(memory_mb=8_000, cpus=8, disk_mb=100_000)
    for name in ("attic", "cellar"):
        host = a_host(name).model_copy(update={"capacity": room, "free": room})
        await store.hosts.register(host, SILENCE)
    settings = Settings(data_dir=tmp_path)
    activities = HostActivities(
        store,
        settings,
        SnapshotFolder(tmp_path),
        AlertedNotices(Reporter(store, settings), Reporter(store, settings)),
    )

    async def placed() -> str | None:
        job_id = new_id()
        application = await store.add_application(an_application(running_job_id=job_id))
        job = samples.job(application.id).model_copy(update={"job_id": job_id})
        wanted = PlaceInput(job=job, limits=ResourceLimits(), default="local")
        return (await activities.place(wanted)).host

    found = await asyncio.gather(*(placed() for _ in range(8)))

    assert Counter(found) == {"attic": 4, "cellar": 4}
