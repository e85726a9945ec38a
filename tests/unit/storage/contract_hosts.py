"""What every database must hold about hosts."""

import asyncio
from datetime import datetime, timedelta

import pytest

from models.applications import RuntimeName
from models.base import new_id, utc_now
from models.errors import Conflict, NotFound
from models.hosts import Host, HostState, Leftover, Promise, Resources
from models.specification import ResourceLimits
from storage.metadata import MetadataStore
from tests.unit.storage.samples import an_application

SILENCE = timedelta(seconds=30)


def a_host(name: str, place: str | None = None, seen_at: datetime | None = None) -> Host:
    now = utc_now()
    return Host(
        name=name,
        place=place or f"docker {name}",
        runtime=RuntimeName.DOCKER,
        registered_at=now,
        seen_at=seen_at or now,
    )


def name() -> str:
    return f"h{new_id()[-12:]}"


class HostsContract:
    async def test_what_others_decide_survives_heartbeats_and_a_new_start(
        self, store: MetadataStore
    ) -> None:
        host = await store.hosts.register(a_host(name()), SILENCE)
        await store.hosts.drain(host.name, draining=True)
        assert await store.hosts.give_up(host.name, host.seen_at)

        later = host.model_copy(
            update={"seen_at": utc_now(), "free": Resources(memory_mb=5), "draining": False}
        )
        beaten = await store.hosts.beat(later)
        again = await store.hosts.register(a_host(host.name), SILENCE)

        assert (beaten.draining, beaten.free.memory_mb) == (True, 5)
        assert beaten.lost_at is not None
        assert (again.draining, again.lost_at) == (True, beaten.lost_at)
        assert again.registered_at == host.registered_at
        await store.hosts.take_back(host.name)
        assert (await store.hosts.get(host.name)).state(utc_now(), SILENCE) is HostState.DRAINING

    async def test_a_host_that_was_heard_of_meanwhile_is_not_given_up(
        self, store: MetadataStore
    ) -> None:
        host = await store.hosts.register(a_host(name()), SILENCE)
        await store.hosts.beat(host.model_copy(update={"seen_at": utc_now()}))

        assert not await store.hosts.give_up(host.name, host.seen_at)
        assert (await store.hosts.get(host.name)).lost_at is None

    async def test_a_living_host_keeps_its_name_and_its_place(self, store: MetadataStore) -> None:
        host = await store.hosts.register(a_host(name()), SILENCE)

        with pytest.raises(Conflict, match="calls itself"):
            await store.hosts.register(a_host(host.name, place="docker other"), SILENCE)
        with pytest.raises(Conflict, match="same place"):
            await store.hosts.register(a_host(name(), place=host.place), SILENCE)

        await store.hosts.sign_off(host.name)
        assert (await store.hosts.get(host.name)).state(utc_now(), SILENCE) is HostState.STOPPED
        renamed = await store.hosts.register(a_host(name(), place=host.place), SILENCE)
        assert renamed.place == host.place

    async def test_a_silent_host_may_be_replaced(self, store: MetadataStore) -> None:
        old = a_host(name(), seen_at=utc_now() - timedelta(minutes=5))
        await store.hosts.register(old, SILENCE)
        assert (await store.hosts.get(old.name)).state(utc_now(), SILENCE) is HostState.SILENT

        new = await store.hosts.register(a_host(old.name, place="docker new"), SILENCE)

        assert new.place == "docker new"

    async def test_a_removed_host_is_unknown(self, store: MetadataStore) -> None:
        host = await store.hosts.register(a_host(name()), SILENCE)
        await store.hosts.remove(host.name)

        with pytest.raises(NotFound):
            await store.hosts.get(host.name)
        with pytest.raises(NotFound):
            await store.hosts.beat(host)
        with pytest.raises(NotFound):
            await store.hosts.drain(host.name, draining=True)
        await store.hosts.sign_off(host.name)
        assert host.name not in {one.name for one in await store.hosts.all()}

    async def test_what_stayed_behind_is_noted_once_until_it_is_gone(
        self, store: MetadataStore
    ) -> None:
        application, host = await store.add_application(an_application()), name()
        left = Leftover(host=host, application_id=application.id, left_at=utc_now())
        for reference in (None, None, "x/aside.tar.gz"):
            await store.hosts.keep_leftover(left.model_copy(update={"reference": reference}))

        (found,) = await store.hosts.leftovers(host)
        assert found.reference == "x/aside.tar.gz"
        await store.hosts.forget_leftover(host, application.id)
        assert await store.hosts.leftovers(host) == []

    async def test_the_last_choice_of_a_host_counts(self, store: MetadataStore) -> None:
        application = await store.add_application(an_application())
        jobs = [new_id(), new_id()]
        for job_id, host in ((jobs[0], "a"), (jobs[1], "b"), (jobs[1], "c")):
            promise = Promise(
                job_id=job_id, application_id=application.id, host=host, limits=ResourceLimits()
            )
            assert await store.hosts.promise(promise, await store.hosts.promises())

        promises = await store.hosts.promises()
        assert jobs[0] not in promises
        assert promises[jobs[1]].host == "c"

    async def test_of_those_that_choose_at_once_one_does(self, store: MetadataStore) -> None:
        applications = [await store.add_application(an_application()) for _ in range(5)]
        promises = [
            Promise(job_id=new_id(), application_id=one.id, host="a", limits=ResourceLimits())
            for one in applications
        ]
        known = await store.hosts.promises()
        noted = await asyncio.gather(*(store.hosts.promise(one, known) for one in promises))

        assert sum(noted) == 1
        after = await store.hosts.promises()
        assert sum(one.job_id in after for one in promises) == 1
