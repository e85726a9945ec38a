"""A receiver of webhooks and a mail server, both real, on loopback."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope


class Hook:
    """Keeps what was posted to it, and answers as it is told."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.status = 204
        self.silent = False
        self.url = ""
        self.tasks: list[asyncio.Task[None]] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._answer(reader, writer))
        self.tasks.append(task)
        await task

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:-2]
        headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in head)
        }
        self.requests.append((headers, await reader.readexactly(int(headers["content-length"]))))
        if self.silent:
            await reader.read()
        place = "Location: http://127.0.0.1:9/\r\n" if self.status == 302 else ""
        writer.write(f"HTTP/1.1 {self.status} X\r\n{place}Content-Length: 0\r\n\r\n".encode())
        writer.close()


@asynccontextmanager
async def hook() -> AsyncIterator[Hook]:
    """Run a receiver of webhooks."""
    found = Hook()
    server = await asyncio.start_server(found.serve, "127.0.0.1", 0)
    found.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hooks/a-secret-path"
    yield found
    server.close()
    await asyncio.gather(*found.tasks)
    await asyncio.sleep(0)  # connections are closed by the loop's next turn


class _Mailbox:
    def __init__(self) -> None:
        self.mails: list[Message] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        self.mails.append(message_from_bytes(envelope.content or b""))  # type: ignore[arg-type]
        return "250 OK"


@contextmanager
def mail_server(port: int) -> Iterator[list[Message]]:
    """Run a mail server; gives the mails that came."""
    box = _Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box.mails
    finally:
        controller.stop()
