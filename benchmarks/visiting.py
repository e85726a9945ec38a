"""Visitors of five kinds: ``python -m benchmarks.visiting PORT HOST FILE KIND=CLIENTS …``.

They come until SIGTERM; how many requests there were so far stands in the file.
Each kind counts what it asked for and what it did not get: an answer that is missing or broken,
a stream or a conversation that ended too early, anything from a version that must never be seen.
Prints the counts as JSON at the end.
"""

import asyncio
import hashlib
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from benchmarks.http import Answer, Connection
from benchmarks.load import BROKEN_HEADER
from benchmarks.processes import now

_SECONDS = 30.0
_TELL_SECONDS = 0.5
_UPLOAD = os.urandom(1_000_000)
_DIGEST = hashlib.sha256(_UPLOAD).hexdigest()
_EVENTS = 20
_MESSAGES = 20
_PAUSES = {"GET": 0.0, "POST": 0.0, "PUT": 0.05, "SSE": 0.0, "WS": 0.02, "paced": 0.01, "held": 0.2}
_MOVED = frozenset({1001, 1012})
"""What a server says when it stops in good order: come again, another one is there."""


class Visitors:
    """Some clients of each kind."""

    def __init__(self, port: int, host: str, file: Path, kinds: dict[str, int]) -> None:
        self._port, self._host, self._kinds = port, host, kinds
        self._file = file
        self._stop = asyncio.Event()
        self._counts: Counter[str] = Counter()
        self._problems: list[str] = []
        self._versions: Counter[str] = Counter()
        self._samples: list[tuple[float, float]] = []
        self._slowest = 0.0

    async def run(self) -> dict[str, Any]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        work = {"WS": self._converse, "held": self._hold}
        clients = [
            work.get(kind, self._ask_on)(kind)
            for kind, number in self._kinds.items()
            for _ in range(number)
        ]
        await asyncio.gather(self._tell(), *clients)
        return {
            "counts": self._counts,
            "versions": self._versions,
            "samples": self._samples,
            "slowest_s": self._slowest,
            "problems": self._problems[:20],
        }

    async def _tell(self) -> None:
        while not self._stop.is_set():
            asked = sum(self._counts[kind] for kind in self._kinds)
            await asyncio.to_thread(self._file.write_text, str(asked))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), _TELL_SECONDS)

    async def _ask_on(self, kind: str) -> None:
        """Ask one request after the other over one connection."""
        connection = Connection(port=self._port)
        check = _CHECKS[kind]
        while not self._stop.is_set():
            began = now()
            self._counts[kind] += 1
            try:
                async with asyncio.timeout(_SECONDS):
                    answer = await check(connection, self._host)
                self._took_in(kind, began, answer)
            except (OSError, EOFError, TimeoutError, ValueError) as problem:
                self._drop(kind, repr(problem))
                connection.close()
            await asyncio.sleep(_PAUSES[kind])
        connection.close()

    def _took_in(self, kind: str, began: float, answer: Answer) -> None:
        taken = now() - began
        if kind == "paced":
            self._samples.append((began, taken))
        if kind != "SSE":
            self._slowest = max(self._slowest, taken)
        if BROKEN_HEADER in answer.headers:
            self._counts["broken"] += 1
        if answer.headers.get("content-type", "").startswith("application/json"):
            self._versions[str(answer.json().get("version"))] += 1

    async def _converse(self, kind: str) -> None:
        """Hold conversations; a message that was sent must come back, if need be from another."""
        unanswered = ""
        while not self._stop.is_set():
            try:
                async with asyncio.timeout(_SECONDS), self._connect() as socket:
                    unanswered = await self._talk(kind, socket, unanswered)
            except ConnectionClosed as closed:
                unanswered = self._closed(kind, closed)
            except (OSError, EOFError, TimeoutError, InvalidHandshake) as problem:
                self._drop(kind, repr(problem))

    async def _talk(self, kind: str, socket: ClientConnection, unanswered: str) -> str:
        for number in range(_MESSAGES):
            text = unanswered or f"message {number}"
            if not unanswered:
                self._counts[kind] += 1
            unanswered = ""
            await socket.send(text)
            if await socket.recv() != text:
                self._drop(kind, "another message came back")
            await asyncio.sleep(_PAUSES[kind])
            if self._stop.is_set():
                break
        return ""

    def _closed(self, kind: str, closed: ConnectionClosed) -> str:
        """Return what has to be said again in the next conversation."""
        if closed.rcvd is not None and closed.rcvd.code in _MOVED:
            self._counts["moved"] += 1
            return "said again"
        self._drop(kind, repr(closed))
        return ""

    async def _hold(self, kind: str) -> None:
        """Keep one conversation for as long as it lasts; that it ends is what must not happen."""
        async with self._connect() as socket:
            try:
                while not self._stop.is_set():
                    self._counts[kind] += 1
                    async with asyncio.timeout(_SECONDS):
                        await socket.send("still there?")
                        await socket.recv()
                    with suppress(TimeoutError):
                        await asyncio.wait_for(self._stop.wait(), _PAUSES[kind])
            except (ConnectionClosed, TimeoutError) as problem:
                self._counts["cut"] += 1
                self._drop(kind, repr(problem))

    def _connect(self) -> connect:
        address = f"ws://{self._host}/talk"
        return connect(address, host="127.0.0.1", port=self._port, proxy=None)

    def _drop(self, kind: str, problem: str) -> None:
        self._counts[f"dropped {kind}"] += 1
        self._problems.append(f"{kind}: {problem}")


async def _get(connection: Connection, host: str) -> Answer:
    return _good(await connection.ask("GET", "/healthz", {"Host": host}))


async def _post(connection: Connection, host: str) -> Answer:
    sent = {"title": "Book"}
    headers = {"Host": host, "Content-Type": "application/json"}
    answer = _good(await connection.ask("POST", "/entries", headers, json.dumps(sent).encode()))
    if answer.json()["written"] != sent:
        raise ValueError("something else was written")
    return answer


async def _put(connection: Connection, host: str) -> Answer:
    answer = _good(await connection.ask("PUT", "/upload", {"Host": host}, _UPLOAD))
    if answer.json()["digest"] != _DIGEST:
        raise ValueError("something else was uploaded")
    return answer


async def _listen(connection: Connection, host: str) -> Answer:
    answer = _good(await connection.ask("GET", "/events", {"Host": host}))
    if answer.body.count(b"data: ") != _EVENTS:
        raise ValueError("the stream ended too early")
    return answer


def _good(answer: Answer) -> Answer:
    if answer.status not in (200, 201):
        raise ValueError(f"status {answer.status} {answer.body[:100]!r}")
    return answer


_CHECKS: dict[str, Callable[[Connection, str], Awaitable[Answer]]] = {
    "GET": _get,
    "POST": _post,
    "PUT": _put,
    "SSE": _listen,
    "paced": _get,
}


def main() -> None:
    """Visit until told to stop, then print the counts."""
    port, host, file, *wanted = sys.argv[1:]
    kinds = {kind: int(number) for kind, _, number in (each.partition("=") for each in wanted)}

    async def visit() -> dict[str, Any]:
        return await Visitors(int(port), host, Path(file), kinds).run()

    print(json.dumps(asyncio.run(visit())))


if __name__ == "__main__":
    main()
