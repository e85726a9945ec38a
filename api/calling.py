"""Calls to the Temporal server that end in time, whatever happens to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from temporalio.service import RPCError

from models.errors import Unavailable


@asynccontextmanager
async def answered_within(patience: timedelta) -> AsyncIterator[None]:
    """Let the calls inside take that long together.

    A timeout of a call alone counts for each of the client's own attempts, so that a call to a
    server that is down takes several times as long.

    Raises:
        Unavailable: They took longer, or the server refused them.
    """
    try:
        async with asyncio.timeout(patience.total_seconds()):
            yield
    except TimeoutError as late:
        raise Unavailable("The workflow server does not answer.", rpc="TIMEOUT") from late
    except RPCError as problem:
        raise Unavailable(
            "The workflow server does not answer.", rpc=problem.status.name
        ) from problem
