"""The main job on real parts: a sentence becomes a running application, changes, and goes."""

import asyncio
import io
import tarfile

import httpx
import pytest

from api.views import JobView
from models.applications import ApplicationStatus
from models.jobs import Decision, EventKind, JobEvent, JobPhase
from sdk.client import OrchestratorClient
from sdk.errors import Conflict, NotFound
from tests.running import RunningStack
from tests.samples import READING_LIST_REQUEST

pytestmark = [pytest.mark.integration, pytest.mark.slow]


async def follow(client: OrchestratorClient, job_id: str) -> tuple[JobView, list[JobEvent]]:
    events = [event async for event in client.events(job_id)]
    return await client.job(job_id), events


async def create(client: OrchestratorClient, name: str) -> JobView:
    accepted = await client.create(READING_LIST_REQUEST, name=name, auto_approve=True)
    job, _ = await follow(client, accepted.job_id)
    assert job.phase is JobPhase.DONE, job.error
    return job


async def test_the_whole_life_of_an_application(stack: RunningStack) -> None:
    async with stack.client() as client:
        accepted = await client.create(READING_LIST_REQUEST)
        job_id, application_id = accepted.job_id, accepted.application_id
        async for event in client.events(job_id):
            if event.kind is EventKind.DECISION_NEEDED:
                break
        with pytest.raises(Conflict):
            await client.modify(application_id, "add a publisher")
        await client.decide(job_id, Decision.APPROVE)
        job, events = await follow(client, job_id)

        assert job.phase is JobPhase.DONE, job.error
        assert [event.sequence for event in events] == list(range(1, len(events) + 1))
        assert job.result is not None
        assert job.result.url is not None
        assert job.quality is not None
        assert job.quality.passed
        url = job.result.url
        page = await stack.fetch(url)
        assert page.status_code == 200
        assert "Books" in page.text

        await add_book(stack, url, {"title": "Middlemarch", "rating": 5})
        await modify(client, application_id, "add a publisher to books")
        assert await titles(stack, url) == ["Middlemarch"]
        await add_book(stack, url, {"title": "Emma", "publisher": "Murray"})
        await modify(client, application_id, "call it Bookworm and add an entity shelf with name")
        record = await client.application(application_id)
        assert (record.title, record.url) == ("Bookworm", url)
        assert (await stack.fetch(url, "/shelf")).status_code == 200
        assert sorted(await titles(stack, url)) == ["Emma", "Middlemarch"]

        versions = (await client.versions(application_id)).items
        assert [version.number for version in versions] == [3, 2, 1]
        difference = await client.diff(application_id, 2)
        assert "publisher" in difference.sources
        assert any("publisher" in str(part.new) for part in difference.specification)
        await check_source(stack, application_id)

        rolled = await client.roll_back(application_id, 1)
        done, _ = await follow(client, rolled.job_id)
        assert done.phase is JobPhase.DONE, done.error
        assert (await client.application(application_id)).current_version == 1
        assert sorted(await titles(stack, url)) == ["Emma", "Middlemarch"]

        gone = await client.delete(application_id)
        done, _ = await follow(client, gone.job_id)
        assert done.phase is JobPhase.DONE, done.error
        assert (await stack.fetch(url)).status_code == 404
        assert not list(stack.settings.paths.sources.glob(f"{application_id}*"))


async def test_going_back_can_bring_the_data_back_as_well(stack: RunningStack) -> None:
    async with stack.client() as client:
        job = await create(client, "Old books")
        assert job.result is not None
        assert job.result.url is not None
        url = job.result.url
        await add_book(stack, url, {"title": "Before"})
        await modify(client, job.application_id, "add a publisher to books")
        await add_book(stack, url, {"title": "After"})

        rolled = await client.roll_back(job.application_id, 1, restore_data=True)
        done, _ = await follow(client, rolled.job_id)

        assert done.phase is JobPhase.DONE, done.error
        assert await titles(stack, url) == ["Before"]


async def test_owners_do_not_see_each_other(stack: RunningStack) -> None:
    async with stack.client() as mine, stack.client("somebody-else") as theirs:
        job = await create(mine, "Private books")

        with pytest.raises(NotFound):
            await theirs.application(job.application_id)
        with pytest.raises(NotFound):
            await theirs.job(job.job_id)
        assert (await theirs.applications()).items == ()


async def test_a_stopped_stack_finds_its_applications_again(stack: RunningStack) -> None:
    async with stack.client() as client:
        job = await create(client, "Kept books")
    assert job.result is not None
    assert job.result.url is not None
    await add_book(stack, job.result.url, {"title": "Middlemarch"})

    assert stack.stop() == 0
    stack.start()

    await stack.until_answers(job.result.url)
    assert await titles(stack, job.result.url) == ["Middlemarch"]
    async with stack.client() as client:
        # What was stopped with the stack was seen as unhealthy; the next look at it finds it well.
        for _ in range(60):
            if await runs(client, job.application_id):
                return
            await asyncio.sleep(0.5)
    pytest.fail("the application runs, and is not recorded as running")


async def runs(client: OrchestratorClient, application_id: str) -> bool:
    record = await client.application(application_id)
    return record.status is ApplicationStatus.RUNNING


async def modify(client: OrchestratorClient, application_id: str, request: str) -> None:
    accepted = await client.modify(application_id, request, auto_approve=True)
    job, _ = await follow(client, accepted.job_id)
    assert job.phase is JobPhase.DONE, job.error


async def add_book(stack: RunningStack, url: str, values: dict[str, object]) -> None:
    answer = await _api(stack, url, "POST", values)
    assert answer.status_code == 201, answer.text


async def titles(stack: RunningStack, url: str) -> list[str]:
    answer = await _api(stack, url, "GET")
    return [item["title"] for item in answer.json()["items"]]


async def _api(
    stack: RunningStack, url: str, method: str, values: dict[str, object] | None = None
) -> httpx.Response:
    proxy = f"http://127.0.0.1:{stack.state.proxy_port}"
    async with httpx.AsyncClient(base_url=proxy, timeout=10) as client:
        host = {"Host": httpx.URL(url).host}
        return await client.request(method, "/api/book", json=values, headers=host)


async def check_source(stack: RunningStack, application_id: str) -> None:
    headers = {"Authorization": f"Bearer {stack.token()}"}
    async with httpx.AsyncClient(base_url=stack.state.api_url, headers=headers) as client:
        path = f"/api/v1/applications/{application_id}/versions/2/source"
        answer = await client.get(path)
    assert answer.status_code == 200
    with tarfile.open(fileobj=io.BytesIO(answer.content)) as archive:
        names = archive.getnames()
    assert any(name.endswith("Dockerfile") for name in names)
    assert any("migrations/0002" in name for name in names)
