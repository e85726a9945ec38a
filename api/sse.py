"""Server-sent events of one job, log or room, resumable by ``Last-Event-ID``."""

import asyncio
import contextlib
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, Self

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.follower import SlowFollower
from api.frames import Frame
from api.hub import HubClosed
from models.base import utc_now

HEARTBEAT_SECONDS = 15.0
SEND_SECONDS = 20.0
"""A client that takes nothing for so long is gone."""
_OPENING = b"retry: 1000\n\n"
_HEARTBEAT = b": still here\n\n"


class Follows(Protocol):
    """Somebody who follows one thing; a context in which it may do so."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(self, *_: object) -> None: ...

    def follow(self, subject: str, after: int = 0, /) -> None:
        """Follow from behind that number."""
        ...

    async def frames(self, patience: float) -> list[Frame]:
        """Return the next frames; none when the time is over."""
        ...


class EventStream(Response):
    """Streams frames until the last, the token's end, or the client's leaving.

    Args:
        follower: Follows nothing yet.
        subject: Id of what is followed.
        after: Last sequence number that the client has.
        until: When the client's token expires.
        seat: Held while it streams.
        heartbeat: Seconds of silence after which a comment is sent.
    """

    media_type = "text/event-stream"

    def __init__(
        self,
        follower: Follows,
        subject: str,
        after: int,
        until: datetime,
        seat: AbstractContextManager[None],
        heartbeat: float = HEARTBEAT_SECONDS,
    ) -> None:
        super().__init__(headers={"Cache-Control": "no-cache, no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self.headers["Last-Event-ID"] = str(after)
        self._follower = follower
        self._subject = subject
        self._after = after
        self._until = until
        self._seat = seat
        self._heartbeat = heartbeat

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        """Stream until one side has enough."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        with self._seat:
            async with self._follower:
                await self._stream(receive, send)

    async def _stream(self, receive: Receive, send: Send) -> None:
        self._follower.follow(self._subject, self._after)
        sides = {
            asyncio.create_task(self._pump(send)),
            asyncio.create_task(_disconnected(receive)),
        }
        try:
            await asyncio.wait(sides, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for side in sides:
                side.cancel()
            await asyncio.gather(*sides, return_exceptions=True)

    async def _pump(self, send: Send) -> None:
        async def put(data: bytes, *, more: bool = True) -> None:
            async with asyncio.timeout(SEND_SECONDS):
                await send({"type": "http.response.body", "body": data, "more_body": more})

        with contextlib.suppress(TimeoutError):
            # An EventSource that loses the connection before the first event resumes here, too.
            await put(_OPENING + f"id: {self._after}\n\n".encode())
            try:
                while utc_now() < self._until:
                    frames = await self._follower.frames(self._heartbeat)
                    await put(b"".join(frame.server_sent for frame in frames) or _HEARTBEAT)
                    if frames and frames[-1].last:
                        await put(b"", more=False)
                        return
                await put(_closing("token_expired"), more=False)
            except HubClosed:
                await put(_closing("restarting"), more=False)
            except SlowFollower:
                await put(_closing("too_slow"), more=False)


def _closing(reason: str) -> bytes:
    return f'event: close\ndata: {{"reason":"{reason}"}}\n\n'.encode()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
