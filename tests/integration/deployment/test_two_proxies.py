"""Two real proxies: whichever a visitor asks, the application's own host answers, and in time."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from uvicorn import Config, Server

from activities.serving.caddy_config import Reachable, current_socket
from activities.serving.elsewhere import PASSED_ON
from models.applications import Endpoint
from settings import Settings
from tests.integration.deployment.caddy import Caddy, settings_for

pytestmark = pytest.mark.integration
APPLICATION = "0199-aaaa-bbbbccccdddd"


@asynccontextmanager
async def proxy(settings: Settings, endpoint: Endpoint) -> AsyncIterator[str]:
    caddy = Caddy(settings)
    await caddy.start([Reachable("books", APPLICATION, endpoint)])
    yield f"http://127.0.0.1:{settings.proxy.port}"
    caddy.kill()


@asynccontextmanager
async def application(socket: Path) -> AsyncIterator[None]:
    """Answer on a socket with what the proxy sent along."""

    async def headers(request: Request) -> JSONResponse:
        return JSONResponse(dict(request.headers))

    socket.parent.mkdir(parents=True, exist_ok=True)
    app = Starlette(routes=[Route("/", headers)])
    server = Server(Config(app, uds=str(socket), log_config=None, lifespan="off"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.01)
    yield
    server.should_exit = True
    await serving


async def ask(url: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=20) as client:
        return await client.get("/", headers={"Host": "books.localhost", **headers})


def trusting(settings: Settings, *proxies: str) -> Settings:
    """Return the settings with proxies whose word counts for a visitor's address."""
    proxy = settings.proxy.model_copy(update={"trusted_proxies": proxies})
    return settings.model_copy(update={"proxy": proxy})


async def test_both_lead_to_the_host_that_has_it() -> None:
    async with AsyncExitStack() as stack:
        here, there = [
            settings_for(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="op-"))))
            for _ in range(2)
        ]
        socket = current_socket(there.paths, APPLICATION)
        await stack.enter_async_context(application(socket))
        attic = await stack.enter_async_context(proxy(there, Endpoint(socket=str(socket))))
        away = Endpoint(address=f"localhost:{there.proxy.port}")
        entry = await stack.enter_async_context(proxy(here, away))

        direct, passed_on = await ask(attic), await ask(entry)

    assert (direct.status_code, passed_on.status_code) == (200, 200)
    assert passed_on.json()["host"] == "books.localhost"
    assert passed_on.json()[PASSED_ON.lower()] == "1"
    assert PASSED_ON.lower() not in direct.json()


async def test_the_visitors_address_comes_through_a_trusted_proxy_and_nobody_makes_one_up() -> None:
    forged = {"X-Forwarded-For": "203.0.113.9", "Orchestrator-Probe": "probe"}
    async with AsyncExitStack() as stack:
        here, there = [
            settings_for(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="op-"))))
            for _ in range(2)
        ]
        # The proxy that passes on is asked by 127.0.0.1 and asks from there: only here, where both
        # are on one machine, can a visitor come from a trusted address, too.
        socket = current_socket(there.paths, APPLICATION)
        await stack.enter_async_context(application(socket))
        endpoint = Endpoint(socket=str(socket))
        attic = await stack.enter_async_context(proxy(trusting(there, "127.0.0.0/8"), endpoint))
        entry = await stack.enter_async_context(
            proxy(here, Endpoint(address=f"localhost:{there.proxy.port}"))
        )

        through = (await ask(entry, **forged)).json()
        trusted = (await ask(attic, **forged)).json()

    assert through["x-forwarded-for"] == "127.0.0.1, 127.0.0.1", "visitor, then the passing proxy"
    assert trusted["x-forwarded-for"] == "203.0.113.9, 127.0.0.1"
    assert "orchestrator-probe" not in {*through, *trusted}


async def test_two_that_each_believe_it_is_on_the_other_end_at_once() -> None:
    async with AsyncExitStack() as stack:
        here, there = [
            settings_for(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="op-"))))
            for _ in range(2)
        ]
        to_there = Endpoint(address=f"localhost:{there.proxy.port}")
        to_here = Endpoint(address=f"localhost:{here.proxy.port}")
        entry = await stack.enter_async_context(proxy(here, to_there))
        await stack.enter_async_context(proxy(there, to_here))

        assert (await ask(entry)).status_code == 404
