"""A folder for one gate, removed when the gate ends, or by the next one when its worker died."""

import asyncio
import fcntl
import os
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path


@asynccontextmanager
async def workspace(folder: Path, prefix: str) -> AsyncIterator[tuple[Path, Path]]:
    """Give folders for a tree and a home, and remove what nobody holds of the same prefix.

    Whoever works in one holds its lock, which the kernel frees when the process dies: an age
    would remove what is in use when the clock is put forward.
    """
    made, held = await asyncio.to_thread(_make, folder, prefix)
    try:
        yield made / "tree", made / "home"
    finally:
        await asyncio.to_thread(shutil.rmtree, made, ignore_errors=True)
        if held is not None:
            os.close(held)


def _make(folder: Path, prefix: str) -> tuple[Path, int | None]:
    """Return a new workspace and its lock; None where the file system has none for folders."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{prefix}*"):
        _remove_unless_held(left)
    while True:
        made = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
        held = _lock(made)
        if held is None and not made.exists():
            continue  # another gate tidied it away before it was held
        (made / "tree").mkdir()
        (made / "home").mkdir()
        return made, held


def _remove_unless_held(left: Path) -> None:
    held = _lock(left)
    if held is not None:
        shutil.rmtree(left, ignore_errors=True)
        os.close(held)


def _lock(path: Path) -> int | None:
    """Return the open folder with its lock; None when another has it, or it is gone."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.stat(path)  # it may have been removed meanwhile
        except BaseException:
            os.close(handle)
            raise
        return handle
    return None
