"""What may befall the machine of a stack: a locked database, a full disk, a wrong clock."""

import asyncio
import os
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

LOCKED_SECONDS = 15.0
"""Longer than a writer waits for another process."""
FULL_SECONDS = 10.0
SMALL_DISK_MB = 900
HOUR = 3600
_BLOCK = bytes(1 << 20)


@asynccontextmanager
async def locked(database: Path) -> AsyncIterator[None]:
    """Hold a SQLite database in a write transaction of another connection."""
    connection = sqlite3.connect(database, timeout=60, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.rollback()
    finally:
        connection.close()


@contextmanager
def small_disk(folder: Path, megabytes: int = SMALL_DISK_MB) -> Iterator[None]:
    """Mount a file system of that size, in memory; only root may."""
    folder.mkdir(exist_ok=True)
    options = ["-t", "tmpfs", "-o", f"size={megabytes}m,mode=0755", "tmpfs"]
    subprocess.run(["mount", *options, str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


@asynccontextmanager
async def full(folder: Path) -> AsyncIterator[None]:
    """Take all space of a file system, and what is freed meanwhile."""
    ballast = folder / "ballast"
    _fill(ballast)
    filling = asyncio.create_task(_keep_full(ballast))
    try:
        yield
    finally:
        filling.cancel()
        await asyncio.gather(filling, return_exceptions=True)
        ballast.unlink(missing_ok=True)


def _fill(ballast: Path) -> None:
    with ballast.open("ab", buffering=0) as file:
        for size in (len(_BLOCK), 4096, 1):
            with suppress(OSError):
                while file.write(_BLOCK[:size]):
                    pass


async def _keep_full(ballast: Path) -> None:
    while True:
        await asyncio.sleep(0.05)
        _fill(ballast)


def may_set_clocks() -> bool:
    """Return whether the package is there that tells processes another time."""
    return find_spec("time_machine") is not None


class Clock:
    """The clock of the Python processes that were started with its environment."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.set(0)
        before = os.environ.get("PYTHONPATH", "")
        places = [str(Path(__file__).with_name("clock")), *filter(None, [before])]
        self.environment = {
            "PYTHONPATH": os.pathsep.join(places),
            "CLOCK_FILE": str(self._file),
        }

    def set(self, seconds: int) -> None:
        """Be ahead by so many seconds from now on, or behind."""
        draft = self._file.with_suffix(".new")
        draft.write_text(str(seconds))
        draft.rename(self._file)


@contextmanager
def earlier(seconds: int) -> Iterator[None]:
    """Let this process think that it is earlier by so much while the block runs."""
    travel = import_module("time_machine").travel
    with travel(datetime.now(UTC) - timedelta(seconds=seconds)):
        yield


def may_mount() -> bool:
    """Return whether file systems can be mounted here."""
    return os.geteuid() == 0
