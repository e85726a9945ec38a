"""Frames: cut out of whatever an agent writes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.building.agents import frames
from activities.building.agents.frames import Frames


class Pieces:
    """A channel that hands out prepared bytes."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = list(pieces)
        self.written: list[bytes] = []

    async def read(self) -> bytes:
        return self._pieces.pop(0) if self._pieces else b""

    async def write(self, data: bytes) -> None:
        self.written.append(data)

    async def close_input(self) -> None:
        pass

    async def wait(self) -> int:
        return 0

    def complaints(self) -> str:
        return ""


async def _all(*pieces: bytes) -> tuple[list[Any], list[str]]:
    strange: list[str] = []
    source = Frames(Pieces(*pieces), heard=lambda: None, strange=strange.append)
    found = []
    while (message := await source.receive()) is not None:
        found.append(message)
    return found, strange


@given(st.lists(st.integers(1, 40), max_size=8), st.lists(st.text(max_size=20), max_size=6))
async def test_messages_arrive_whole_wherever_they_are_cut(
    cuts: list[int], texts: list[str]
) -> None:
    sent = [{"method": "say", "params": text} for text in texts]
    data = "".join(json.dumps(each) + "\r\n\n" for each in sent).encode()
    pieces = []
    for cut in cuts:
        pieces.append(data[:cut])
        data = data[cut:]
    found, strange = await _all(*[piece for piece in (*pieces, data) if piece])
    assert found == sent
    assert strange == []


@pytest.mark.parametrize(
    "line",
    [
        b"x",
        b"[]",
        b"1",
        b"null",
        b"\xff",
        b'{"id":[1]}',
        b'{"method":1}',
        b"[" * 100_000,
    ],
)
async def test_what_is_no_message_is_left_out_and_told(line: bytes) -> None:
    found, strange = await _all(line + b'\n{"method":"ok"}\n')
    assert found == [{"method": "ok"}]
    assert len(strange) == 1


async def test_an_error_that_is_no_object_becomes_one() -> None:
    (found,), _ = await _all(b'{"id":1,"error":"boom"}\n')
    assert found["error"] == {"code": -32603, "message": "boom"}


async def test_a_line_without_end_is_left_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "LARGEST_FRAME", 1000)
    long = b"x" * 600
    found, strange = await _all(long, long, long, long, b'xx\n{"method":"ok"}\n')
    assert found == [{"method": "ok"}]
    assert len(strange) == 1


async def test_many_short_frames_in_one_piece_are_no_long_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(frames, "LARGEST_FRAME", 1000)
    found, strange = await _all(b'{"method":"ok"}\n' * 500)
    assert len(found) == 500
    assert strange == []
