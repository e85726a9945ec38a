"""A host that comes back runs nothing that was started elsewhere, and loses nothing of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from activities.containers.port import InstanceState, Owner
from activities.hosts.fencing import Fence
from models.applications import Application, ApplicationStatus, Endpoint, RuntimeName
from models.base import new_id, utc_now
from models.hosts import Host, Leftover, Promise
from models.specification import ResourceLimits
from settings import HostSettings, RuntimeSettings, Settings
from storage.metadata import MetadataStore
from tests import samples


class FakeRuntime:
    """What a host has left of its applications, in memory."""

    name = RuntimeName.PROCESS

    def __init__(self) -> None:
        self.running: list[InstanceState] = []
        self.stopped: list[str] = []
        self.removed: list[str] = []
        self.empty: set[str] = set()

    async def instances(self, application_id: str | None = None) -> list[InstanceState]:
        return list(self.running)

    async def stop(self, name: str, grace_seconds: float) -> None:
        self.stopped.append(name)

    async def snapshot(self, application_id: str, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(application_id)

    async def has_data(self, application_id: str) -> bool:
        return application_id not in self.empty

    async def remove_artefacts(self, application_id: str) -> None:
        self.removed.append(f"artefacts {application_id}")

    async def remove_data(self, application_id: str) -> None:
        self.removed.append(f"data {application_id}")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tmp_path, runtime=RuntimeSettings(host_name="attic"), hosts=HostSettings()
    )


@pytest.fixture
async def store(settings: Settings) -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open(settings.metadata_url)
    for name in ("attic", "cellar"):
        now = utc_now()
        host = Host(
            name=name, place=name, runtime=RuntimeName.PROCESS, registered_at=now, seen_at=now
        )
        await opened.hosts.register(host, settings.hosts.silence)
    yield opened
    await opened.close()


async def an_application(store: MetadataStore, host: str, **more: object) -> Application:
    deployment = samples.deployment(1).model_copy(update={"host": host})
    application = samples.application(new_id(), deployment=deployment, **more)
    return await store.add_application(application)


def an_instance(application: Application, job_id: str) -> InstanceState:
    owner = Owner(application_id=application.id, version=1, job_id=job_id)
    return InstanceState(
        name=f"instance-of-{application.id}",
        owner=owner,
        image="x",
        endpoint=Endpoint(port=1),
        running=True,
    )


async def test_only_what_belongs_elsewhere_is_stopped(
    store: MetadataStore, settings: Settings
) -> None:
    runtime, job_id = FakeRuntime(), new_id()
    mine = await an_application(store, "attic")
    foreign = await an_application(store, "cellar")
    arriving = await an_application(store, "cellar", running_job_id=job_id)
    runtime.running = [
        an_instance(mine, "old-job"),
        an_instance(foreign, "old-job"),
        an_instance(arriving, job_id),
    ]

    assert await Fence(runtime, settings, store).run() == 1  # type: ignore[arg-type]
    assert runtime.stopped == [f"instance-of-{foreign.id}"]


async def test_what_a_job_left_behind_is_stopped_while_it_goes_on_elsewhere(
    store: MetadataStore, settings: Settings
) -> None:
    runtime, job_id = FakeRuntime(), new_id()
    stays, leaves = [
        await store.add_application(samples.application(new_id(), running_job_id=job))
        for job in (new_id(), job_id)
    ]
    for application, host in ((stays, "attic"), (leaves, "cellar")):
        promise = Promise(
            job_id=application.running_job_id or "",
            application_id=application.id,
            host=host,
            limits=ResourceLimits(),
        )
        assert await store.hosts.promise(promise, await store.hosts.promises())
    runtime.running = [an_instance(stays, "x"), an_instance(leaves, job_id)]

    await Fence(runtime, settings, store).run()  # type: ignore[arg-type]

    assert runtime.stopped == [f"instance-of-{leaves.id}"]


async def test_where_nothing_stayed_behind_nothing_is_copied(
    store: MetadataStore, settings: Settings
) -> None:
    runtime = FakeRuntime()
    application = await an_application(store, "cellar")
    runtime.empty.add(application.id)
    left = Leftover(host="attic", application_id=application.id, left_at=utc_now())
    await store.hosts.keep_leftover(left)

    await Fence(runtime, settings, store).run()  # type: ignore[arg-type]

    assert not (settings.paths.snapshots / application.id).exists()
    assert await store.hosts.leftovers("attic") == []


async def test_data_that_stayed_behind_is_copied_once_and_kept(
    store: MetadataStore, settings: Settings
) -> None:
    runtime = FakeRuntime()
    application = await an_application(store, "cellar")
    left = Leftover(host="attic", application_id=application.id, left_at=utc_now())
    await store.hosts.keep_leftover(left)
    for _ in range(2):
        await Fence(runtime, settings, store).run()  # type: ignore[arg-type]

    (copy,) = (settings.paths.snapshots / application.id).iterdir()
    assert copy.name.startswith("aside-attic-")
    (kept,) = await store.hosts.leftovers("attic")
    assert kept.reference == f"snapshots/{application.id}/{copy.name}"
    assert runtime.removed == []


async def test_data_of_a_deleted_application_goes_and_what_is_here_again_is_no_leftover(
    store: MetadataStore, settings: Settings
) -> None:
    runtime = FakeRuntime()
    deleted = await an_application(store, "cellar", status=ApplicationStatus.DELETED)
    here = await an_application(store, "attic")
    for application in (deleted, here):
        left = Leftover(host="attic", application_id=application.id, left_at=utc_now())
        await store.hosts.keep_leftover(left)

    await Fence(runtime, settings, store).run()  # type: ignore[arg-type]

    assert runtime.removed == [f"artefacts {deleted.id}", f"data {deleted.id}"]
    assert await store.hosts.leftovers("attic") == []
