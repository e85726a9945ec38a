"""Frames of the protocol, one JSON object a line, between an agent and the SDK's connection.

The SDK's own framing trusts the agent: a frame that is no object, or an error that is no object,
ends its loop, and a line may be of any length. Nothing of that holds for a hostile agent.
"""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from activities.building.agents.isolation import Channel

LARGEST_FRAME = 32 * 1024 * 1024
"""Bytes; agents send whole files in a frame."""
MOST_UNANSWERED = 64
"""Requests worked on at a time; the agent isn't read further until one is answered."""
Message = dict[str, Any]


class Frames:
    """A transport for :class:`acp.connection.Connection`."""

    def __init__(
        self, channel: Channel, *, heard: Callable[[], None], strange: Callable[[str], None]
    ) -> None:
        self._channel = channel
        self._heard = heard
        self._strange = strange
        self._lines = _Lines()
        self._unanswered = asyncio.Semaphore(MOST_UNANSWERED)
        self._sending = asyncio.Lock()

    async def send(self, message: Message) -> None:
        """Write one frame."""
        line = json.dumps(message, separators=(",", ":")).encode() + b"\n"
        if "method" in message:
            return await self._write(line)
        with suppress(OSError):  # an agent that has ended needs no answers
            await self._write(line)
        self._unanswered.release()
        return None

    async def _write(self, line: bytes) -> None:
        async with self._sending:
            await self._channel.write(line)

    async def receive(self) -> Message | None:
        """Return the next frame that makes sense; None when the agent has closed its output."""
        while True:
            # Whoever works on the frame before gets his turn, however much is waiting to be read.
            await asyncio.sleep(0)
            line = self._lines.next()
            if line is None:
                data = await self._channel.read()
                if not data:
                    return None
                self._heard()
                if not self._lines.feed(data):
                    self._strange("A message of the agent was too large and was left out.")
                continue
            message = _understood(line)
            if message is None:
                self._strange("The agent wrote something that is no message.")
                continue
            self._heard()
            if "method" in message and "id" in message:
                await self._unanswered.acquire()
            return message

    async def close(self) -> None:
        """End the conversation."""
        await self._channel.close_input()


class _Lines:
    """Cuts bytes into lines, and leaves out those that are too long."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._searched = 0
        self._skipping = False

    def feed(self, data: bytes) -> bool:
        """Take bytes; False when a line has just become too long."""
        self._buffer += data
        if len(self._buffer) <= LARGEST_FRAME or self._find() >= 0:
            return True
        self._buffer.clear()
        self._searched = 0
        before, self._skipping = self._skipping, True
        return before

    def next(self) -> bytes | None:
        """Return the next whole line that isn't empty, without its end."""
        while (end := self._find()) >= 0:
            line = bytes(self._buffer[:end]).strip()
            del self._buffer[: end + 1]
            self._searched = 0
            skipped, self._skipping = self._skipping, False
            if line and not skipped:
                return line
        self._searched = len(self._buffer)
        return None

    def _find(self) -> int:
        return self._buffer.find(b"\n", self._searched)


def _understood(line: bytes) -> Message | None:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict):
        return None
    if not isinstance(message.get("id", 0), int | str | None):
        return None
    if "method" in message:
        return message if isinstance(message["method"], str) else None
    if "error" in message and not isinstance(message["error"], dict):
        message["error"] = {"code": -32603, "message": str(message.get("error"))[:500]}
    return message
