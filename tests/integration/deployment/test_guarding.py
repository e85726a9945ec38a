"""Whatever happens to the proxy's configuration, one look of upkeep puts it right."""

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from activities.serving.caddy_config import ROUTES, SERVER, caddy_config, route_id
from activities.serving.health import local_client
from models.base import new_id
from tests.integration.deployment.conftest import Host
from tests.integration.deployment.test_deployments import Echo, get

pytestmark = pytest.mark.parametrize(
    "kind", [pytest.param("process", marks=pytest.mark.integration)]
)


async def admin(host: Host, method: str, path: str, body: Any = None) -> httpx.Response:
    socket = str(host.settings.paths.proxy_admin_socket)
    async with local_client("http://127.0.0.1", 10, socket=socket) as client:
        return await client.request(method, path, json=body)


async def recorded(host: Host, slug: str) -> str:
    application = new_id()
    live = await host.deploy(application, slug, 1)
    await host.record(application, slug, live)
    return application


async def healed(host: Host) -> dict[str, int]:
    """Reconcile once, and show that a second look finds nothing to do."""
    result = await host.deployment.reconcile()
    again = await host.deployment.reconcile()
    assert again.model_dump(exclude={"checked"}, exclude_defaults=True) == {}
    assert (await get(host, "books")).json() == {"version": "1"}
    return result.model_dump(exclude={"checked"}, exclude_defaults=True)


async def test_a_lost_or_changed_configuration_is_loaded_whole(host: Host) -> None:
    await recorded(host, "books")
    assert await healed(host) == {}, "what was loaded at the start is what should be"

    await admin(host, "DELETE", "/config/")
    assert await healed(host) == {"reloaded": 1}

    await admin(host, "DELETE", f"/config/apps/http/servers/{SERVER}/listen/0")
    assert await healed(host) == {"reloaded": 1}

    await admin(host, "DELETE", f"/config/apps/http/servers/{SERVER}")
    assert await healed(host) == {"reloaded": 1}

    foreign = {"handle": [{"handler": "static_response", "body": "taken over"}]}
    await admin(host, "PUT", f"{ROUTES}/0", foreign)
    assert (await get(host, "books")).text == "taken over"
    assert await healed(host) == {"reloaded": 1}

    host.caddy.kill()
    empty = {"admin": caddy_config(host.settings, [], "")["admin"]}
    await host.caddy.start_with(empty)
    assert await healed(host) == {"reloaded": 1}


async def test_one_missing_route_costs_others_nothing(host: Host) -> None:
    application = await recorded(host, "books")
    async with Echo(host) as other:
        # A job works on the other one, so that upkeep leaves it alone.
        live = (await host.store.application(application)).deployment
        assert live is not None
        await host.record(other.application, "talk", live)
        await host.store.update_application(other.application, running_job_id=new_id())
        async with other.visit() as visitor:
            await host.proxy.remove_route(application)
            assert await healed(host) == {"rerouted": 1}
            await visitor.send("still there?")
            assert await asyncio.wait_for(visitor.recv(), 5) == "still there?"

            stranger = new_id()
            await host.proxy.ensure_route("gone.localhost", stranger, "127.0.0.1:9")
            assert await healed(host) == {"unrouted": 1}
            await admin(host, "DELETE", "/config/")
            assert await healed(host) == {"reloaded": 1}
        assert route_id(stranger) not in json.dumps((await admin(host, "GET", ROUTES)).json())


async def test_a_proxy_that_is_not_there_stops_nothing(host: Host) -> None:
    await recorded(host, "books")
    host.caddy.kill()
    Path(host.settings.paths.proxy_admin_socket).unlink()
    result = await host.deployment.reconcile()
    assert result.reloaded == 0
    await host.caddy.start([])
    assert (await host.deployment.reconcile()).rerouted == 1
