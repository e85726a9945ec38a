"""Asking many instances at little cost: a hundred clients of a library would take half a second."""

import asyncio

from activities.containers import sockets
from activities.serving.health import Probe
from models.applications import Endpoint
from models.errors import Unhealthy

AGAIN_SECONDS = 0.3
"""After this long an instance that did not answer is asked once more, in the same look."""
_LONGEST_STATUS_LINE = 4096


async def ask(endpoint: Endpoint, path: str, seconds: float) -> Probe:
    """Ask an instance itself once; never raises because of what it does."""
    began = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout(seconds):
            status = await _status(endpoint, path)
    except TimeoutError:
        return Probe(error=f"no answer within {seconds:g} s", seconds=seconds)
    except Unhealthy as problem:
        return Probe(error=str(problem.context["reason"]))
    except (OSError, ValueError, asyncio.LimitOverrunError) as problem:
        return Probe(error=_words(problem))
    return Probe(status=status, seconds=asyncio.get_running_loop().time() - began)


async def ask_twice(endpoint: Endpoint, path: str, seconds: float) -> tuple[Probe, ...]:
    """Ask, and once more when the first answer was not a good one."""
    first = await ask(endpoint, path, seconds)
    if first.healthy:
        return (first,)
    await asyncio.sleep(AGAIN_SECONDS)
    return first, await ask(endpoint, path, seconds)


async def _status(endpoint: Endpoint, path: str) -> int:
    reader, writer = await _connect(endpoint)
    try:
        head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        writer.write(head.encode("ascii"))
        line = await reader.readline()
        version, status = line.split(maxsplit=2)[:2]
        if not version.startswith(b"HTTP/1.") or len(status) != 3:
            raise ValueError("that is not HTTP")
        return int(status)
    finally:
        writer.close()


async def _connect(endpoint: Endpoint) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    if endpoint.socket is not None:
        with sockets.checked(endpoint.socket) as place:
            return await asyncio.open_unix_connection(place, limit=_LONGEST_STATUS_LINE)
    return await asyncio.open_connection("127.0.0.1", endpoint.port, limit=_LONGEST_STATUS_LINE)


def _words(problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError | ConnectionRefusedError):
        return "nobody listens there"
    if isinstance(problem, OSError):
        return problem.strerror or type(problem).__name__
    return "the answer is not HTTP"
