"""A client that never gives up: with its key, a request that is sent again counts once."""

import asyncio
from contextlib import suppress

import httpx

from api.views import Accepted
from sdk.client import OrchestratorClient
from sdk.errors import ServerFailed, Unreachable

_PASSING = (Unreachable, ServerFailed, httpx.TransportError)
_PAUSE_SECONDS = 0.5


async def accepted(client: OrchestratorClient, key: str, request: str) -> Accepted:
    """Ask for an application until the request is accepted."""
    while True:
        with suppress(*_PASSING):
            return await client.create(request, auto_approve=True, key=key)
        await asyncio.sleep(_PAUSE_SECONDS)


async def settled(client: OrchestratorClient, job_id: str) -> None:
    """Wait for a job's end, however often its events break off."""
    while True:
        with suppress(*_PASSING):
            await client.wait(job_id)
            return
        await asyncio.sleep(_PAUSE_SECONDS)
