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
from stack.addresses import url_of
from stack.embedded import EmbeddedStack
from stack.listeners import belongs_to
from stack.state import read_state
from storage.problems import file_problems
from terminal.up import embedded

TOKEN_VARIABLE = "ORCHESTRATOR_TOKEN"  # noqa: S105 - the name of a variable
KEY_FILE = "api.key"
PROBE_LIFE = timedelta(minutes=1)
_ROOT = 0


@dataclass(frozen=True)
class Connection:
    """A way to talk to an orchestrator."""

    client: OrchestratorClient
    url: str
    stack: EmbeddedStack | None = None
    """Set when it was started for this connection."""


def local_token(
    settings: Settings,
    owner: str | None = None,
    role: Role = Role.USER,
    lifetime: timedelta | None = None,
) -> str:
    """Return a token of the data directory's key; by default for the user of this machine.

    It is valid for as long as the settings say, or for ``lifetime``.
    """
    path = settings.paths.secrets / KEY_FILE
    with file_problems(path):
        key = TokenKey.load_or_create(path)
    configured = timedelta(hours=settings.api.token_hours)
    return key.issue_token(owner or local_owner(), role, lifetime or configured)


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
    ``role`` is that of the token that is made of this machine's key, when none is given.

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
        # With a transport of its own it does not go by way of a proxy that the environment names.
        here = httpx.AsyncHTTPTransport()
        client = await cleanup.enter_async_context(OrchestratorClient(url, token, transport=here))
        yield Connection(client=client, url=url, stack=stack)


async def running_url(settings: Settings) -> str | None:
    """Return the address of the orchestrator that answers: this data directory's, or the default.

    Anybody's program can listen at the default. A token that was given goes there as it is; one of
    this machine's key only if whoever listens may read that key anyway, and then for a minute.
    What does not answer as an orchestrator does is not taken for one.

    Raises:
        StorageError: The key can't be used.
    """
    state = read_state(settings.paths.stack_state)
    if state is not None and state.supervisor.alive():
        return state.api_url
    token = os.environ.get(TOKEN_VARIABLE) or _probe_token(settings)
    url = url_of(settings.api.host, settings.api.port)
    return url if token is not None and await _is_orchestrator(url, token) else None


def _probe_token(settings: Settings) -> str | None:
    """Return a token to ask with; None when there is no key, or nobody may be asked with it."""
    key = settings.paths.secrets / KEY_FILE
    with file_problems(key):
        if not key.exists():
            return None
        readers = {_ROOT, os.geteuid(), key.stat().st_uid}
    if not belongs_to(readers, settings.api.host, settings.api.port):
        return None
    return local_token(settings, lifetime=PROBE_LIFE)


async def _is_orchestrator(url: str, token: str) -> bool:
    headers = {"Authorization": f"Bearer {token}"}
    try:
        # What the environment names as a proxy would read the token.
        async with httpx.AsyncClient(base_url=url, timeout=2, trust_env=False) as client:
            answer = await client.get("/api/v1/applications?limit=1", headers=headers)
            told = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        return False
    return answer.status_code == 200 and isinstance(told, dict) and "items" in told
