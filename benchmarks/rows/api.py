"""P4: what the API adds to the Temporal client beneath it."""

import asyncio
import json

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


async def _ask(stack: Stack, client: Client, times: int) -> tuple[list[float], list[float]]:
    """Ask for the progress of a job that waits for a person."""
    api, headers = stack.api(), _headers(stack)
    accepted = await _post(api, headers)
    path = f"/api/v1/jobs/{accepted['job_id']}"
    handle = client.get_workflow_handle(workflow_id(accepted["application_id"]))
    while (await api.ask("GET", path, headers)).json()["phase"] == "analysing":
        await asyncio.sleep(0.05)
    ours, floor = [], []
    for number in range(times + 10):
        began = now()
        answer = await api.ask("GET", path, headers)
        between = now()
        await handle.query(QueryName.PROGRESS, result_type=JobProgress)
        ended = now()
        if answer.status != 200:
            raise RuntimeError(f"the API answered {answer.status}")
        if number >= 10:
            ours.append(1000 * (between - began))
            floor.append(1000 * (ended - between))
    return ours, floor


async def _start(stack: Stack, client: Client, times: int) -> tuple[list[float], list[float]]:
    """Start creations that will ask something; what each sets off is let end before the next."""
    api, headers = stack.api(), _headers(stack)
    ours, floor = [], []
    for number in range(times + 3):
        began = now()
        await _post(api, headers)
        one = now() - began
        await asyncio.sleep(0.25)
        other = await _start_bare(client)
        await asyncio.sleep(0.25)
        if number >= 3:
            ours.append(1000 * one)
            floor.append(1000 * other)
    return ours, floor


async def _post(api: Connection, headers: dict[str, str]) -> dict[str, str]:
    body = json.dumps({"request": _VAGUE}).encode()
    answer = await api.ask("POST", "/api/v1/applications", headers, body)
    if answer.status != 202:
        raise RuntimeError(f"the API answered {answer.status}: {answer.body.decode()}")
    accepted: dict[str, str] = answer.json()
    return accepted


async def _start_bare(client: Client) -> float:
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
    return now() - began


def _headers(stack: Stack) -> dict[str, str]:
    return {"Authorization": f"Bearer {stack.token()}", "Content-Type": "application/json"}
