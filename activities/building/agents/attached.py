"""A container's standard streams over the connection that the engine gives for them."""

import asyncio
import socket
import struct
from contextlib import suppress
from typing import Any

from activities.building.agents.tail import Tail

_OUT, _ERROR = 1, 2
_COMPLAINTS, _AT_ONCE = 8_000, 1 << 16


class AttachedStreams:
    """Takes the engine's frames apart: a kind, a length, and so many bytes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._kind, self._left = 0, 0
        self._said = Tail(_COMPLAINTS)

    @classmethod
    async def over(cls, stream: Any) -> "AttachedStreams":
        """Take over a connection of the engine's SDK."""
        connection: socket.socket = stream._sock
        own = connection.dup()
        own.setblocking(False)
        let_go(stream)
        return cls(*await asyncio.open_connection(sock=own))

    async def read(self) -> bytes:
        """Return some of the standard output; nothing when it is closed."""
        with suppress(asyncio.IncompleteReadError, OSError):
            while True:
                if not self._left:
                    head = await self._reader.readexactly(8)
                    self._kind, self._left = struct.unpack(">BxxxL", head)
                    continue
                data = await self._reader.read(min(self._left, _AT_ONCE))
                if not data:
                    break
                self._left -= len(data)
                if self._kind == _OUT:
                    return data
                if self._kind == _ERROR:
                    self._said.add(data.decode(errors="replace"))
        return b""

    async def write(self, data: bytes) -> None:
        """Write to the standard input."""
        self._writer.write(data)
        await self._writer.drain()

    def close_input(self) -> None:
        """Close the standard input."""
        with suppress(OSError, RuntimeError):
            if not self._writer.is_closing():
                self._writer.write_eof()

    def complaints(self) -> str:
        """Return the end of the standard error."""
        return self._said.shown(20)

    def close(self) -> None:
        """Close the connection."""
        self._writer.close()


def let_go(stream: Any) -> None:
    """Close a connection of the engine's SDK, which keeps the socket below it open."""
    connection: socket.socket = stream._sock
    stream.close()
    connection.close()
