"""A server on loopback that speaks the chat completions protocol over HTTP, as told."""

import asyncio
import json
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, NamedTuple


class Reply(NamedTuple):
    """What the server sends; the rest of it never comes when it ``hangs``."""

    status: int
    body: bytes
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "application/json"),)
    hangs: bool = False
    after: float = 0.0
    """Seconds until anything of it comes."""


class Asked(NamedTuple):
    """A request as it came."""

    headers: dict[str, str]
    body: dict[str, Any]


Behaviour = Callable[[Asked], Reply]


def completion(content: str | None, *, tokens: int | None = 900, finish: str = "stop") -> Reply:
    """Return a completion as servers send them."""
    usage = {} if tokens is None else {"usage": {"total_tokens": tokens}}
    choice = {
        "index": 0,
        "finish_reason": finish,
        "message": {"role": "assistant", "content": content},
    }
    told = {"id": "c-1", "object": "chat.completion", "model": "m", "choices": [choice], **usage}
    return Reply(200, json.dumps(told).encode())


def complaint(status: int, message: str) -> Reply:
    """Return an error as servers send them."""
    return Reply(status, json.dumps({"error": {"message": message, "type": "x"}}).encode())


class ChatServerStub:
    """Answers each request by the next behaviour; the last one stays."""

    def __init__(self, *behaviours: Behaviour) -> None:
        self._behaviours: Sequence[Behaviour] = behaviours
        self.asked: list[Asked] = []
        self.reached = asyncio.Event()
        """Set when a request has come."""
        self.left = asyncio.Event()
        """Set when a client went away before its answer was complete."""

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    async def __aenter__(self) -> "ChatServerStub":
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                reply = await self._reply_to(reader)
                await asyncio.sleep(reply.after)
                writer.write(_head(reply) + reply.body)
                await writer.drain()
                if reply.hangs:
                    await reader.read()
                    self.left.set()
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _reply_to(self, reader: asyncio.StreamReader) -> Reply:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *lines = head.strip().split("\r\n")
        headers = {
            name.lower(): value for name, _, value in (line.partition(": ") for line in lines)
        }
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if first != "POST /v1/chat/completions HTTP/1.1":
            return complaint(404, "no such route")
        asked = Asked(headers, json.loads(body))
        if not asked.body["model"] or not all(
            set(message) == {"role", "content"} for message in asked.body["messages"]
        ):
            return complaint(400, "messages")
        behaviour = self._behaviours[min(len(self.asked), len(self._behaviours) - 1)]
        self.asked.append(asked)
        self.reached.set()
        return behaviour(asked)


def _head(reply: Reply) -> bytes:
    length = len(reply.body) + (1 if reply.hangs else 0)
    lines = [f"HTTP/1.1 {reply.status} X", f"Content-Length: {length}"]
    lines += [f"{name}: {value}" for name, value in reply.headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
