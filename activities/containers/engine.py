"""The Docker engine behind its SDK, whose calls block: each runs in a thread of our own."""

import asyncio
import os
import socket
import struct
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from models.errors import OrchestrationError, RuntimeFailure, Unavailable

if TYPE_CHECKING:
    from docker import DockerClient
    from docker.models.containers import Container

T = TypeVar("T")
_THREADS = 16
_TIMEOUT_SECONDS = 60
_LOOK_SECONDS = 5.0
"""After so much silence it is asked whether the container still runs."""
_LOCAL = "unix:///var/run/docker.sock"
_OUT, _ERROR = 1, 2
Sink = Callable[[bytes], object]


class DockerEngine:
    """One connection pool to one engine."""

    def __init__(self, client: "DockerClient") -> None:
        self._client = client
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="docker")

    @classmethod
    async def connect(cls, host: str | None) -> "DockerEngine":
        """Connect to the engine at that address, or where the environment says.

        Raises:
            Unavailable: None answers.
        """
        return cls(await asyncio.to_thread(_client, host))

    async def call(self, work: "Callable[[DockerClient], T]") -> T:
        """Run blocking work with the client in a thread.

        Who is cancelled meanwhile is told so only when the thread has ended: whatever lock is held
        here is held for as long as the engine may still be at it.

        Raises:
            RuntimeFailure: The engine failed or refused.
        """
        job = self._threads.submit(_guarded, work, self._client)
        answer = asyncio.wrap_future(job)
        try:
            return await asyncio.shield(answer)
        except asyncio.CancelledError:
            await _ended(job, answer)
            raise

    def events(self, since: float, filters: dict[str, Any]) -> Any:
        """Return the stream of the engine's events of a kind; it blocks whoever reads it."""
        api: Any = self._client.api
        return api.events(since=since, filters=filters, decode=True)

    async def close(self) -> None:
        """Close the connections."""
        self._threads.shutdown(wait=False)
        await asyncio.to_thread(self._client.close)


async def _ended(job: "Future[T]", answer: "asyncio.Future[T]") -> None:
    """Wait for the end of work in a thread; what has not begun does not begin any more."""
    if job.cancel():
        return
    while not answer.done():
        with suppress(asyncio.CancelledError):
            await asyncio.wait({answer})
    if not answer.cancelled():
        answer.exception()  # it counts as seen


def _client(host: str | None) -> "DockerClient":
    _knock(host or os.environ.get("DOCKER_HOST") or _LOCAL)
    import docker  # takes a fifth of a second, and only this runtime needs it
    from docker.errors import DockerException

    try:
        options: dict[str, Any] = {"timeout": _TIMEOUT_SECONDS, "max_pool_size": _THREADS}
        client = (
            docker.DockerClient(base_url=host, **options) if host else docker.from_env(**options)
        )
        client.ping()
    except (DockerException, OSError) as problem:
        raise _no_engine(problem) from problem
    return client


def _knock(address: str) -> None:
    """Find out whether anybody is there at all, before the SDK is loaded."""
    if not address.startswith("unix://"):
        return
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(address.removeprefix("unix://"))
        except OSError as problem:
            raise _no_engine(problem) from problem


def _no_engine(problem: Exception) -> Unavailable:
    return Unavailable(
        "No container engine answers on this machine.",
        remedy="Start Docker, or set the runtime to 'process' or 'auto'.",
        cause=str(problem)[:500],
    )


def _guarded(work: "Callable[[DockerClient], T]", client: "DockerClient") -> T:
    from docker.errors import DockerException
    from requests.exceptions import RequestException

    try:
        return work(client)
    except OrchestrationError:
        raise
    except (DockerException, RequestException, OSError) as problem:
        raise RuntimeFailure("The container engine failed.", cause=str(problem)[:1000]) from problem


def converse(
    container: "Container", request: Iterable[bytes], *, out: Sink, error: Sink, seconds: float
) -> int | None:
    """Start a created container, send it bytes, and hand out what it writes; blocks.

    The request comes in parts, of which one at a time is held in memory.

    Returns:
        Its exit code; None when it was killed because the time was over.
    """
    api: Any = container.client.api if container.client else None
    wanted = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
    stream = api.attach_socket(container.id, params=wanted)
    connection: socket.socket = stream._sock
    end = time.monotonic() + seconds
    try:
        container.start()
        send(connection, request, end)
        finished = receive(connection, {_OUT: out, _ERROR: error}, end, lambda: _runs(container))
    finally:
        stream.close()
        connection.close()
    if not finished:
        with suppress(Exception):
            container.kill()
        return None
    return int(container.wait(timeout=30)["StatusCode"])


def send(connection: socket.socket, request: Iterable[bytes], end: float) -> None:
    """Send a request until it is over, or until whoever reads it has ended."""
    for part in request:
        connection.settimeout(max(end - time.monotonic(), 1))
        try:
            connection.sendall(part)
        except OSError:  # it may have ended before it read everything
            return


def _runs(container: "Container") -> bool:
    container.reload()
    return bool(container.attrs["State"]["Running"])


def receive(
    connection: socket.socket,
    sinks: dict[int, Sink],
    end: float,
    runs: Callable[[], bool],
    look_seconds: float = _LOOK_SECONDS,
) -> bool:
    """Read the engine's frames (kind, length, bytes) to their end; False when time is over.

    Raises:
        RuntimeFailure: Whoever was to write has ended, and the connection does not tell of it.
    """
    buffer = bytearray()
    ended = False
    while True:
        left = end - time.monotonic()
        connection.settimeout(max(min(left, look_seconds), 0.01))
        try:
            data = connection.recv(1 << 16)
        except TimeoutError:
            if left <= look_seconds:
                return False
            if ended:
                raise RuntimeFailure("What the container wrote was lost on its way.") from None
            ended = not runs()  # once more, for what is still on its way
            continue
        if not data:
            return True
        buffer += data
        while len(buffer) >= 8:
            kind, length = struct.unpack(">BxxxL", buffer[:8])
            if len(buffer) < 8 + length:
                break
            sinks.get(kind, len)(bytes(buffer[8 : 8 + length]))
            del buffer[: 8 + length]
