"""Finding a running orchestrator, or starting an embedded one, and talking to it."""

import getpass
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import httpx
from rich.console import Console

from api.auth import Role, TokenKey
from models.errors import Unavailable
from sdk.client import OrchestratorClient
from settings import Settings
from stack.embedded import EmbeddedStack
from stack.state import read_state
from storage.problems import file_problems
from terminal.up import embedded

TOKEN_VARIABLE = "ORCHESTRATOR_TOKEN"  # noqa: S105 - the name of a variable
KEY_FILE = "api.key"


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
    settings: Settings, console: Console, *, may_start: bool, role: Role = Role.USER
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
        token = os.environ.get(TOKEN_VARIABLE) or local_token(settings, role=role)
        client = await cleanup.enter_async_context(OrchestratorClient(url, token))
        yield Connection(client=client, url=url, stack=stack)


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
