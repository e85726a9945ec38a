"""Talking with an instance directly."""

import asyncio
import time
from typing import Any

from activities.serving.health import client_for, wait_healthy
from models.applications import Endpoint


async def ask(endpoint: Endpoint, path: str, seconds: float = 30) -> Any:
    """Return the JSON that the instance answers."""
    async with client_for(endpoint, seconds) as client:
        return (await client.get(path)).json()


async def _yes() -> bool:
    return True


async def until_healthy(endpoint: Endpoint, seconds: float = 20) -> float:
    """Wait until the instance answers; return how long that took."""
    began = time.perf_counter()
    await wait_healthy(endpoint, "/healthz", seconds, _yes)
    return time.perf_counter() - began


async def eventually(check: Any, seconds: float = 20) -> Any:
    """Return the first true answer of an async check."""
    end = time.monotonic() + seconds
    while True:
        found = await check()
        if found:
            return found
        assert time.monotonic() < end, "it did not happen in time"
        await asyncio.sleep(0.05)
