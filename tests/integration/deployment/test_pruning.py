"""What is thrown away: nothing that a version or a job may need."""

from dataclasses import dataclass

from activities.deployment.messages import GoLiveInput
from activities.resources.retention.pruning import Pruner
from models.applications import ApplicationStatus
from models.base import new_id
from tests.integration.deployment.conftest import Host


@dataclass
class Kept:
    """The artefacts of one application."""

    host: Host
    application: str

    async def images(self) -> set[str]:
        found = await self.host.runtime.artefacts()
        return {one.image for one in found if one.application_id == self.application}


async def application(host: Host, slug: str) -> tuple[Kept, dict[str, str]]:
    """Put an application live that has a leftover of each kind; return its artefacts by name."""
    kept = Kept(host, new_id())
    job = host.job(kept.application)
    live = await host.candidate(job, 2)
    await host.deployment.go_live(GoLiveInput(job=job, slug=slug, candidate=live))
    await host.record(kept.application, slug, live)
    made = {"live": live.image, "recorded": await host.package(job, 1)}
    await host.keep(kept.application, 1, made["recorded"])
    await host.keep(kept.application, 2, made["live"])
    made["never recorded"] = await host.package(job, 3, "crashes")
    made["replaced"] = await host.package(job, 4, "hangs")
    made["in its place"] = await host.package(job, 4, "fails")
    await host.keep(kept.application, 4, made["in its place"])
    return kept, made


async def test_what_a_version_or_a_job_may_need_stays(host: Host) -> None:
    kept, made = await application(host, "books")
    unknown = Kept(host, new_id())
    theirs = await host.package(host.job(unknown.application), 1)
    pruner = Pruner(host.runtime, host.store)
    try:
        await host.store.update_application(kept.application, running_job_id=new_id())
        await pruner.run()
        assert await kept.images() == set(made.values())

        await host.store.update_application(kept.application, running_job_id=None)
        await pruner.run()
        expected = {made["live"], made["recorded"], made["in its place"]}
        assert await kept.images() == expected
        assert await unknown.images() == {theirs}

        assert await pruner.run() == 0
        assert await kept.images() == expected
        (instance,) = await host.runtime.instances(kept.application)
        assert instance.running

        deleted = ApplicationStatus.DELETED
        await host.store.update_application(kept.application, status=deleted, deployment=None)
        await pruner.run()
        assert await kept.images() == {made["live"]}
        await host.runtime.stop(instance.name, 0)
        await pruner.run()
        assert await kept.images() == set()
    finally:
        await host.runtime.remove_artefacts(unknown.application)
