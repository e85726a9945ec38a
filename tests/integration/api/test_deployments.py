"""Plans and evidence over the API, and as the command line shows them."""

import pytest
from rich.console import Console

from models.base import new_id
from sdk.client import OrchestratorClient
from sdk.errors import NotFound
from terminal.deployments import tell_evidence, tell_plan
from tests import samples
from tests.integration.api.conftest import Api
from tests.unit.storage.contract_deployments import a_plan, some_evidence

pytestmark = pytest.mark.integration


async def test_a_plan_and_what_was_seen_are_handed_out_to_their_owner_alone(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        job_id = (await client.create("A list of books")).job_id
        with pytest.raises(NotFound, match="no deployment plan"):
            await client.plan(job_id)
        assert (await client.evidence(job_id)).items == ()

        plan = a_plan(new_id(), 2, samples.deployment(1)).model_copy(update={"job_id": job_id})
        seen = some_evidence(job_id)
        await api.store.plans.keep(plan)
        await api.store.evidence.keep("step:1", seen)
        assert await client.plan(job_id) == plan
        assert (await client.evidence(job_id)).items == (seen,)
    async with OrchestratorClient(api.url, api.token("bob")) as stranger:
        for ask in (stranger.plan, stranger.evidence):
            with pytest.raises(NotFound, match="no such job"):
                await ask(job_id)


def test_people_read_the_steps_and_the_log() -> None:
    console = Console(record=True, width=60)
    tell_plan(console, a_plan(new_id(), 2, samples.deployment(1)))
    tell_evidence(console, [some_evidence(new_id())])
    tell_evidence(console, [])
    text = console.export_text()
    assert "1. Start version 2 beside version 1" in text
    assert "undone by: Lead visitors back to version 1." in text
    assert "It ended. It had visitors already." in text
    assert "broken" in text
    assert "No version of this job failed." in text
