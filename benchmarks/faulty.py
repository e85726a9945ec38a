"""A link between two parts that can be made bad: slow, cut, silent, held, narrow."""

import asyncio
import os
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self

_CHUNK = 1 << 16
_LATENCY_SECONDS = 0.2
_NARROW_BYTES = 512
_NARROW_SECONDS = 0.05
_RESET_AT_CLOSE = struct.pack("ii", 1, 0)


class Fault(StrEnum):
    """What a link suffers from."""

    LATENCY = "latency"
    """Everything arrives later, each way."""
    RESET = "reset"
    """All connections are reset, and new ones at once."""
    HALF_OPEN = "half-open"
    """What is sent is lost, and nobody is told; such connections never recover."""
    PAUSE = "pause"
    """Nothing arrives until it is over."""
    SLOW_READ = "slow read"
    """Ten kilobytes a second."""


@dataclass(frozen=True)
class Place:
    """Where somebody listens: a port of loopback, or a unix socket."""

    port: int = 0
    path: Path | None = None

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.path is not None:
            return await asyncio.open_unix_connection(str(self.path))
        return await asyncio.open_connection("127.0.0.1", self.port)


class _Connection:
    """Two streams, and whether what they carry is lost."""

    def __init__(self, one: asyncio.StreamWriter, other: asyncio.StreamWriter) -> None:
        self.writers = (one, other)
        self.deaf = False

    def reset(self) -> None:
        for writer in self.writers:
            found = writer.get_extra_info("socket")
            if found is not None and found.family != socket.AF_UNIX:
                found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_AT_CLOSE)
            writer.transport.abort()


class FaultyLink:
    """Carries bytes between those who connect to it and a place, as well as the fault lets it."""

    def __init__(self, target: Place) -> None:
        self._target = target
        self._fault: Fault | None = None
        self._over = asyncio.Event()
        self._connections: set[_Connection] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self.carried = 0
        """Bytes that arrived."""

    @classmethod
    @asynccontextmanager
    async def open(cls, listen: Place, target: Place) -> AsyncIterator[Self]:
        """Listen until the block ends."""
        link = cls(target)
        if listen.path is not None:
            link._server = await asyncio.start_unix_server(link._accept, str(listen.path))
            listen.path.chmod(0o666)
        else:
            link._server = await asyncio.start_server(link._accept, "127.0.0.1", listen.port)
        try:
            yield link
        finally:
            await link._close()

    async def suffer(self, fault: Fault, seconds: float) -> None:
        """Be bad for some time; what is lost or cut meanwhile stays so."""
        self._fault = fault
        self._over.clear()
        if fault is Fault.RESET:
            for connection in tuple(self._connections):
                connection.reset()
        if fault is Fault.HALF_OPEN:
            for connection in self._connections:
                connection.deaf = True
        try:
            await asyncio.sleep(seconds)
        finally:
            self._fault = None
            self._over.set()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            their_reader, their_writer = await self._target.connect()
        except (OSError, asyncio.CancelledError):  # nobody there, or the link is closed
            writer.transport.abort()
            return
        connection = _Connection(writer, their_writer)
        connection.deaf = self._fault is Fault.HALF_OPEN
        self._connections.add(connection)
        try:
            if self._fault is Fault.RESET:
                connection.reset()
            with suppress(asyncio.CancelledError):  # only when the link is closed
                await asyncio.gather(
                    self._pump(reader, their_writer, connection),
                    self._pump(their_reader, writer, connection),
                )
        finally:
            self._connections.discard(connection)
            for each in connection.writers:
                each.close()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: _Connection
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(_CHUNK):
                await self._carry(data, writer, connection)
            if connection.deaf:
                await asyncio.Event().wait()  # the other end is never told
            writer.write_eof()

    async def _carry(
        self, data: bytes, writer: asyncio.StreamWriter, connection: _Connection
    ) -> None:
        if self._fault is Fault.LATENCY:
            await asyncio.sleep(_LATENCY_SECONDS)
        if self._fault is Fault.PAUSE:
            await self._over.wait()
        while self._fault is Fault.SLOW_READ and data:
            writer.write(data[:_NARROW_BYTES])
            await writer.drain()
            data = data[_NARROW_BYTES:]
            await asyncio.sleep(_NARROW_SECONDS)
        if connection.deaf or not data:
            return
        writer.write(data)
        await writer.drain()
        self.carried += len(data)

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def between(socket_path: Path) -> AsyncIterator[FaultyLink]:
    """Step between a unix socket that somebody listens on already and those who connect to it."""
    behind = socket_path.with_name("behind.sock")
    socket_path.rename(behind)
    owner = behind.stat()
    async with FaultyLink.open(Place(path=socket_path), Place(path=behind)) as link:
        if os.geteuid() == 0:
            os.chown(socket_path, owner.st_uid, owner.st_gid)
        yield link
