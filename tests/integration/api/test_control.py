"""Control of applications and jobs over the API: state, restart, log, pause, retry."""

import asyncio

import pytest

from models.application_logs import CollectedLine
from models.applications import DesiredState
from models.jobs import Decision, ErrorReport, JobPhase, LogLevel
from sdk.application_logs import LogWish
from sdk.client import OrchestratorClient
from sdk.errors import Conflict, NotFound
from storage.application_logs import ApplicationLog
from tests import samples
from tests.integration.api.conftest import Api

pytestmark = pytest.mark.integration


async def a_live_application(client: OrchestratorClient) -> str:
    started = await client.create(samples.READING_LIST_REQUEST, auto_approve=True)
    await client.wait(started.job_id)
    return started.application_id


async def test_an_application_is_stopped_started_and_restarted(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        application = await a_live_application(client)
        stopped = await client.update(application, desired_state=DesiredState.STOPPED)
        assert stopped.desired_state is DesiredState.STOPPED
        assert (await client.application(application)).health == "stopped"
        with pytest.raises(Conflict, match="stopped"):
            await client.restart(application)
        await client.update(application, desired_state=DesiredState.RUNNING)
        assert (await client.application(application)).health == "healthy"

        first = await client.restart(application, key="once")
        assert (await client.wait(first.job_id)).kind == "restart"
        assert (await client.restart(application, key="once")).job_id == first.job_id
    async with OrchestratorClient(api.url, api.token("eve")) as stranger:
        with pytest.raises(NotFound):
            await stranger.update(application, desired_state=DesiredState.STOPPED)
        with pytest.raises(NotFound):
            await stranger.application_log(application)


async def test_a_running_job_is_in_the_way_and_linked(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        application = await a_live_application(client)
        job = await client.modify(application, "Add a shelf")
        with pytest.raises(Conflict) as refusal:
            await client.update(application, name="Other", desired_state=DesiredState.STOPPED)
        assert job.job_id in refusal.value.links["job"]
        assert (await client.application(application)).title != "Other"


async def test_a_state_is_stored_also_when_the_workflow_server_is_away(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        application = await a_live_application(client)
        api.engine.down = True
        await client.update(application, desired_state=DesiredState.STOPPED)
        assert (await client.application(application)).desired_state is DesiredState.STOPPED


async def test_a_job_is_paused_and_resumed(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        application = await a_live_application(client)
        started = await client.modify(application, "Add a shelf")
        await client.pause(started.job_id)
        job = await client.job(started.job_id)
        assert job.paused is not None
        assert job.paused.by == "ada"
        assert "resume" in job.possible
        listed = (await client.jobs(application_id=application)).items
        assert [each.paused for each in listed] == [True, False]
        await client.resume(started.job_id)
        assert (await client.job(started.job_id)).paused is None
        async for event in client.events(started.job_id):
            if event.kind == "decision_needed":
                break
        await client.decide(started.job_id, Decision.APPROVE)
        await client.wait(started.job_id)
        with pytest.raises(Conflict):
            await client.pause(started.job_id)
        with pytest.raises(Conflict):
            await client.retry(started.job_id)


async def test_a_failed_job_is_retried_as_a_new_one_that_names_it(api: Api) -> None:
    async with OrchestratorClient(api.url, api.token()) as client:
        application = await a_live_application(client)
        done = (await client.jobs(application_id=application)).items[0]
        stored = await api.store.job(done.job_id)
        report = ErrorReport(
            code="unhealthy", title="t", detail="d", remedy="r",
            phase=JobPhase.WATCHING, correlation_id="c",
        )  # fmt: skip
        failed = stored.progress.model_copy(update={"phase": JobPhase.FAILED, "error": report})
        await api.store.publish(done.job_id, failed, ())
        assert "retry" in (await client.job(done.job_id)).possible

        retry = await client.retry(done.job_id, key="again")
        again = await client.wait(retry.job_id)

        assert again.retry_of == done.job_id
        assert (await client.retry(done.job_id, key="again")).job_id == retry.job_id
        with pytest.raises(Conflict) as refusal:
            await client.retry(done.job_id)
        assert retry.job_id in refusal.value.links["job"]


def written(first: int, last: int) -> list[CollectedLine]:
    return [
        CollectedLine(
            number=0,
            at=samples.NOW,
            level=LogLevel.ERROR if n % 10 == 0 else LogLevel.INFO,
            version=1,
            text=f"line {n}",
            instance="one",
            stamp=f"{n:06}",
        )
        for n in range(first, last + 1)
    ]


async def test_an_applications_log_is_read_filtered_and_paged(api: Api) -> None:
    log = ApplicationLog(api.services.settings.paths.logs)
    async with OrchestratorClient(api.url, api.token()) as client:
        application = await a_live_application(client)
        assert (await client.application_log(application)).items == ()
        await log.append(application, written(1, 30))
        page = await client.application_log(application, LogWish(tail=2))
        assert [line.text for line in page.items] == ["line 29", "line 30"]
        assert page.fresh
        errors = await client.application_log(application, LogWish(level="error"))
        assert [line.text for line in errors.items] == ["line 10", "line 20", "line 30"]
        found = await client.application_log(application, LogWish(query="LINE 17"))
        assert [line.text for line in found.items] == ["line 17"]
        rest = await client.application_log(application, LogWish(tail=5), after=20)
        assert (rest.items[0].number, rest.next_after) == (21, 25)


async def test_a_log_is_followed_and_resumed_behind_the_last_line(api: Api) -> None:
    log = ApplicationLog(api.services.settings.paths.logs)
    async with OrchestratorClient(api.url, api.token()) as client:
        application = await a_live_application(client)
        await log.append(application, written(1, 5))
        seen: list[str] = []
        async with asyncio.timeout(20):
            async for line in client.follow_application_log(application, LogWish(tail=2)):
                seen.append(line.text)
                if line.number == 5:
                    await log.append(application, written(6, 7))
                if line.number == 7:
                    break
            assert seen == ["line 4", "line 5", "line 6", "line 7"]
            await log.append(application, written(8, 8))
            async for line in client.follow_application_log(application, after=6):
                seen.append(line.text)
                if line.number == 8:
                    break
        assert seen[4:] == ["line 7", "line 8"]
        assert max(api.engine.collected) > 0
