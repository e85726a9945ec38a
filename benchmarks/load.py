"""Visitors of an application: ``python -m benchmarks.load PORT HOST CLIENTS``, until SIGTERM.

Each keeps its connection, reads and writes in turns, and counts every answer that is missing,
broken, or from a version that must never be seen. Prints the counts as JSON at the end.
"""

import asyncio
import json
import signal
import sys
from collections import Counter
from typing import Any

from benchmarks.http import Connection
from benchmarks.processes import now

BROKEN_HEADER = "x-broken"


class Visitors:
    """A number of clients that never wait between two requests."""

    def __init__(self, port: int, host: str, clients: int) -> None:
        self._port, self._clients = port, clients
        self._headers = {"Host": host}
        self._stop = asyncio.Event()
        self._times: list[float] = []
        self._counts: Counter[str] = Counter()
        self._problems: list[str] = []

    async def run(self) -> dict[str, Any]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        began = now()
        await asyncio.gather(*(self._visit(number) for number in range(self._clients)))
        seconds = now() - began
        self._times.sort()
        p99 = self._times[int(len(self._times) * 0.99)] if self._times else 0.0
        return {
            **self._counts,
            "seconds": seconds,
            "p99_ms": 1000 * p99,
            "problems": self._problems[:10],
        }

    async def _visit(self, number: int) -> None:
        connection = Connection(port=self._port)
        body = json.dumps({"title": f"Book {number}"}).encode()
        posting = self._headers | {"Content-Type": "application/json"}
        turn = 0
        while not self._stop.is_set():
            turn += 1
            if turn % 2:
                await self._one(connection, "GET", "/healthz", self._headers, b"")
            else:
                await self._one(connection, "POST", "/api/book", posting, body)
        connection.close()

    async def _one(
        self, connection: Connection, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> None:
        began = now()
        self._counts[method] += 1
        try:
            async with asyncio.timeout(30):
                answer = await connection.ask(method, path, headers, body)
        except (OSError, EOFError, TimeoutError, ValueError) as problem:
            self._drop(f"{method}: {problem!r}")
            connection.close()
            return
        self._times.append(now() - began)
        if answer.status not in (200, 201):
            self._drop(f"{method}: status {answer.status} {answer.body[:100]!r}")
        if BROKEN_HEADER in answer.headers:
            self._counts["broken"] += 1
        if method == "GET" and answer.status == 200:
            self._counts[f"version {answer.json()['version']}"] += 1

    def _drop(self, problem: str) -> None:
        self._counts["dropped"] += 1
        self._problems.append(problem)


def main() -> None:
    """Visit until told to stop, then print the counts."""
    port, host, clients = sys.argv[1:4]

    async def visit() -> dict[str, Any]:
        return await Visitors(int(port), host, int(clients)).run()

    print(json.dumps(asyncio.run(visit())))


if __name__ == "__main__":
    main()
