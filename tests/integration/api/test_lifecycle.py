"""From a sentence to a version, and on: the routes in the order in which a person uses them."""

import asyncio
from dataclasses import replace

import httpx
import pytest

from api.readiness import KEPT_SECONDS
from models.errors import StorageError
from models.jobs import Decision
from sdk.client import OrchestratorClient
from sdk.errors import Conflict, InvalidRequest, NotFound
from storage.metadata import MetadataStore
from tests import samples
from tests.integration.api.conftest import Api

pytestmark = pytest.mark.integration


class BrokenStore(MetadataStore):
    """A store whose database is gone."""

    def __init__(self) -> None:
        """Open nothing."""

    async def ping(self) -> None:
        raise StorageError("The database does not answer.")


async def test_a_person_creates_changes_rolls_back_and_deletes(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create(samples.READING_LIST_REQUEST)
        waiting = None
        async for event in client.events(started.job_id):
            waiting = event
            if event.kind == "question":
                break
        assert waiting is not None
        job = await client.job(started.job_id)
        assert job.possible == ("answers", "pause", "cancel")
        await client.answer(started.job_id, {job.questions[0].id: "you_decide"})
        async for event in client.events(started.job_id, after=waiting.sequence):
            if event.kind == "decision_needed":
                break
        conversation = await client.conversation(started.job_id)
        assert conversation.answers == {job.questions[0].id: ("Title", "Author")}
        await client.decide(started.job_id, Decision.APPROVE)
        done = await client.wait(started.job_id)
        assert (done.phase, done.percentage) == ("done", 100)
        application = await client.application(started.application_id)
        assert (application.current_version, application.health) == (1, "healthy")
        assert application.specification is not None
        assert application.specification.entities == ("Book",)
        assert (await client.quality(started.job_id)).passed

        changed = await client.modify(started.application_id, "Add a shelf", auto_approve=True)
        await client.wait(changed.job_id)
        versions = await client.versions(started.application_id)
        assert [version.number for version in versions.items] == [2, 1]

        back = await client.roll_back(started.application_id, 1)
        await client.wait(back.job_id)
        assert (await client.application(started.application_id)).current_version == 1

        gone = await client.delete(started.application_id)
        await client.wait(gone.job_id)
        assert (await client.application(started.application_id)).url is None
        with pytest.raises(Conflict, match="deleted"):
            await client.modify(started.application_id, "Add a shelf")
        assert (await client.applications()).items == ()


async def test_a_busy_application_refuses_with_a_link_to_the_running_job(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create("A list of books", auto_approve=True)
        await client.wait(started.job_id)
        running = await client.modify(started.application_id, "Add a shelf")
        with pytest.raises(Conflict) as refusal:
            await client.modify(started.application_id, "Add a second shelf")
        assert refusal.value.links["job"].endswith(running.job_id)


async def test_a_rejected_proposal_ends_the_job(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        api.engine.questions = ()
        started = await client.create("A list of books")
        async for event in client.events(started.job_id):
            if event.kind == "decision_needed":
                await client.decide(started.job_id, Decision.REJECT, comment="No.")
        job = await client.job(started.job_id)
        assert job.phase == "cancelled"
        assert job.error is not None
        with pytest.raises(Conflict, match="has ended"):
            await client.decide(started.job_id, Decision.APPROVE)


async def test_a_cancelled_job_can_not_be_cancelled_again(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create("A list of books")
        await client.cancel(started.job_id)
        assert (await client.wait(started.job_id)).phase == "cancelled"
        with pytest.raises(Conflict) as refusal:
            await client.cancel(started.job_id)
        assert refusal.value.possible == ()


@pytest.mark.parametrize("keys", [(), ("one", "another")], ids=["without keys", "with keys"])
async def test_a_rollback_needs_a_version_that_exists_and_is_not_live(
    api: Api, keys: tuple[str, ...]
) -> None:
    headers = [{"Idempotency-Key": key} for key in keys] or [{}, {}]
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create("A list of books", auto_approve=True)
        await client.wait(started.job_id)
        async with api.client() as http:
            path = f"/applications/{started.application_id}/rollbacks"
            unknown = await http.post(path, json={"version": 9}, headers=headers[0])
            live = await http.post(path, json={"version": 1}, headers=headers[1])
        assert unknown.status_code == 400
        assert unknown.json()["errors"][0]["pointer"] == "/version"
        assert live.status_code == 409
    assert len(api.engine.started) == 1


async def test_the_record_can_be_renamed_and_labelled(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create("A list of books", auto_approve=True)
        await client.wait(started.job_id)
        record = await client.update(
            started.application_id, name="My books", labels={"team": "home"}
        )
        assert (record.title, dict(record.labels), record.priority) == (
            "My books",
            {"team": "home"},
            3,
        )
        with pytest.raises(InvalidRequest):
            await client.update(started.application_id, priority=9)


async def test_lists_are_paged_and_filtered(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        ids = [(await client.create(f"List number {n}", name=f"List {n}")) for n in range(5)]
        first = await client.applications(limit=3)
        second = await client.applications(limit=3, cursor=first.next_cursor)
        seen = [item.application_id for item in (*first.items, *second.items)]
        assert seen == [item.application_id for item in reversed(ids)]
        assert second.next_cursor is None
        found = await client.applications(query="List 3")
        assert [item.title for item in found.items] == ["List 3"]
        assert len((await client.jobs(running=True)).items) == 5
        with pytest.raises(InvalidRequest):
            await client.applications(cursor="nonsense")


async def test_logs_are_read_in_parts(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create("A list of books")
        await api.services.log.append(
            started.job_id, "info", "building.scaffold", ["one", "two", "three"]
        )
        part = await client.logs(started.job_id, limit=2)
        rest = await client.logs(started.job_id, after=part.next_after)
        assert [line.text for line in (*part.items, *rest.items)] == ["one", "two", "three"]
        with pytest.raises(NotFound, match="no quality report"):
            await client.quality(started.job_id)


async def test_looking_at_a_job_costs_the_worker_nothing_and_still_shows_partial_answers(
    api: Api,
) -> None:
    api.engine.questions = (samples.question("first"), samples.question("second"))
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create(samples.READING_LIST_REQUEST)
        async for event in client.events(started.job_id):
            if event.kind == "question":
                break
        asked = [question.id for question in (await client.job(started.job_id)).questions]
        assert (asked, api.engine.queries) == (["first", "second"], 0)
        await client.answer(started.job_id, {"first": "you_decide"})
        left = [question.id for question in (await client.job(started.job_id)).questions]
        stored = (await api.store.job(started.job_id)).progress.questions
    assert left == [question.id for question in stored] == ["second"]


async def test_health_names_what_is_missing(api: Api) -> None:
    async with OrchestratorClient(api.url, "none") as client:
        assert (await client.ready()).ready
        api.engine.down = True
        await asyncio.sleep(KEPT_SECONDS)
        readiness = await client.ready()
    assert not readiness.ready
    assert [(d.name, d.ready) for d in readiness.dependencies] == [
        ("metadata", True),
        ("temporal", False),
        ("workers", False),
    ]
    async with httpx.AsyncClient(base_url=api.url) as http:
        assert (await http.get("/healthz")).json()["status"] == "ok"
        assert (await http.get("/readyz")).status_code == 503
        figures = (await http.get("/metrics")).text
    assert 'orchestrator_api_requests_total{method="GET",route="/healthz",status="200"}' in figures


async def test_without_workers_jobs_are_taken_and_the_lack_is_named(api: Api) -> None:
    api.engine.idle = ("build", "host-local")
    async with httpx.AsyncClient(base_url=api.url) as http:
        answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (200, True)
    assert answer.json()["dependencies"][-1] == {
        "name": "workers",
        "ready": False,
        "required": False,
        "detail": "No worker takes what waits in: build, host-local.",
    }


async def test_a_store_that_is_down_makes_the_api_unready(api: Api) -> None:
    api.app.state.services = replace(api.services, store=BrokenStore())
    async with httpx.AsyncClient(base_url=api.url) as http:
        answer = await http.get("/readyz")
    states = {state["name"]: state["ready"] for state in answer.json()["dependencies"]}
    assert answer.status_code == 503
    assert states == {"metadata": False, "temporal": True, "workers": True}


async def test_an_engine_that_is_down_loses_nothing(api: Api) -> None:
    api.engine.down = True
    async with api.client() as http:
        key = {"Idempotency-Key": "once"}
        refused = await http.post("/applications", json={"request": "A list"}, headers=key)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
        api.engine.down = False
        taken = await http.post("/applications", json={"request": "A list"}, headers=key)
        assert taken.status_code == 202
    assert len(api.engine.started) == 1
