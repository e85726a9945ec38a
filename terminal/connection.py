"""Finding a running orchestrator, or starting an embedded one, and talking to it."""

import asyncio
import getpass
import logging
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta

import httpx
from rich.console import Console
from rich.markup import escape

from api.auth import Role, TokenKey
from models.applications import RuntimeName
from models.errors import Unavailable
from observability import configure_logging
from sdk.client import OrchestratorClient
from settings import Settings
from stack.embedded import EmbeddedStack
from stack.state import only_stack, prepare_data_dir, read_runtime, read_state
from storage.problems import file_problems

TOKEN_VARIABLE = "ORCHESTRATOR_TOKEN"  # noqa: S105 - the name of a variable
KEY_FILE = "api.key"
_LOOKS = 1200
_BETWEEN_LOOKS_SECONDS = 0.05


@dataclass(frozen=True)
class Connection:
    """A way to talk to an orchestrator."""

    client: OrchestratorClient
    url: str
    stack: EmbeddedStack | None = None
    """Set when it was started for this connection."""


def local_token(settings: Settings, owner: str | None = None, role: Role = Role.USER) -> str:
    """Return a token of the data directory's key; by default for the user of this machine."""
    path = settings.paths.secrets / KEY_FILE
    with file_problems(path):
        key = TokenKey.load_or_create(path)
    hours = settings.api.token_hours
    return key.issue_token(owner or local_owner(), role, timedelta(hours=hours))


def local_owner() -> str:
    """Return the owner that this machine's user is to the orchestrator."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"


@asynccontextmanager
async def connected(
    settings: Settings, console: Console, *, may_start: bool
) -> AsyncIterator[Connection]:
    """Connect to the orchestrator of these settings.

    With ``may_start`` an embedded stack is started when none answers; it is ended with the block.

    Raises:
        Unavailable: Nothing answers, and nothing may be started.
    """
    url = await running_url(settings)
    async with AsyncExitStack() as cleanup:
        stack = None
        if url is None:
            if not may_start:
                raise Unavailable(
                    f"No orchestrator runs on {settings.paths.root}.",
                    remedy="Start it with 'orchestrator up', or name its --data-dir.",
                )
            stack = await cleanup.enter_async_context(embedded(settings, console))
            url = stack.state.api_url
        token = os.environ.get(TOKEN_VARIABLE) or local_token(settings)
        client = await cleanup.enter_async_context(OrchestratorClient(url, token))
        yield Connection(client=client, url=url, stack=stack)


@asynccontextmanager
async def embedded(settings: Settings, console: Console) -> AsyncIterator[EmbeddedStack]:
    """Run an embedded stack for as long as the block lasts.

    Raises:
        Conflict: Another stack runs on the data directory.
        StorageError: The data directory can't be used.
        Unavailable: The stack did not come up.
    """
    prepare_data_dir(settings)
    with only_stack(settings), _supervisor_log(settings):
        stack = EmbeddedStack(settings)
        with console.status("Starting Temporal, worker, API and proxy …"):
            await stack.start()
        _tell_moved_ports(settings, stack.settings, console)
        notices = [
            asyncio.create_task(_tell_runtime(settings, console)),
            asyncio.create_task(_tell_deaths(stack, console)),
        ]
        try:
            yield stack
        finally:
            for notice in notices:
                notice.cancel()
            with console.status("Stopping; nothing is lost …"):
                await stack.stop()


@contextmanager
def _supervisor_log(settings: Settings) -> Iterator[None]:
    """Keep the supervisor's own log lines off the terminal."""
    path = settings.paths.logs / "stack" / "supervisor.log"
    with file_problems(path):
        file = path.open("a", buffering=1)
    root = logging.getLogger()
    with file:
        configure_logging("supervisor", level=settings.log_level, stream=file)
        # A line that can't be written (a full disk) is no reason to print a traceback.
        logging.raiseExceptions = False
        try:
            yield
        finally:
            root.handlers = [logging.NullHandler()]


async def _tell_deaths(stack: EmbeddedStack, console: Console) -> None:
    """Say when a part of the stack dies again and again: jobs wait for it."""
    told: set[str] = set()
    while True:
        await asyncio.sleep(1)
        for problem in stack.troubles():
            if problem.message not in told:
                told.add(problem.message)
                console.print(f"[red]{escape(problem.message)}[/]", highlight=False)
                console.print(escape(problem.remedy), highlight=False)


def _tell_moved_ports(wanted: Settings, got: Settings, console: Console) -> None:
    """Say which ports were taken by something else, and what is used instead."""
    ports = (
        ("API", wanted.api.port, got.api.port),
        ("applications", wanted.proxy.port, got.proxy.port),
        ("Temporal", wanted.temporal.port, got.temporal.port),
        ("Temporal UI", wanted.temporal.ui_port, got.temporal.ui_port),
    )
    for name, before, now in ports:
        if before != now:
            console.print(
                f"[yellow]Port {before} is taken by something else; {name}: port {now}.[/]",
                highlight=False,
            )


async def _tell_runtime(settings: Settings, console: Console) -> None:
    """Say where applications run once the worker has found out."""
    notice = None
    for _ in range(_LOOKS):
        notice = read_runtime(settings)
        if notice is not None:
            break
        await asyncio.sleep(_BETWEEN_LOOKS_SECONDS)
    if notice is not None and notice.name == RuntimeName.PROCESS:
        told = f"{notice.because} {notice.isolation}"
        console.print(f"[yellow]Without containers:[/] {escape(told)}", highlight=False)


async def running_url(settings: Settings) -> str | None:
    """Return the address of the orchestrator that answers: this data directory's, or the default.

    Something else that happens to listen on the default port is not taken for one.
    """
    state = read_state(settings.paths.stack_state)
    if state is not None and state.supervisor.alive():
        return state.api_url
    url = f"http://{settings.api.host}:{settings.api.port}"
    token = os.environ.get(TOKEN_VARIABLE)
    if token is None:
        if not (settings.paths.secrets / KEY_FILE).exists():
            return None
        token = local_token(settings)
    try:
        async with httpx.AsyncClient(base_url=url, timeout=2) as client:
            headers = {"Authorization": f"Bearer {token}"}
            answer = await client.get("/api/v1/applications?limit=1", headers=headers)
            return url if answer.status_code == 200 and "items" in answer.json() else None
    except (httpx.HTTPError, ValueError):
        return None
