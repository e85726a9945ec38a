"""Waiting for health: as short as possible, and with evidence when it fails."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from activities.serving.health import wait_healthy
from models.applications import Endpoint
from models.errors import Unhealthy


class Server:
    """Answers with the codes it is given, the last one for ever; 0 closes without an answer."""

    def __init__(self, socket: Path) -> None:
        self.endpoint = Endpoint(socket=str(socket))
        self.codes = [200]
        self.asked = 0
        self.over = asyncio.Event()
        self.answering: set[asyncio.Task[None]] = set()

    def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self.answer(reader, writer))
        self.answering.add(task)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        code = self.codes[min(self.asked, len(self.codes) - 1)]
        self.asked += 1
        if code == 1:
            await self.over.wait()
        if code:
            writer.write(f"HTTP/1.1 {code} X\r\nContent-Length: 0\r\n\r\n".encode())
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    made = Server(tmp_path / "s.sock")
    listening = await asyncio.start_unix_server(made.accept, made.endpoint.socket)
    yield made
    made.over.set()
    listening.close()
    await asyncio.gather(*made.answering)


async def yes() -> bool:
    return True


async def no() -> bool:
    return False


async def test_it_returns_with_the_first_good_answer(server: Server) -> None:
    server.codes = [503, 0, 200]
    probe = await wait_healthy(server.endpoint, "/healthz", 5, yes)
    assert probe.status == 200
    assert server.asked == 3


@pytest.mark.parametrize(
    ("codes", "words"), [([500], "500"), ([0], "did not answer"), ([302], "302")]
)
async def test_the_last_answer_is_the_evidence(
    server: Server, codes: list[int], words: str
) -> None:
    server.codes = codes
    with pytest.raises(Unhealthy, match=words) as caught:
        await wait_healthy(server.endpoint, "/healthz", 0.2, yes)
    assert caught.value.context["waited_seconds"] < 10


async def test_one_that_hangs_is_given_up_in_time(server: Server) -> None:
    server.codes = [1]
    async with asyncio.timeout(30):
        with pytest.raises(Unhealthy):
            await wait_healthy(server.endpoint, "/healthz", 0.3, yes)


async def test_one_that_ended_is_not_waited_for(tmp_path: Path) -> None:
    async with asyncio.timeout(30):
        with pytest.raises(Unhealthy, match="ended"):
            await wait_healthy(Endpoint(socket=str(tmp_path / "none")), "/", 600, no)
