"""Kill anything at any moment of a job: it goes on, and nothing happens twice."""

from collections.abc import Callable, Sequence

import httpx
import pytest
from dulwich.objects import Commit
from dulwich.repo import Repo

from activities.containers.port import InstanceState
from activities.containers.select import choose_runtime
from api.views import JobView
from models.jobs import Decision, EventKind, JobEvent, JobPhase
from sdk.client import OrchestratorClient
from sdk.errors import ApiError
from settings import RuntimeChoice, RuntimeSettings
from tests.e2e.test_main_job import add_book, titles
from tests.running import RunningStack
from tests.samples import READING_LIST_REQUEST

pytestmark = [pytest.mark.integration, pytest.mark.chaos, pytest.mark.slow]

SERVICES = ("worker", "api", "proxy", "temporal")
MOMENTS = ("understood", "built", "checked", "started", "live")


async def create_and_kill(
    stack: RunningStack, moments: Sequence[str], kill: Callable[[], None]
) -> JobView:
    """Create an application, kill whenever a moment is reached, and follow the job to its end.

    The client never gives up: it resumes its stream after the last event that it saw.
    """
    seen: list[JobEvent] = []
    killed: list[str] = []
    async with stack.client() as client:
        accepted = await client.create(READING_LIST_REQUEST, auto_approve=True)
        async for event in client.events(accepted.job_id):
            seen.append(event)
            moment = str(event.data.get("milestone"))
            if moment in moments:
                killed.append(moment)
                kill()
        await stack.until_ready()
        job = await client.job(accepted.job_id)
    assert killed == list(moments)
    assert [event.sequence for event in seen] == list(range(1, len(seen) + 1))
    return job


async def check_once(stack: RunningStack, job: JobView) -> None:
    """The application answers; it was built once, and runs once."""
    await check_lives(stack, job)
    assert commits(stack, job.application_id) == 1


async def check_lives(stack: RunningStack, job: JobView) -> None:
    """The application answers, and runs once."""
    assert job.phase is JobPhase.DONE, job.error
    assert job.result is not None
    assert job.result.url is not None
    await stack.until_answers(job.result.url)
    await add_book(stack, job.result.url, {"title": "Middlemarch"})
    assert await titles(stack, job.result.url) == ["Middlemarch"]
    assert len(await instances(stack, job.application_id)) == 1


def commits(stack: RunningStack, application_id: str) -> int:
    """Return how many commits the application's repository holds, on whatever branch."""
    (path,) = stack.settings.paths.sources.glob(f"{application_id}*")
    with Repo(str(path)) as repository:
        objects = (repository[sha] for sha in repository.object_store)
        return sum(isinstance(item, Commit) for item in objects)


async def instances(stack: RunningStack, application_id: str) -> list[InstanceState]:
    settings = stack.settings.model_copy(
        update={"runtime": RuntimeSettings(kind=RuntimeChoice.PROCESS)}
    )
    runtime = await choose_runtime(settings, settings.paths)
    return [item for item in await runtime.instances(application_id) if item.running]


@pytest.mark.parametrize("service", SERVICES)
async def test_a_part_that_is_killed_at_every_step_is_made_up_for(
    stack: RunningStack, service: str
) -> None:
    job = await create_and_kill(stack, MOMENTS, lambda: stack.kill(service))

    await check_once(stack, job)


@pytest.mark.parametrize("moment", ["built", "live"])
async def test_a_stack_killed_whole_goes_on_where_it_was(stack: RunningStack, moment: str) -> None:
    def kill_and_start() -> None:
        stack.kill_everything()
        stack.start()

    job = await create_and_kill(stack, [moment], kill_and_start)

    await check_once(stack, job)


async def test_an_answer_given_before_everything_dies_is_not_lost(stack: RunningStack) -> None:
    async with stack.client() as client:
        accepted = await client.create("Something for our chores")
        job = await _asked(client, accepted.job_id)
        answers = {question.id: "you_decide" for question in job.questions}
        await client.answer(accepted.job_id, answers)
        stack.kill_everything()
        stack.start()
        async for event in client.events(accepted.job_id):
            if event.kind is EventKind.DECISION_NEEDED:
                break
        await client.decide(accepted.job_id, Decision.REJECT)
        done = await client.wait(accepted.job_id)

        assert done.phase is JobPhase.CANCELLED
        conversation = await client.conversation(accepted.job_id)
        assert conversation.answers.keys() == answers.keys()


async def test_the_same_request_sent_again_after_a_crash_starts_nothing_new(
    stack: RunningStack,
) -> None:
    async with stack.client() as client:
        first = await client.create(READING_LIST_REQUEST, key="the-same-key")
        stack.kill("api")
        again = None
        while again is None:
            try:
                again = await client.create(READING_LIST_REQUEST, key="the-same-key")
            except (ApiError, httpx.HTTPError):
                continue

        assert again.job_id == first.job_id
        await stack.until_ready()
        await client.cancel(first.job_id)
        assert (await client.wait(first.job_id)).phase is JobPhase.CANCELLED


async def _asked(client: OrchestratorClient, job_id: str) -> JobView:
    async for event in client.events(job_id):
        if event.kind is EventKind.QUESTION:
            break
    return await client.job(job_id)
