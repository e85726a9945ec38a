"""Visitors that never stop asking, over connections that they keep, and count what goes wrong."""

import asyncio
import json
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Load:
    """Some visitors of one application; ``async with`` runs them."""

    port: int
    host: str
    visitors: int = 8
    method: str = "GET"
    requests: int = 0
    failures: list[str] = field(default_factory=list)
    versions: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0

    async def __aenter__(self) -> "Load":
        self._stop = asyncio.Event()
        self._tasks = [asyncio.create_task(self._visit()) for _ in range(self.visitors)]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._stop.set()
        await asyncio.gather(*self._tasks)

    async def _visit(self) -> None:
        while not self._stop.is_set():
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            try:
                while not self._stop.is_set():
                    await self._ask(reader, writer)
                    await asyncio.sleep(0.002)
            except (OSError, EOFError) as problem:
                self.failures.append(repr(problem))
            finally:
                writer.close()

    async def _ask(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        began = asyncio.get_running_loop().time()
        body = b"{}" if self.method == "POST" else b""
        head = (
            f"{self.method} / HTTP/1.1\r\nHost: {self.host}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()
        answer = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1])
            for line in answer.lower().split(b"\r\n")
            if line.startswith(b"content-length:")
        )
        text = await reader.readexactly(length)
        self.requests += 1
        self.slowest = max(self.slowest, asyncio.get_running_loop().time() - began)
        if b" 200 " not in answer.split(b"\r\n")[0]:
            self.failures.append(answer.split(b"\r\n")[0].decode())
        else:
            self.versions[json.loads(text)["version"]] += 1
