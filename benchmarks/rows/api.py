"""P4: what the API adds to the Temporal client beneath it."""

import asyncio
import json
from collections.abc import Awaitable, Callable

from temporalio.client import Client

from benchmarks.figures import Figure, Sample
from benchmarks.http import Connection
from benchmarks.processes import Stack, now, work_folder
from benchmarks.world import new_job
from models.applications import Application
from models.base import utc_now
from models.jobs import JobKind, JobProgress
from settings import TemporalSettings
from temporal import task_queues
from temporal.client import connect
from temporal.search_attributes import attributes_of
from workflows.create_application import CreateApplication
from workflows.ids import QueryName, workflow_id
from workflows.messages import CreateApplicationInput

_VAGUE = "Something for our chores"
Timed = Callable[[], Awaitable[float]]
"""Does something once and returns the seconds that it took."""
Pair = tuple[list[float], list[float]]
"""Milliseconds of ours and of the floor."""


async def latency(quick: bool) -> list[Figure]:
    """Ask and start through the API and through the bare client, in turns."""
    asks, starts = (100, 20) if quick else (400, 100)
    with work_folder() as folder:
        stack = Stack(folder / "data", {"ORCHESTRATOR_RUNTIME__KIND": "process"})
        async with stack.running():
            client = await connect(TemporalSettings(address=stack.temporal_address))
            asked = await _ask(stack, client, asks)
            started = await _start(stack, client, starts)
    return [*_figures("GET job / query", *asked), *_figures("POST application / start", *started)]


def _figures(what: str, ours: list[float], floor: list[float]) -> list[Figure]:
    found = []
    for percent, most in ((50, 1.15), (99, 1.2)):
        one = Sample(tuple(ours)).at(percent)
        other = Sample(tuple(floor)).at(percent)
        ratio = one.median / other.median
        name = f"{what}, p{percent}"
        found.append(Figure("P4", name, "ms", one, other, ratio, f"<= {most:g} x", ratio <= most))
    return found


async def _ask(stack: Stack, client: Client, times: int) -> Pair:
    """Ask for the progress of a job that waits for a person."""
    api, headers = stack.api(), _headers(stack)
    accepted = await _post(api, headers)
    path = f"/api/v1/jobs/{accepted['job_id']}"
    handle = client.get_workflow_handle(workflow_id(accepted["application_id"]))
    await _settled(client, accepted["application_id"])
    api = stack.api()  # the first one may have been idle for longer than servers keep connections

    async def ours() -> float:
        began = now()
        answer = await api.ask("GET", path, headers)
        ended = now()
        if answer.status != 200:
            raise RuntimeError(f"the API answered {answer.status}")
        return ended - began

    async def bare() -> float:
        began = now()
        await handle.query(QueryName.PROGRESS, result_type=JobProgress)
        return now() - began

    return await _in_turns(ours, bare, times, warm_up=10)


async def _start(stack: Stack, client: Client, times: int) -> Pair:
    """Start creations that will ask something; what each sets off is let end before the next."""
    api, headers = stack.api(), _headers(stack)

    async def ours() -> float:
        began = now()
        accepted = await _post(api, headers)
        ended = now()
        await _settled(client, accepted["application_id"])
        return ended - began

    async def bare() -> float:
        seconds, application_id = await _start_bare(client)
        await _settled(client, application_id)
        return seconds

    return await _in_turns(ours, bare, times, warm_up=4)


async def _in_turns(ours: Timed, floor: Timed, times: int, warm_up: int) -> Pair:
    """Time both by turns, each as often first: what one leaves to do then costs both alike."""
    found: dict[Timed, list[float]] = {ours: [], floor: []}
    for number in range(times + warm_up):
        for each in (ours, floor) if number % 2 else (floor, ours):
            seconds = await each()
            if number >= warm_up:
                found[each].append(1000 * seconds)
    return found[ours], found[floor]


async def _settled(client: Client, application_id: str) -> None:
    """Wait until the job asks its owner something and nothing that it set off is under way."""
    handle = client.get_workflow_handle(workflow_id(application_id))
    async with asyncio.timeout(60):
        while True:
            progress = await handle.query(QueryName.PROGRESS, result_type=JobProgress)
            if progress.questions:
                break
            await asyncio.sleep(0.05)
    await asyncio.sleep(0.15)


async def _post(api: Connection, headers: dict[str, str]) -> dict[str, str]:
    body = json.dumps({"request": _VAGUE}).encode()
    answer = await api.ask("POST", "/api/v1/applications", headers, body)
    if answer.status != 202:
        raise RuntimeError(f"the API answered {answer.status}: {answer.body.decode()}")
    accepted: dict[str, str] = answer.json()
    return accepted


async def _start_bare(client: Client) -> tuple[float, str]:
    job = new_job()
    application = Application(
        id=job.application_id,
        owner=job.owner,
        title="Chores",
        request=_VAGUE,
        created_at=utc_now(),
        updated_at=utc_now(),
    )
    request = CreateApplicationInput(
        job=job, created_at=utc_now(), application=application, request=_VAGUE
    )
    began = now()
    await client.start_workflow(
        CreateApplication.run,
        request,
        id=workflow_id(job.application_id),
        task_queue=task_queues.ORCHESTRATOR,
        search_attributes=attributes_of(job, JobKind.CREATE),
    )
    return now() - began, job.application_id


def _headers(stack: Stack) -> dict[str, str]:
    return {"Authorization": f"Bearer {stack.token()}", "Content-Type": "application/json"}
