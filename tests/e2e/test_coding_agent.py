"""A real coding agent, asking a model on loopback, builds an application that then changes."""

from collections.abc import Iterator

import httpx
import pytest

from api.views import JobView
from models.decisions import DecisionKind
from models.jobs import Decision, EventKind, JobPhase
from sdk.client import OrchestratorClient
from tests.e2e.author import CARELESS, Author
from tests.e2e.conftest import new_stack
from tests.integration.agents.model_server import ModelServer, model_server
from tests.integration.agents.opencode import COST, configuration, program
from tests.parts import require
from tests.running import RunningStack

pytestmark = [pytest.mark.integration, pytest.mark.slow, pytest.mark.timeout(600)]

REQUEST = "Keep notes with title and text"


@pytest.fixture(scope="module")
def author() -> Author:
    require("opencode")
    return Author()


@pytest.fixture(scope="module")
def model(author: Author) -> Iterator[ModelServer]:
    with model_server(author.answer) as running:
        yield running


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory, model: ModelServer) -> Iterator[RunningStack]:
    running = new_stack(
        tmp_path_factory.mktemp("opencode"),
        "process",
        ORCHESTRATOR_AGENTS__ISOLATION="process",
        ORCHESTRATOR_OPENCODE__COMMAND=str(program()),
        OPENCODE_CONFIG_CONTENT=configuration(model.address),
    )
    running.start()
    yield running
    running.stop()


async def test_opencode_builds_an_application_mends_it_and_changes_it(
    stack: RunningStack, model: ModelServer, author: Author
) -> None:
    async with stack.client() as client:
        accepted = await client.create(REQUEST, builder="opencode")
        made = await agreed(client, accepted.job_id, author, version=1)
        assert made.result is not None
        assert made.result.url is not None
        asked, answers = list(author.prompts), len(model.seen)
        url = made.result.url
        added = await notes(stack, url, "POST", {"title": "Milk", "text": "Two"})
        assert added.status_code == 201, added.text

        accepted = await client.modify(accepted.application_id, "add a colour to notes")
        changed = await agreed(client, accepted.job_id, author, version=2)
        versions = (await client.versions(accepted.application_id)).items
        paid = await client.turns(made.job_id)

    assert not model.failed
    repairs = [prompt for prompt in asked if "did not pass" in prompt]
    assert len(repairs) == 1
    assert f"`{CARELESS}`, line" in repairs[0]
    assert "numbr" in repairs[0]
    for job, turns, steps in (
        (made, len(asked), answers),
        (changed, len(author.prompts) - len(asked), len(model.seen) - answers),
    ):
        assert job.builder == "opencode"
        assert job.quality is not None
        assert job.quality.passed
        assert job.usage is not None
        assert job.usage.turns == turns
        assert job.usage.spent.cost == steps * COST
    assert [version.number for version in versions] == [2, 1]
    assert made.usage is not None
    assert [turn.turn for turn in paid] == list(range(1, made.usage.turns + 1))
    assert sum(turn.spent.cost or 0 for turn in paid) == made.usage.spent.cost

    added = await notes(stack, url, "POST", {"title": "Paint", "colour": "red"})
    assert added.status_code == 201, added.text
    kept = (await notes(stack, url, "GET")).json()["items"]
    told = {each["title"]: (each["text"], each["colour"]) for each in kept}
    assert told == {"Milk": ("Two", None), "Paint": (None, "red")}
    assert "Milk" in (await stack.fetch(url)).text


async def agreed(client: OrchestratorClient, job_id: str, author: Author, version: int) -> JobView:
    """Let the model read what is proposed, agree to it, and see the job through to its end."""
    async for event in client.events(job_id):
        if event.kind is not EventKind.DECISION_NEEDED:
            continue
        job = await client.job(job_id)
        # The agent does nothing that the owner would have to be asked about.
        assert job.decision is None, (DecisionKind(job.decision.kind), job.decision.reasons)
        assert job.specification is not None
        author.learn(job.specification, version)
        await client.decide(job_id, Decision.APPROVE)
    job = await client.job(job_id)
    assert job.phase is JobPhase.DONE, job.error
    return job


async def notes(
    stack: RunningStack, url: str, method: str, values: dict[str, object] | None = None
) -> httpx.Response:
    """Talk to the application's API, through the proxy."""
    proxy = f"http://127.0.0.1:{stack.state.proxy_port}"
    async with httpx.AsyncClient(base_url=proxy, timeout=10) as client:
        host = {"Host": httpx.URL(url).host}
        return await client.request(method, "/api/note", json=values, headers=host)
