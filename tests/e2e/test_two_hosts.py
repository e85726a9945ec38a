"""Two hosts: one dies with what it ran, comes back, and takes everything over in the end."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.host_views import HostView
from api.views import JobView
from models.alerts import FindingKind
from models.hosts import HostState
from models.jobs import JobKind, JobPhase
from sdk.client import OrchestratorClient
from tests.e2e.conftest import new_stack
from tests.e2e.test_main_job import add_book, titles
from tests.hosts import NAME, HostWithEngine, HostWithFolder, SecondHost
from tests.parts import is_there
from tests.running import RunningStack
from tests.samples import READING_LIST_REQUEST

pytestmark = [pytest.mark.integration, pytest.mark.slow, pytest.mark.timeout(600)]
PATIENCE = 90.0
DEAD_AFTER = "5"


KINDS = ("engine", "folder") if os.environ.get("ORCHESTRATOR_TEST_HOSTS") == "all" else ("best",)
"""One kind shows it; the other one takes as long again, and is for when hosts are worked on."""


@pytest.fixture(params=KINDS)
async def hosts(
    request: pytest.FixtureRequest, tmp_path: Path
) -> AsyncIterator[tuple[RunningStack, SecondHost]]:
    with_engine = request.param == "engine" or (request.param == "best" and is_there("engines"))
    tmp_path.chmod(0o755)
    stack = new_stack(
        tmp_path,
        "docker" if with_engine else "process",
        ORCHESTRATOR_HOSTS__FAILOVER="automatic",
        ORCHESTRATOR_HOSTS__DEAD_AFTER_SECONDS=DEAD_AFTER,
    )
    second: SecondHost = HostWithEngine(stack) if with_engine else HostWithFolder(stack)
    try:
        await asyncio.gather(asyncio.to_thread(stack.start), asyncio.to_thread(second.start))
        yield stack, second
    finally:
        await asyncio.to_thread(second.remove)
        await asyncio.to_thread(stack.stop)


async def test_what_a_dead_host_ran_is_back_with_its_data_and_runs_once(
    hosts: tuple[RunningStack, SecondHost],
) -> None:
    stack, second = hosts
    async with stack.operator() as operator, stack.client() as client:
        await until_state(operator, NAME, HostState.ALIVE)
        # Side by side: what one is about to get counts when the other chooses.
        here, there = await asyncio.gather(create(client, "One"), create(client, "Two"))
        assert await loads(operator) == {NAME: 1, "local": 1}
        first, url = url_of(here), url_of(there)
        await until_titles(stack, first, [])  # a proxy of its own learns of it by a look
        await add_book(stack, first, {"title": "Emma"})
        moved, lost = (here, first) if await is_on(second, here) else (there, url)
        kept = first if lost != first else url
        await until_titles(stack, lost, [] if lost != first else ["Emma"])
        await add_book(stack, lost, {"title": "Middlemarch"})
        await copy_data(stack, second, moved.application_id)
        before = await titles(stack, lost)
        await add_book(stack, lost, {"title": "Too late"})

        second.kill()
        took = await until_titles(stack, lost, before)

        print(f"from death to back: {took:.1f} s")  # noqa: T201
        job = await last_job(client, moved.application_id)
        assert (job.kind, job.phase) == (JobKind.MOVE, JobPhase.DONE), job.error
        assert job.result is not None
        assert "as of" in job.result.summary
        assert (await loads(operator))["local"] == 2
        assert await open_alerts(operator) == {FindingKind.HOST_LOST}

        second.start()
        await until_state(operator, NAME, HostState.ALIVE)
        assert await running(second) == 0
        folder = stack.settings.paths.snapshots / moved.application_id
        assert list(folder.glob(f"aside-{NAME}-*.tar.gz"))
        assert await open_alerts(operator) == set()

        await add_book(stack, kept, {"title": "Persuasion"})
        expected = sorted(await titles(stack, kept))
        await operator.drain_host("local")
        await until_load(operator, NAME, 2)
        assert sorted(await titles(stack, kept)) == expected
        assert await titles(stack, lost) == before

        # Nothing new goes to a host that is being emptied, so that this one begins on the other.
        under_way = (
            await client.create(READING_LIST_REQUEST, name="Three", auto_approve=True)
        ).job_id
        await until_phase(client, under_way, JobPhase.CHECKING)
        await operator.undrain_host("local")
        began = time.monotonic()
        second.kill()
        finished = await client.wait(under_way)

        print(f"from death to done: {time.monotonic() - began:.1f} s")  # noqa: T201
        assert finished.phase is JobPhase.DONE, finished.error
        assert await titles(stack, url_of(finished)) == []
        events = [event async for event in client.events(under_way)]
        assert [event.message for event in events].count("The application is written") == 1


async def create(client: OrchestratorClient, name: str) -> JobView:
    accepted = await client.create(READING_LIST_REQUEST, name=name, auto_approve=True)
    job = await client.wait(accepted.job_id)
    assert job.phase is JobPhase.DONE, job.error
    return job


def url_of(job: JobView) -> str:
    assert job.result is not None
    assert job.result.url is not None
    return job.result.url


async def is_on(second: SecondHost, job: JobView) -> bool:
    async with second.runtime() as runtime:
        return bool(await runtime.instances(job.application_id))


async def running(second: SecondHost) -> int:
    async with second.runtime() as runtime:
        return sum(one.running for one in await runtime.instances())


async def copy_data(stack: RunningStack, second: SecondHost, application_id: str) -> None:
    """Copy an application's data as the nightly backup would."""
    target = stack.settings.paths.snapshots / application_id / "nightly.tar.gz"
    async with second.runtime() as runtime:
        await runtime.snapshot(application_id, target)


async def last_job(client: OrchestratorClient, application_id: str) -> JobView:
    (newest,) = (await client.jobs(application_id=application_id, limit=1)).items
    return await client.wait(newest.job_id)


async def all_hosts(operator: OrchestratorClient) -> dict[str, HostView]:
    return {host.name: host for host in (await operator.hosts()).items}


async def loads(operator: OrchestratorClient) -> dict[str, int]:
    return {name: host.applications for name, host in (await all_hosts(operator)).items()}


async def until_state(operator: OrchestratorClient, name: str, state: HostState) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            found = (await all_hosts(operator)).get(name)
            if found is not None and found.state is state:
                return
            await asyncio.sleep(0.1)


async def open_alerts(operator: OrchestratorClient) -> set[FindingKind]:
    return {alert.kind for alert in (await operator.alerts(is_open=True)).items}


async def until_phase(client: OrchestratorClient, job_id: str, phase: JobPhase) -> None:
    async for event in client.events(job_id):
        if event.phase is phase:
            return


async def until_load(operator: OrchestratorClient, name: str, number: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            if (await loads(operator))[name] == number:
                return
            await asyncio.sleep(0.1)


async def until_titles(stack: RunningStack, url: str, wanted: list[str]) -> float:
    """Return after how long the application answers with these titles."""
    began = time.monotonic()
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                if await titles(stack, url) == wanted:
                    return time.monotonic() - began
            except (httpx.HTTPError, ValueError, KeyError):
                pass  # it is not back
            await asyncio.sleep(0.1)
