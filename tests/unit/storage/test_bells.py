"""Bells of processes on one machine: each hears every ring, and the dead are taken down."""

import asyncio
import os
from pathlib import Path

from storage.bells import PipeBell, ring_all

SOON = 10.0
"""Much longer than a ring takes, also on a busy machine."""
NOT_AT_ALL = 0.05


async def test_many_rings_are_one(tmp_path: Path) -> None:
    bell = PipeBell(tmp_path)
    for _ in range(70_000):  # more than a pipe holds
        ring_all(tmp_path)
    assert await bell.wait(SOON)
    async with asyncio.timeout(SOON):
        while await bell.wait(NOT_AT_ALL):
            pass
    ring_all(tmp_path)
    assert await bell.wait(SOON)
    await bell.close()


async def test_everybody_hears_it_and_the_dead_are_taken_down(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "dead")
    bells = [PipeBell(tmp_path) for _ in range(3)]
    ring_all(tmp_path)
    assert [await bell.wait(SOON) for bell in bells] == [True] * 3
    assert len(list(tmp_path.iterdir())) == 3
    for bell in bells:
        await bell.close()
    assert not list(tmp_path.iterdir())
    ring_all(tmp_path)


async def test_without_pipes_one_has_to_look(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    bell = PipeBell(tmp_path / "file")
    assert not bell.works
    bell.ring()
    assert await bell.wait(SOON)
    await bell.close()
