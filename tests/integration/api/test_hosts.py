"""Hosts through the API: operators see and use them, nobody else."""

from datetime import timedelta

import pytest

from api.auth import Role
from models.applications import RuntimeName
from models.base import new_id, utc_now
from models.hosts import Host, HostState
from tests import samples
from tests.integration.api.conftest import Api

pytestmark = pytest.mark.integration


async def a_host(api: Api, name: str, *, silent: bool = False) -> Host:
    now = utc_now()
    host = Host(
        name=name,
        place=name,
        runtime=RuntimeName.DOCKER,
        registered_at=now,
        seen_at=now - timedelta(minutes=5) if silent else now,
    )
    return await api.store.hosts.register(host, timedelta(seconds=30))


async def an_application_on(api: Api, host: str) -> None:
    deployment = samples.deployment(1).model_copy(update={"host": host})
    await api.store.add_application(samples.application(new_id(), deployment=deployment))


async def test_operators_see_state_and_load_of_each_host(api: Api) -> None:
    await a_host(api, "attic")
    await a_host(api, "cellar", silent=True)
    await an_application_on(api, "attic")

    async with api.client(role=Role.OPERATOR) as http:
        found = {host["name"]: host for host in (await http.get("/hosts")).json()["items"]}
    async with api.client() as http:
        refused = await http.get("/hosts")

    assert (found["attic"]["state"], found["cellar"]["state"]) == ("alive", "silent")
    assert (found["attic"]["applications"], found["attic"]["reserved"]["memory_mb"]) == (1, 192)
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed")


async def test_draining_begins_once_and_can_be_called_off(api: Api) -> None:
    await a_host(api, "attic")
    async with api.client(role=Role.OPERATOR) as http:
        drained = await http.post("/hosts/attic/drain")
        assert (drained.status_code, drained.json()["state"]) == (202, "draining")
        undrained = await http.post("/hosts/attic/undrain")
        assert (undrained.status_code, undrained.json()["state"]) == (202, "alive")

    assert api.engine.hosts.asked == [("evacuate", "attic"), ("call off", "attic")]
    actions = [entry.action for entry in (await api.store.audit()).items]
    assert actions == ["host.undrain", "host.drain"]


async def test_only_a_host_that_does_not_answer_is_given_up(api: Api) -> None:
    await a_host(api, "attic")
    await a_host(api, "cellar", silent=True)
    async with api.client(role=Role.OPERATOR) as http:
        alive = await http.post("/hosts/attic/fail-over")
        silent = await http.post("/hosts/cellar/fail-over")
        not_drained = await http.post("/hosts/cellar/drain")

    assert (alive.status_code, silent.status_code) == (409, 202)
    assert "Drain it instead" in alive.json()["remedy"]
    assert silent.json()["state"] == HostState.LOST
    assert not_drained.status_code == 409
    assert api.engine.hosts.asked == [("evacuate", "cellar")]


async def test_a_host_is_forgotten_only_when_nothing_needs_it(api: Api) -> None:
    await a_host(api, "attic")
    await a_host(api, "cellar", silent=True)
    await a_host(api, "shed", silent=True)
    await an_application_on(api, "shed")
    async with api.client(role=Role.OPERATOR) as http:
        codes = [
            (await http.delete(f"/hosts/{name}")).status_code
            for name in ("attic", "shed", "cellar", "cellar")
        ]

    assert codes == [409, 409, 204, 404]
    assert {host.name for host in await api.store.hosts.all()} == {"attic", "shed"}
    assert api.engine.hosts.asked == [("forget", "cellar")]
