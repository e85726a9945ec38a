"""Visitors of applications that do not run: those that sleep are woken, others say why."""

import asyncio
import contextlib
import json
import os
import signal
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, unix_serve

from activities.containers.packaging import Packager
from activities.containers.process_instances import ProcessInstances
from activities.containers.process_layout import Layout
from activities.containers.process_runtime import ProcessRuntime
from activities.serving.switch import read_current
from activities.serving.traffic import Traffic
from activities.visitors.service import VisitorService
from models.applications import Deployment, DesiredState, Endpoint
from models.base import new_id, utc_now
from settings import WakingSettings
from tests.integration.deployment.conftest import Host

# What is shown here is the same whatever applications run in.
ONE_RUNTIME = pytest.mark.parametrize(
    "kind", [pytest.param("process", marks=pytest.mark.integration)]
)


@dataclass
class Place:
    """A host with its doorkeeper, and one application on it."""

    host: Host
    application: str
    live: Deployment

    async def ask(
        self, method: str = "GET", content: bytes = b"", accept: str = "text/html"
    ) -> httpx.Response:
        base = f"http://127.0.0.1:{self.host.settings.proxy.port}"
        async with httpx.AsyncClient(base_url=base, timeout=40, trust_env=False) as client:
            headers = {"Host": "books.localhost", "Accept": accept}
            return await client.request(method, "/", content=content, headers=headers)

    async def sleep(self) -> None:
        """Put it to sleep as upkeep does."""
        await self.change(asleep_since=utc_now())
        assert (await self.host.deployment.reconcile()).stopped == 1
        assert await self.host.runtime.instances() == []

    async def change(self, **changes: object) -> None:
        await self.host.store.update_application(self.application, **changes)


@contextlib.asynccontextmanager
async def serving(host: Host, **waking: Any) -> AsyncIterator[None]:
    """Run the doorkeeper, as the worker does."""
    settings = host.settings.model_copy(update={"waking": WakingSettings(**waking)})
    packager = Packager(host.runtime, host.sources, settings.paths.workspaces)
    service = VisitorService(host.runtime, packager, host.proxy, host.store, settings)
    task = asyncio.create_task(service.run())
    for _ in range(500):
        if settings.paths.doorkeeper_socket.exists():
            break
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def a_place(host: Host, behaviour: str = "fine") -> Place:
    application = new_id()
    job = host.job(application)
    live = await host.deploy(application, "books", 1)
    await host.record(application, "books", live)
    if behaviour != "fine":
        image = await host.package(job, 2, behaviour)
        broken = live.model_copy(update={"image": image})
        await host.store.update_application(application, deployment=broken)
    return Place(host, application, live)


async def test_many_visitors_wake_an_application_once_and_are_all_served(host: Host) -> None:
    place = await a_place(host)
    async with serving(host):
        await place.sleep()
        visits = [place.ask("POST", b"x" * 2_000_000) if n % 2 else place.ask() for n in range(12)]
        answers = await asyncio.gather(*visits)
        assert [answer.status_code for answer in answers] == [200] * 12
        assert all(answer.json() == {"version": "1"} for answer in answers)
        (instance,) = await host.runtime.instances()
        assert (instance.name, instance.restarts) == (place.live.instance, 0)
        assert (await host.store.application(place.application)).asleep_since is None
        folder = host.settings.paths.application_run(place.application)
        assert str(read_current(folder)) == instance.endpoint.socket, "later ones come directly"
        assert (await host.deployment.reconcile()).stopped == 0


@ONE_RUNTIME
async def test_an_application_on_a_port_of_loopback_is_woken_just_so(host: Host) -> None:
    assert isinstance(host.runtime, ProcessRuntime)
    host.runtime._instances = ProcessInstances(Layout(host.settings.paths), sockets=False)
    place = await a_place(host)
    assert place.live.endpoint.port is not None
    async with serving(host):
        await place.sleep()
        answers = await asyncio.gather(place.ask(), place.ask("POST", b"x" * 100_000))
        assert [answer.status_code for answer in answers] == [200, 200]
        application = await host.store.application(place.application)
        assert application.deployment is not None
        endpoint = application.deployment.endpoint
        assert await host.proxy.routes() == {place.application: f"127.0.0.1:{endpoint.port}"}


@ONE_RUNTIME
async def test_who_does_not_sleep_says_why_nobody_answers(host: Host) -> None:
    place = await a_place(host)
    async with serving(host):
        await place.sleep()
        await place.change(running_job_id=new_id())
        changing = await place.ask()
        assert (changing.status_code, changing.headers["Retry-After"]) == (503, "5")
        assert "is being changed" in changing.text
        assert 'http-equiv="refresh"' in changing.text
        assert await host.runtime.instances() == [], "a job that works on it wins"

        await place.change(running_job_id=None, desired_state=DesiredState.STOPPED)
        stopped = await place.ask(accept="application/json")
        assert stopped.status_code == 503
        assert stopped.headers["Content-Type"] == "application/problem+json"
        assert stopped.json()["code"] == "stopped"
        assert int(stopped.headers["Retry-After"]) >= 60
        assert "owner has stopped it" in (await place.ask()).text
        assert await host.runtime.instances() == []


@ONE_RUNTIME
async def test_a_slow_start_shows_a_page_that_loads_again_by_itself(host: Host) -> None:
    place = await a_place(host, "never listens")
    async with serving(host, hold_seconds=0.3, held_per_application=1):
        await place.sleep()
        began = time.monotonic()
        first, second = await asyncio.gather(place.ask(), place.ask())
        assert {first.status_code, second.status_code} == {503}
        assert "is starting" in first.text
        assert first.headers["Orchestrator-Page"] == "starting"
        assert first.headers["Retry-After"] == "2"
        assert time.monotonic() - began < 3
        assert len(await host.runtime.instances()) == 1


@ONE_RUNTIME
async def test_an_application_that_breaks_keeps_nobody_waiting(host: Host) -> None:
    place = await a_place(host)
    async with serving(host):
        folder = host.settings.paths.applications / place.application / "instances"
        state = json.loads((folder / place.live.instance / "state.json").read_text())
        os.kill(state["pid"], signal.SIGKILL)
        answer = await place.ask(accept="application/json")
        assert answer.json()["code"] == "broken"
        assert "via" in answer.headers, "the doorkeeper has said so"
    answer = await place.ask(accept="application/json")
    assert answer.json()["code"] == "broken"
    assert "via" not in answer.headers, "without it the proxy says what it can"


@ONE_RUNTIME
async def test_a_web_socket_goes_through_the_door(host: Host) -> None:
    async def echo(connection: ServerConnection) -> None:
        async for message in connection:
            await connection.send(message)

    place = await a_place(host)
    socket = host.settings.paths.root / "echo.sock"
    live = place.live.model_copy(update={"endpoint": Endpoint(socket=str(socket))})
    await place.change(deployment=live)
    traffic = Traffic(host.proxy, host.settings)
    await traffic.rest(place.application, "books", live.endpoint)
    port = host.settings.proxy.port
    async with (
        serving(host),
        await unix_serve(echo, str(socket)),
        connect(
            f"ws://books.localhost:{port}/", host="127.0.0.1", port=port, proxy=None
        ) as visitor,
    ):
        for text in ("hello", "x" * 300_000):
            await visitor.send(text)
            assert await asyncio.wait_for(visitor.recv(), 5) == text
