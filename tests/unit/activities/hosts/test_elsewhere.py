"""How visitors are led to applications on other hosts."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from activities.serving.caddy_config import route
from activities.serving.desired import desired_routes
from activities.serving.elsewhere import PASSED_ON
from activities.serving.forwarding import Forwarder
from models.applications import ApplicationStatus, DesiredState, RuntimeName
from models.base import new_id, utc_now
from models.hosts import Host
from settings import RuntimeSettings, Settings
from storage.metadata import MetadataStore
from tests import samples

ATTIC = "attic.lan:8780"


class FakeProxy:
    """Routes in memory."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    async def ensure_route(self, host: str, application_id: str, upstream: str) -> bool:
        changed = self.found.get(application_id) != upstream
        self.found[application_id] = upstream
        return changed

    async def remove_route(self, application_id: str) -> bool:
        return self.found.pop(application_id, None) is not None

    async def routes(self) -> dict[str, str]:
        return dict(self.found)

    async def load(self, config: dict[str, Any]) -> None:
        raise AssertionError("nothing is replaced as a whole")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[MetadataStore]:
    opened = await MetadataStore.open(f"sqlite:///{tmp_path / 'store.db'}")
    settings = Settings()
    for name, address in (("attic", ATTIC), ("local", None), ("shed", None)):
        now = utc_now()
        host = Host(
            name=name,
            place=name,
            address=address,
            runtime=RuntimeName.PROCESS,
            registered_at=now,
            seen_at=now,
        )
        await opened.hosts.register(host, settings.hosts.silence)
    yield opened
    await opened.close()


async def live_on(store: MetadataStore, host: str, slug: str, **more: object) -> str:
    deployment = samples.deployment(1).model_copy(update={"host": host})
    application = samples.application(new_id(), deployment=deployment, slug=slug, **more)
    return (await store.add_application(application)).id


def test_what_is_passed_on_is_marked_and_never_passed_on_again() -> None:
    here = route("books.test", "a", "unix//run/current.sock")
    away = route("books.test", "a", ATTIC)

    assert away["match"] == [{"host": ["books.test"], "not": [{"header": {PASSED_ON: ["*"]}}]}]
    # The visit is noted by the other host's proxy alone.
    (handler,) = away["handle"]
    headers = handler["headers"]["request"]
    assert headers["set"] == {PASSED_ON: ["1"]}
    assert headers["delete"] == here["handle"][-1]["headers"]["request"]["delete"]
    assert "not" not in here["match"][0]
    assert "not" not in route("books.test", "a", "127.0.0.1:99")["match"][0]


async def test_a_proxy_finds_applications_of_hosts_with_another_one_through_that(
    store: MetadataStore,
) -> None:
    for slug, host in (("a", "attic"), ("b", "local"), ("c", "shed")):
        await live_on(store, host, slug, desired_state=DesiredState.STOPPED)

    seen = {one.slug: one for one in await desired_routes(store, Settings())}

    assert [seen[slug].endpoint.address for slug in "abc"] == [ATTIC, None, None]
    # Whether it rests is the matter of the host that it is on.
    assert [seen[slug].resting for slug in "abc"] == [False, True, True]
    attic = Settings(runtime=RuntimeSettings(host_name="attic", address=ATTIC))
    assert {one.endpoint.address for one in await desired_routes(store, attic)} == {None}


async def test_routes_to_other_hosts_come_and_go_with_what_should_be_reachable(
    store: MetadataStore,
) -> None:
    proxy = FakeProxy()
    forwarder = Forwarder(proxy, Settings(), store)
    there = await live_on(store, "attic", "a")
    here = await live_on(store, "local", "b")
    proxy.found = {here: "unix//run/b", "gone": ATTIC}

    assert await forwarder.run() == 2
    assert proxy.found == {here: "unix//run/b", there: ATTIC}
    assert await forwarder.run() == 0

    await store.update_application(there, status=ApplicationStatus.DELETED)
    assert await forwarder.run() == 1
    assert there not in proxy.found


async def test_one_move_is_told_at_once_and_only_where_the_proxy_is_another(
    store: MetadataStore,
) -> None:
    proxy = FakeProxy()
    forwarder = Forwarder(proxy, Settings(), store)

    assert await forwarder.lead_to_host("x", "books", "attic")
    assert not await forwarder.lead_to_host("y", "pets", "shed")
    assert proxy.found == {"x": ATTIC}
