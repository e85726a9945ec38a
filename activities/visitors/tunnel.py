"""Handing a connection on to an instance, or ending it with an answer."""

import asyncio
from contextlib import suppress

from activities.containers import sockets
from models.applications import Endpoint

CHUNK = 64 * 1024
RETRY_SECONDS = 0.02
LINGER_SECONDS = 2.0
MOST_LINGERING_BYTES = 4 * 1024 * 1024

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def connect(endpoint: Endpoint) -> Connection:
    """Return a connection to an instance; tries until it listens, or until cancelled.

    Raises:
        Unhealthy: What is in the place of its socket is none.
    """
    while True:
        with suppress(OSError):
            if endpoint.socket is not None:
                with sockets.checked(endpoint.socket) as place:
                    return await asyncio.open_unix_connection(place)
            if endpoint.port is not None:
                return await asyncio.open_connection("127.0.0.1", endpoint.port)
        await asyncio.sleep(RETRY_SECONDS)


async def hand_over(text: bytes, visitor: Connection, instance: Connection) -> None:
    """Let the two speak with each other until one of them has ended; ``text`` was read already."""
    _, answering = instance
    try:
        answering.write(text)
        both = (
            asyncio.create_task(_copy(visitor[0], answering)),
            asyncio.create_task(_copy(instance[0], visitor[1])),
        )
        # Neither side half-closes: the proxy that ends has gone, the instance has said everything.
        _, waiting = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*both, return_exceptions=True)
    finally:
        answering.close()
        with suppress(OSError):
            await answering.wait_closed()


async def tell(said: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer, then read on for a while: closing with a body unread would take the answer back."""
    writer.write(said)
    await writer.drain()
    writer.write_eof()
    with suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            left = MOST_LINGERING_BYTES
            while left > 0 and (chunk := await reader.read(CHUNK)):
                left -= len(chunk)


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while chunk := await source.read(CHUNK):
            target.write(chunk)
            await target.drain()
