"""A bare broadcast: the floor of every stream.

Usage: ``python -m benchmarks.broadcast PORT FRAMES TEXT``. Any request by HTTP sets it off: each
frame goes to everybody who is connected, with nothing else between.
"""

import asyncio
import sys

import uvicorn
from starlette.types import Receive, Scope, Send


class Broadcast:
    """An ASGI application with a WebSocket and one page that sets it off."""

    def __init__(self, frames: int, text: str) -> None:
        self._texts = [
            text.replace('"sequence":0', f'"sequence":{n}') for n in range(1, frames + 1)
        ]
        self._sockets: set[Send] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._hold(receive, send)
        elif scope["type"] == "http":
            for text in self._texts:
                message = {"type": "websocket.send", "text": text}
                await asyncio.gather(*(each(message) for each in self._sockets))
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"sent"})

    async def _hold(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        self._sockets.add(send)
        while (await receive())["type"] != "websocket.disconnect":
            pass
        self._sockets.discard(send)


def main() -> None:
    """Serve until the end."""
    port, frames, text = sys.argv[1:]
    uvicorn.run(
        Broadcast(int(frames), text),
        port=int(port),
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="off",
        log_level="warning",
        access_log=False,
        backlog=512,
    )


if __name__ == "__main__":
    main()
