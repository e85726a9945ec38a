"""Folders of gates: each gets its own, and only what a dead worker left is removed."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from activities.quality.workspace import workspace

HOLDER = """
import asyncio, sys
from pathlib import Path
from activities.quality.workspace import workspace

async def main():
    async with workspace(Path(sys.argv[1]), "gate-") as (tree, _):
        (tree / "app.py").write_text("pass")
        print(tree, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_it_is_empty_and_gone_afterwards(tmp_path: Path) -> None:
    async with workspace(tmp_path / "gates", "gate-") as (tree, home):
        assert not [*tree.iterdir(), *home.iterdir()]
        (tree / "app.py").write_text("pass")
    assert not [*(tmp_path / "gates").iterdir()]


async def test_what_is_in_use_stays_however_old_it_seems(tmp_path: Path) -> None:
    async with workspace(tmp_path, "gate-") as (mine, _):
        os.utime(mine.parent, (0, 0))
        async with workspace(tmp_path, "gate-") as (other, _):
            assert mine.is_dir()
            assert other != mine


async def test_what_a_killed_process_left_is_removed_by_the_next(tmp_path: Path) -> None:
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    left = Path((await holder.stdout.readline()).decode().strip())
    async with workspace(tmp_path, "gate-"):
        assert left.is_dir()
    holder.kill()
    await holder.wait()
    async with workspace(tmp_path, "gate-"):
        assert not left.exists()


async def test_others_folders_stay(tmp_path: Path) -> None:
    (tmp_path / "build-1").mkdir()
    async with workspace(tmp_path, "gate-"):
        pass
    assert (tmp_path / "build-1").is_dir()


async def test_an_error_passes_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="odd"):
        async with workspace(tmp_path, "gate-"):
            raise ValueError("odd")
    assert not [*tmp_path.iterdir()]
