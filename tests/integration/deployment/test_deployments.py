"""Deployments under load on real parts: nobody may notice them."""

import asyncio
import contextlib
import json
import os
import signal
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, unix_serve

from activities.deployment.messages import (
    GoLiveInput,
    InstanceInput,
    StartCandidateInput,
    SwitchBackInput,
    TakeDownInput,
    WatchInput,
)
from activities.serving.caddy_config import current_socket
from activities.serving.desired import desired_routes
from activities.serving.switch import read_current
from activities.serving.traffic import Traffic
from models.applications import Deployment, DesiredState, Endpoint
from models.base import new_id
from models.errors import NotFound, Unhealthy
from models.specification import DeploymentSettings
from tests.integration.deployment.conftest import LIMITS, Host
from tests.integration.deployment.load import Load


async def get(host: Host, slug: str, path: str = "/", seconds: float = 20) -> httpx.Response:
    base = f"http://127.0.0.1:{host.settings.proxy.port}"
    async with httpx.AsyncClient(base_url=base, timeout=seconds, trust_env=False) as client:
        return await client.get(path, headers={"Host": f"{slug}.localhost"})


async def replace(host: Host, application: str, live: Deployment, version: int) -> Deployment:
    job = host.job(application)
    candidate = await host.candidate(job, version)
    result = await host.deployment.go_live(GoLiveInput(job=job, slug="books", candidate=candidate))
    assert result.switched
    await host.deployment.retire(InstanceInput(job=job, deployment=live))
    return candidate


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_no_request_fails_over_many_deployments(host: Host, kind: str, method: str) -> None:
    application = new_id()
    live = await host.deploy(application, "books", 1)
    async with Load(host.settings.proxy.port, "books.localhost", method=method) as load:
        for version in range(2, 8 if kind == "docker" else 12):
            live = await replace(host, application, live, version)
            if version % 3 == 0:
                job = host.job(application)
                behaviour = ("crashes", "sick", "never listens")[version // 3 % 3]
                with pytest.raises(Unhealthy):
                    await host.candidate(job, 100 + version, behaviour, seconds=1)
    assert load.failures == []
    assert load.requests > 100
    assert not [version for version in load.versions if int(version) > 100]
    assert len(load.versions) == live.version
    assert [one.name for one in await host.runtime.instances()] == [live.instance]


async def test_a_failed_candidate_tells_why_and_is_gone(host: Host) -> None:
    job = host.job(new_id())
    with pytest.raises(Unhealthy) as caught:
        await host.candidate(job, 1, "crashes")
    assert "broke on purpose" in caught.value.context["log"]
    assert caught.value.context["waited_seconds"] < 15, "its end is noticed, not waited out"
    assert await host.runtime.instances() == []


async def test_a_second_attempt_of_each_step_changes_nothing(host: Host) -> None:
    application = new_id()
    job = host.job(application)
    first, again = await host.candidate(job, 1), await host.candidate(job, 1)
    assert first.instance == again.instance
    live = GoLiveInput(job=job, slug="books", candidate=first)
    results = [await host.deployment.go_live(live) for _ in range(3)]
    assert [result.switched for result in results] == [True, False, False]
    assert results[0].url == f"http://books.localhost:{host.settings.proxy.port}"
    for _ in range(2):
        await host.deployment.take_down(TakeDownInput(job=job, slug="books"))
    assert await host.proxy.routes() == {}
    assert await host.runtime.instances() == []
    assert (await get(host, "books")).status_code == 404


async def test_the_watch_notices_a_fault_and_the_version_before_comes_back(host: Host) -> None:
    application = new_id()
    old = await host.deploy(application, "books", 1)
    job = host.job(application)
    new = await host.candidate(job, 2)
    await host.deployment.go_live(GoLiveInput(job=job, slug="books", candidate=new))
    wanted = WatchInput(job=job, slug="books", deployment=new, health_path="/healthz", seconds=0.5)
    assert (await host.deployment.watch(wanted)).healthy

    watching = asyncio.create_task(host.deployment.watch(wanted.model_copy(update={"seconds": 20})))
    await asyncio.sleep(0.3)
    with contextlib.suppress(httpx.HTTPError):
        await get(host, "books", "/crash", 5)
    result = await asyncio.wait_for(watching, 60)
    assert not result.healthy
    assert result.evidence

    back = SwitchBackInput(job=job, slug="books", candidate=new, previous=old)
    async with Load(host.settings.proxy.port, "books.localhost", visitors=2) as load:
        for _ in range(2):
            await host.deployment.switch_back(back)
    assert load.failures == []
    assert (await get(host, "books")).json() == {"version": "1"}
    assert [one.name for one in await host.runtime.instances()] == [old.instance]


async def test_the_version_before_is_revived_when_it_is_gone(host: Host) -> None:
    application = new_id()
    old = await host.deploy(application, "books", 1)
    job = host.job(application)
    await host.deployment.retire(InstanceInput(job=job, deployment=old))
    # The attempt died before it could tell of its candidate.
    await host.candidate(job, 2)
    back = SwitchBackInput(job=job, slug="books", candidate=None, previous=old)
    await host.deployment.switch_back(back)
    assert (await get(host, "books")).json() == {"version": "1"}
    assert [one.name for one in await host.runtime.instances()] == [old.instance]


async def test_requests_wait_while_nothing_listens(host: Host) -> None:
    application = new_id()
    old = await host.deploy(application, "books", 1)
    job = host.job(application)
    await host.package(job, 2)
    visitors = 3
    async with Load(host.settings.proxy.port, "books.localhost", visitors=visitors) as load:
        await host.deployment.retire(InstanceInput(job=job, deployment=old))
        candidate = await host.candidate(job, 2)
        await host.deployment.go_live(GoLiveInput(job=job, slug="books", candidate=candidate))
    # What the sample had when it was stopped is lost with it: such a request is not repeated.
    assert len(load.failures) <= visitors
    assert load.versions["2"]


class Echo:
    """Another application of the host: it holds WebSockets."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self.application = new_id()

    async def __aenter__(self) -> "Echo":
        paths = self._host.settings.paths
        socket = paths.application_run(self.application) / "v1-other" / "app.sock"
        socket.parent.mkdir(parents=True)
        self._server = await unix_serve(self._echo, str(socket))
        traffic = Traffic(self._host.proxy, self._host.settings)
        await traffic.lead_to(self.application, "talk", Endpoint(socket=str(socket)))
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        await self._server.wait_closed()

    async def _echo(self, connection: ServerConnection) -> None:
        async for message in connection:
            await connection.send(message)

    def visit(self) -> Any:
        port = self._host.settings.proxy.port
        return connect(f"ws://talk.localhost:{port}/", host="127.0.0.1", port=port, proxy=None)


async def test_sockets_of_others_live_through_everything(host: Host) -> None:
    async with Echo(host) as other, other.visit() as one, other.visit() as two:
        application = new_id()
        live = await host.deploy(application, "books", 1)
        live = await replace(host, application, live, 2)
        job = host.job(application)
        await host.deployment.take_down(TakeDownInput(job=job, slug="books"))
        for connection in (one, two):
            await connection.send("still there?")
            assert await asyncio.wait_for(connection.recv(), 5) == "still there?"


async def test_a_killed_proxy_comes_back_with_every_route(host: Host) -> None:
    application = new_id()
    live = await host.deploy(application, "books", 1)
    await host.record(application, "books", live)
    host.caddy.kill()
    routes = await desired_routes(host.store, host.settings)
    await host.caddy.start(routes)
    assert (await get(host, "books")).json() == {"version": "1"}
    result = await host.deployment.reconcile()
    assert (result.checked, result.rerouted, result.failed) == (1, 0, 0)


async def test_reconciliation_heals_what_is_wrong_and_removes_orphans(host: Host) -> None:
    application, orphan = new_id(), new_id()
    live = await host.deploy(application, "books", 1)
    await host.record(application, "books", live)
    await host.deploy(orphan, "orphan", 1)
    folder = host.settings.paths.application_run(application)

    (folder / "current.sock").unlink()
    await host.proxy.remove_route(application)
    await host.runtime.stop(live.instance, 1)
    result = await host.deployment.reconcile()
    assert result.model_dump(exclude={"checked"}) == {
        "restarted": 0,
        "started": 1,
        "stopped": 0,
        "relinked": 1,
        "rerouted": 1,
        "reloaded": 0,
        "unrouted": 1,
        "recreated": 0,
        "orphans": 1,
        "pruned": 0,
        "failed": 0,
    }
    assert (await get(host, "books")).json() == {"version": "1"}
    assert read_current(folder) == Path(live.endpoint.socket or "")
    assert [one.name for one in await host.runtime.instances()] == [live.instance]

    again = await host.deployment.reconcile()
    assert again.model_dump(exclude={"checked"}, exclude_defaults=True) == {}

    await host.store.update_application(application, desired_state=DesiredState.STOPPED)
    assert (await host.deployment.reconcile()).stopped == 1
    await host.store.update_application(application, desired_state=DesiredState.RUNNING)
    assert (await host.deployment.reconcile()).started == 1
    assert (await get(host, "books")).json() == {"version": "1"}


async def test_a_version_whose_artefact_is_gone_is_packaged_again(host: Host) -> None:
    application = new_id()
    old = await host.deploy(application, "books", 1)
    await host.record(application, "books", old)
    await host.keep(application, 1, old.image)
    job = host.job(application)
    await host.deployment.retire(InstanceInput(job=job, deployment=old))
    await host.runtime.remove_artefacts(application)

    result = await host.deployment.reconcile()
    assert (result.started, result.failed) == (1, 0)
    assert (await get(host, "books")).json() == {"version": "1"}

    await host.runtime.stop(old.instance, 0)
    await host.runtime.remove_artefacts(application)
    request = StartCandidateInput(
        job=job, version=1, image=old.image, limits=LIMITS, settings=DeploymentSettings()
    )
    candidate = await host.deployment.start_candidate(request)
    state = await host.runtime.inspect(candidate.instance)
    assert state is not None
    assert state.running
    assert state.image == candidate.image
    assert list(host.settings.paths.workspaces.glob("package-*")) == []


# Processes alone: an engine keeps the image of a container that has ended.
@pytest.mark.parametrize("kind", [pytest.param("process", marks=pytest.mark.integration)])
async def test_an_instance_that_ended_and_lost_its_artefact_comes_back(host: Host) -> None:
    application = new_id()
    live = await host.deploy(application, "books", 1)
    await host.record(application, "books", live)
    await host.keep(application, 1, live.image)
    folder = host.settings.paths.applications / application / "instances" / live.instance
    os.kill(json.loads((folder / "state.json").read_text())["pid"], signal.SIGKILL)
    await host.runtime.remove_artefacts(application)

    result = await host.deployment.reconcile()
    assert (result.restarted, result.started, result.failed) == (0, 1, 0)
    assert (await get(host, "books")).json() == {"version": "1"}


async def test_an_artefact_that_nothing_is_recorded_of_is_missed(host: Host) -> None:
    job = host.job(new_id())
    image = await host.package(job, 1)
    await host.runtime.remove_artefacts(job.application_id)
    request = StartCandidateInput(
        job=job, version=1, image=image, limits=LIMITS, settings=DeploymentSettings()
    )
    with pytest.raises(NotFound, match="not on this machine"):
        await host.deployment.start_candidate(request)


async def test_reconciliation_leaves_running_jobs_alone(host: Host) -> None:
    application = new_id()
    live = await host.deploy(application, "books", 1)
    await host.record(application, "books", live)
    await host.store.update_application(application, running_job_id=new_id())
    candidate = await host.candidate(host.job(application), 2)
    await host.runtime.stop(live.instance, 1)
    result = await host.deployment.reconcile()
    assert result.checked == result.orphans == result.started == 0
    assert [one.name for one in await host.runtime.instances()] == [candidate.instance]


async def test_pages_of_the_proxy_are_kind_and_tell_nothing(host: Host) -> None:
    unknown = await get(host, "nobody")
    assert unknown.status_code == 404
    assert "Nothing here" in unknown.text
    assert current_socket(host.settings.paths, new_id()).name not in unknown.text
    application = new_id()
    live = await host.deploy(application, "books", 1)
    await host.runtime.stop(live.instance, 1)
    down = await get(host, "books")
    assert down.status_code == 503
    assert "moment" in down.text
    assert down.headers["Retry-After"] == "5"
