"""Many viewers of one job over WebSocket, in a process of their own.

Usage: ``python -m benchmarks.viewers ADDRESS VIEWERS FRAMES [TOKEN JOB AFTER]``. Prints ``ready``,
then, when all have seen that many frames, a line of JSON. Without a token the server is a bare
broadcast.
"""

import asyncio
import json
import sys
import time
from dataclasses import dataclass

import websockets
import websockets.asyncio.client as ws

OPENING_AT_ONCE = 50


@dataclass(frozen=True)
class Wanted:
    """What is connected to, and how much is awaited."""

    address: str
    viewers: int
    frames: int
    token: str = ""
    job: str = ""
    after: int = 0


async def watch(wanted: Wanted) -> dict[str, float]:
    """Connect all viewers, then read until each has seen its frames; return how that went."""
    gate = asyncio.Semaphore(OPENING_AT_ONCE)
    sockets = await asyncio.gather(*(_open(wanted, gate) for _ in range(wanted.viewers)))
    print("ready", flush=True)
    seen = await asyncio.gather(*(_read(socket, wanted) for socket in sockets))
    first, last = min(s[0] for s in seen), max(s[1] for s in seen)
    gaps = sum(s[2] for s in seen)
    return {"seconds": last - first, "frames": wanted.viewers * wanted.frames, "gaps": gaps}


async def _open(wanted: Wanted, gate: asyncio.Semaphore) -> ws.ClientConnection:
    async with gate:
        socket = await websockets.connect(wanted.address, compression=None, ping_interval=None)
        if wanted.token:
            await socket.send(json.dumps({"type": "authenticate", "token": wanted.token}))
            topic = f"job:{wanted.job}"
            await socket.send(
                json.dumps({"type": "subscribe", "topic": topic, "after": wanted.after})
            )
            while json.loads(await socket.recv())["type"] != "subscribed":
                pass
        return socket


async def _read(socket: ws.ClientConnection, wanted: Wanted) -> tuple[float, float, int]:
    """Return when the first and the last frame came, and how many were out of order."""
    first = last = 0.0
    before, gaps, count = wanted.after, 0, 0
    async for text in socket:
        if '"sequence":' not in str(text):
            continue
        last = time.perf_counter()
        sequence = int(str(text).partition('"sequence":')[2].partition(",")[0])
        if not sequence:
            continue
        first = first or last
        gaps += sequence != before + 1
        before, count = sequence, count + 1
        if count == wanted.frames:
            break
    return first, last, gaps


def main() -> None:
    """Watch as the arguments say."""
    address, viewers, frames, *rest = sys.argv[1:]
    token, job, after = rest or ("", "", "0")
    wanted = Wanted(address, int(viewers), int(frames), token, job, int(after))
    print(json.dumps(asyncio.run(watch(wanted))), flush=True)


if __name__ == "__main__":
    main()
