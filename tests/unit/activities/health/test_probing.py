import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from activities.health.probing import ask, ask_twice
from models.applications import Endpoint

ANSWERS = {
    "/healthz": b"HTTP/1.1 204 No Content\r\n\r\n",
    "/ill": b"HTTP/1.1 503 Service Unavailable\r\n\r\n",
    "/else": b"SSH-2.0-OpenSSH\r\n",
    "/long": b"x" * 100_000,
    "/nothing": b"",
}


@pytest.fixture
async def endpoint(tmp_path: Path) -> AsyncIterator[Endpoint]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readuntil(b"\r\n\r\n")).split()[1].decode()
        if path == "/silent":
            await reader.read()  # until whoever asked goes away
        writer.write(ANSWERS.get(path, b""))
        writer.close()

    place = str(tmp_path / "app.sock")
    server = await asyncio.start_unix_server(answer, place)
    yield Endpoint(socket=place)
    server.close()


@pytest.mark.parametrize(
    ("path", "healthy", "sentence"),
    [
        ("/healthz", True, "it answered with status 204"),
        ("/ill", False, "it answered with status 503"),
        ("/else", False, "it did not answer (the answer is not HTTP)"),
        ("/long", False, "it did not answer (the answer is not HTTP)"),
        ("/nothing", False, "it did not answer (the answer is not HTTP)"),
        ("/silent", False, "it did not answer (no answer within 0.2 s)"),
    ],
)
async def test_any_answer_is_a_finding_and_none_an_error(
    endpoint: Endpoint, path: str, healthy: bool, sentence: str
) -> None:
    found = await ask(endpoint, path, 0.2)
    assert (found.healthy, found.sentence) == (healthy, sentence)


async def test_nobody_there_is_told_from_silence(tmp_path: Path) -> None:
    nowhere = Endpoint(socket=str(tmp_path / "missing.sock"))
    assert (await ask(nowhere, "/healthz", 1)).error == "nobody listens there"


async def test_a_bad_answer_is_asked_for_twice(endpoint: Endpoint) -> None:
    assert len(await ask_twice(endpoint, "/healthz", 1)) == 1
    assert len(await ask_twice(endpoint, "/ill", 1)) == 2


async def test_a_hundred_silent_ones_take_no_longer_than_one(endpoint: Endpoint) -> None:
    began = time.monotonic()
    await asyncio.gather(*(ask(endpoint, "/silent", 0.3) for _ in range(100)))
    assert time.monotonic() - began < 15, "one after the other they take half a minute"
