"""The one client factory: worker, API, replayer and tests all use its converter."""

import asyncio
from collections.abc import Sequence

from temporalio.client import Client, Interceptor
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.service import KeepAliveConfig, RPCError

from settings import TemporalSettings
from temporal.identity import own_identity

DATA_CONVERTER = pydantic_data_converter
KEEP_ALIVE = KeepAliveConfig(interval_millis=10_000, timeout_millis=5_000)
"""A connection that is silent is opened anew; servers allow one question in ten seconds."""


async def connect(settings: TemporalSettings, interceptors: Sequence[Interceptor] = ()) -> Client:
    """Connect to the Temporal server.

    Raises:
        RuntimeError: The server can't be reached.
    """
    return await Client.connect(
        settings.address,
        namespace=settings.namespace,
        data_converter=DATA_CONVERTER,
        interceptors=interceptors,
        keep_alive_config=KEEP_ALIVE,
        identity=own_identity(),
    )


async def connect_patiently(
    settings: TemporalSettings,
    interceptors: Sequence[Interceptor] = (),
    *,
    pause_seconds: float = 0.05,
) -> Client:
    """Connect, and try again until the server is there: start-up needs no order."""
    while True:
        try:
            return await connect(settings, interceptors)
        except (RuntimeError, RPCError, OSError):
            await asyncio.sleep(pause_seconds)
            pause_seconds = min(pause_seconds * 1.5, 1.0)
