"""Finding what a command is about, and following what it starts."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
from rich.console import Console

from api.views import ApplicationView, JobView
from models.errors import NotFound
from models.jobs import JobPhase
from sdk.client import OrchestratorClient
from sdk.errors import NotFound as ApiNotFound
from settings import Settings
from terminal.connection import Connection, connected
from terminal.follow import Follower, tell_result
from terminal.reader import NoInputError
from terminal.up import until_interrupted
from terminal.waiting import SILENCE_SECONDS

STARTING_SECONDS = 20.0
"""How long the worker of a stack that was just started may take to come."""
_LONGEST_ECHO = 60
Start = Callable[[OrchestratorClient], Awaitable[str]]
"""Starts a job and returns its id."""


async def carry_out(settings: Settings, console: Console, start: Start, *, leave: bool) -> int:
    """Start a job, follow it, tell its result; keep a stack of our own up afterwards."""
    async with connected(settings, console, may_start=True) as connection:
        job_id = await start(connection.client)
        patience = SILENCE_SECONDS if connection.stack is None else STARTING_SECONDS
        follower = Follower(connection.client, console, patience=patience)
        try:
            job = await follower.follow(job_id)
        except NoInputError:
            return _nobody_to_ask(console, job_id)
        except asyncio.CancelledError:
            _tell_left_alone(console, job_id, own_stack=connection.stack is not None)
            raise
        tell_result(console, job)
        if connection.stack is not None and not leave:
            console.print("The stack stays up so that you can use it.", highlight=False)
            await until_interrupted(console)
        return 0 if job.phase is JobPhase.DONE else 1


def _nobody_to_ask(console: Console, job_id: str) -> int:
    console.print(
        "\nThe job waits for an answer, and there is no terminal to ask on. Go on with\n"
        f"  orchestrator follow {job_id}\nor start it with --yes.",
        highlight=False,
    )
    return 1


def _tell_left_alone(console: Console, job_id: str, *, own_stack: bool) -> None:
    """Say that leaving is not cancelling."""
    told = "The job pauses here and goes on after the next start." if own_stack else ""
    console.print(
        f"\n{told or 'The job goes on without you.'} Come back to it with\n"
        f"  orchestrator follow {job_id}",
        highlight=False,
    )


@asynccontextmanager
async def attached(settings: Settings, console: Console) -> AsyncIterator[Connection]:
    """Connect to the orchestrator that runs; none is started."""
    async with connected(settings, console, may_start=False) as connection:
        yield connection


async def find_application(client: OrchestratorClient, wanted: str) -> ApplicationView:
    """Return the application of that id, slug or title.

    Raises:
        NotFound: There is none, or several have that title.
    """
    found = [
        item
        for item in await all_applications(client)
        if wanted in {item.application_id, _slug(item)}
        or item.title.casefold() == wanted.casefold()
    ]
    if len(found) == 1:
        return found[0]
    told = "Several applications are" if found else "No application is"
    raise NotFound(
        f"{told} called '{_short(wanted)}'.", remedy="See 'orchestrator list' for the ids."
    )


async def find_job(client: OrchestratorClient, wanted: str) -> JobView:
    """Return the job of that id, or the newest one of the application of that name.

    Raises:
        NotFound: There is neither.
    """
    try:
        return await client.job(wanted)
    except ApiNotFound:
        pass
    try:
        application = await find_application(client, wanted)
        newest = (await client.jobs(application_id=application.application_id, limit=1)).items
    except NotFound:
        newest = ()
    if not newest:
        raise NotFound(
            f"No job has the id '{_short(wanted)}', and no single application that name.",
            remedy="See 'orchestrator list' and 'orchestrator show' for what there is.",
        )
    return await client.job(newest[0].job_id)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_ECHO else f"{text[: _LONGEST_ECHO - 1]}…"


async def all_applications(client: OrchestratorClient) -> list[ApplicationView]:
    """Return every application that is the caller's."""
    found: list[ApplicationView] = []
    cursor = None
    while True:
        page = await client.applications(cursor=cursor)
        found.extend(page.items)
        cursor = page.next_cursor
        if cursor is None:
            return found


def _slug(application: ApplicationView) -> str | None:
    host = httpx.URL(application.url).host if application.url else ""
    return host.partition(".")[0] or None
