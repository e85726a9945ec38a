"""What an engine never says is noticed: connections may be silent without anybody telling."""

import asyncio
import socket
import struct
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from activities.containers.build_pulse import Pulse, heard_of
from activities.containers.engine import DockerEngine, receive
from models.errors import RuntimeFailure

SOON = 0.05


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def _read(ours: socket.socket, runs: Callable[[], bool], seconds: float = 20) -> tuple[bool, bytes]:
    said = bytearray()
    end = time.monotonic() + seconds
    whole = receive(ours, {1: said.extend}, end, runs, look_seconds=SOON)
    return whole, bytes(said)


def test_what_a_container_wrote_is_read_to_its_end(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    ours, theirs = ends
    theirs.sendall(struct.pack(">BxxxL", 1, 5) + b"hello")
    theirs.close()
    assert _read(ours, lambda: True) == (True, b"hello")


def test_a_container_that_ended_in_silence_has_lost_what_it_wrote(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    with pytest.raises(RuntimeFailure, match="lost on its way"):
        _read(ends[0], lambda: False)


def test_one_that_runs_and_says_nothing_has_its_time(
    ends: tuple[socket.socket, socket.socket],
) -> None:
    assert _read(ends[0], lambda: True, seconds=6 * SOON) == (False, b"")


class _Engine:
    """Knows the containers that it is told of, one list for each time that it is asked."""

    def __init__(self, *asked: list[str]) -> None:
        self._asked = list(asked)

    async def call(self, work: Callable[[Any], Any]) -> Any:
        names = self._asked.pop(0) if len(self._asked) > 1 else self._asked[0]
        found = [{"Id": name, "Labels": None} for name in names]
        api = SimpleNamespace(containers=lambda **_: found)
        return work(SimpleNamespace(api=api))


async def _heard(engine: _Engine, build: Any) -> Any:
    return await heard_of(cast(DockerEngine, engine), build, Pulse(), silent_seconds=SOON)


async def _never() -> str:
    await asyncio.Event().wait()
    return "never"


async def test_a_build_that_nobody_works_on_is_given_up() -> None:
    with pytest.raises(RuntimeFailure, match="silent"):
        await _heard(_Engine(["theirs"]), _never())


async def test_one_with_a_container_of_its_own_may_be_silent() -> None:
    async def slow() -> str:
        await asyncio.sleep(6 * SOON)
        return "built"

    assert await _heard(_Engine(["theirs"], ["theirs", "step"]), slow()) == "built"
