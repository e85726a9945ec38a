"""The link that is made bad does what its faults say: rows that rely on it prove nothing else."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from benchmarks.faulty import Fault, FaultyLink, Place, between

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(1024):
        writer.write(data)
    writer.close()


@pytest.fixture
async def link(tmp_path: Path) -> AsyncIterator[FaultyLink]:
    path = tmp_path / "app.sock"
    async with await asyncio.start_unix_server(_echo, str(path)), between(path) as link:
        yield link


@pytest.fixture
async def client(link: FaultyLink, tmp_path: Path) -> AsyncIterator[Streams]:
    assert link.carried == 0
    reader, writer = await Place(path=tmp_path / "app.sock").connect()
    assert await _said(reader, writer, b"hello") == b"hello"
    yield reader, writer
    writer.close()


async def _said(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, word: bytes) -> bytes:
    writer.write(word)
    return await reader.readexactly(len(word))


@pytest.mark.parametrize("fault", [Fault.LATENCY, Fault.PAUSE, Fault.SLOW_READ])
async def test_what_is_held_back_arrives_when_it_is_over(
    link: FaultyLink, client: Streams, fault: Fault
) -> None:
    bad = asyncio.create_task(link.suffer(fault, 0.3))
    await asyncio.sleep(0)
    began = asyncio.get_running_loop().time()
    assert await _said(*client, b"x" * 2000) == b"x" * 2000
    assert asyncio.get_running_loop().time() - began > 0.1
    await bad


async def test_a_half_open_connection_stays_silent_and_new_ones_work_again(
    link: FaultyLink, client: Streams, tmp_path: Path
) -> None:
    await link.suffer(Fault.HALF_OPEN, 0.05)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(_said(*client, b"lost"), 0.2)
    reader, writer = await Place(path=tmp_path / "app.sock").connect()
    assert await _said(reader, writer, b"again") == b"again"
    writer.close()


async def test_a_reset_ends_what_is_open_and_what_comes_meanwhile(
    link: FaultyLink, client: Streams, tmp_path: Path
) -> None:
    bad = asyncio.create_task(link.suffer(Fault.RESET, 0.2))
    await asyncio.sleep(0)
    assert await client[0].read() == b""
    reader, writer = await Place(path=tmp_path / "app.sock").connect()
    assert await reader.read() == b""
    writer.close()
    await bad
