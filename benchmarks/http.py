"""The least HTTP client that keeps a connection: the figures shall be the server's, not its own."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Answer:
    """Status, headers (lower case) and body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Connection:
    """One connection to a port or a unix socket; opened when it is needed, used again after."""

    def __init__(self, *, port: int | None = None, socket: str | None = None) -> None:
        self._port, self._socket = port, socket
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """Send one request and return the whole answer.

        Raises:
            OSError: The connection broke.
            EOFError: It was closed in the middle.
        """
        reader, writer = self._streams or await self._open()
        self._streams = None
        lines = [f"{method} {path} HTTP/1.1", f"Content-Length: {len(body)}"]
        lines += [
            f"{key}: {value}" for key, value in ({"Host": "localhost"} | (headers or {})).items()
        ]
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode() + body)
        answer = await _read(reader)
        if answer.headers.get("connection", "").lower() == "close":
            writer.close()
        else:
            self._streams = (reader, writer)
        return answer

    def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._socket is not None:
            return await asyncio.open_unix_connection(self._socket)
        return await asyncio.open_connection("127.0.0.1", self._port)


async def _read(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in head[1:] if line)
    headers = {key.strip().lower(): value.strip() for key, _, value in pairs}
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = b""
        while size := int((await reader.readline()).split(b";")[0], 16):
            body += await reader.readexactly(size)
            await reader.readexactly(2)
        await reader.readline()
    else:
        body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Answer(int(head[0].split()[1]), headers, body)


async def first_answer(
    path: str = "/healthz",
    *,
    port: int | None = None,
    socket: str | None = None,
    host: str = "localhost",
    seconds: float = 60.0,
    pause_seconds: float = 0.005,
) -> Answer:
    """Ask until something answers well.

    Raises:
        TimeoutError: Nothing did.
    """
    async with asyncio.timeout(seconds):
        while True:
            connection = Connection(port=port, socket=socket)
            try:
                answer = await connection.ask("GET", path, {"Host": host})
                if 200 <= answer.status < 300:
                    return answer
            except (OSError, EOFError):
                pass
            finally:
                connection.close()
            await asyncio.sleep(pause_seconds)
