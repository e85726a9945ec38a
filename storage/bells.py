"""Bells: who waits for events is woken as soon as they are committed, whichever process writes.

A ring says only that there may be something new. Who waits looks again after a while in any case,
so that a ring that gets lost costs time and nothing else.
"""

import asyncio
import contextlib
import errno
import os
import uuid
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, func, select

CHANNEL = "orchestrator_events"
"""Of PostgreSQL's notices."""
_RUNG = "orchestrator_rung"
_NOBODY = {errno.ENXIO, errno.ENOENT}


class Bell(Protocol):
    """What somebody waits at."""

    @property
    def works(self) -> bool:
        """Whether rings are heard; if not, one has to look more often."""
        ...

    async def wait(self, seconds: float) -> bool:
        """Return whether it was rung, as soon as it is, at the latest after so long."""
        ...

    def ring(self) -> None:
        """Wake who waits in this process."""
        ...

    async def close(self) -> None:
        """Hear nothing any more."""
        ...


class Listening:
    """A bell that remembers a ring until somebody has waited for it."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self.works = False

    def ring(self) -> None:
        """Wake who waits in this process."""
        self._rung.set()

    async def wait(self, seconds: float) -> bool:
        """Return whether it was rung, as soon as it is, at the latest after so long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._rung.wait()
        rung = self._rung.is_set()
        self._rung.clear()
        return rung

    async def close(self) -> None:
        """Hear nothing any more."""


class PipeBell(Listening):
    """Is rung by a byte in a named pipe, which any process on this machine can write.

    Args:
        folder: Where everybody's pipes are; made when it is not there.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._pipe: int | None = None
        self._path = folder / uuid.uuid4().hex
        try:
            self._pipe = _hung_up(self._path)
        except OSError:
            return  # pipes are not for every file system: one has to look, then
        asyncio.get_running_loop().add_reader(self._pipe, self._heard, self._pipe)
        self.works = True

    async def close(self) -> None:
        """Hear nothing any more."""
        if self._pipe is None:
            return
        self._path.unlink(missing_ok=True)
        asyncio.get_running_loop().remove_reader(self._pipe)
        os.close(self._pipe)
        self._pipe, self.works = None, False

    def _heard(self, pipe: int) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(pipe, 4096)
        self.ring()


def _hung_up(path: Path) -> int:
    """Make a pipe and open it; it gets its name last, so that nobody takes it for a dead one."""
    path.parent.mkdir(exist_ok=True)
    unnamed = path.with_suffix(".new")
    os.mkfifo(unnamed)
    try:
        # For writing too: otherwise it would be at its end each time that a writer leaves.
        pipe = os.open(unnamed, os.O_RDWR | os.O_NONBLOCK)
        try:
            unnamed.rename(path)
        except OSError:
            os.close(pipe)
            raise
    except OSError:
        unnamed.unlink(missing_ok=True)
        raise
    return pipe


def ring_all(folder: Path) -> None:
    """Ring every bell of a folder, and take down those of processes that are no more."""
    try:
        bells = [entry.path for entry in os.scandir(folder) if not entry.name.endswith(".new")]
    except OSError:
        return  # nobody has ever waited here
    for bell in bells:
        with contextlib.suppress(OSError):
            _ring(bell)


def _ring(path: str) -> None:
    try:
        pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
    except OSError as problem:
        if problem.errno in _NOBODY:
            Path(path).unlink(missing_ok=True)
        return
    try:
        os.write(pipe, b"!")  # a full pipe will be heard as well
    finally:
        os.close(pipe)


def ring_when_committed(connection: Connection) -> None:
    """Wake everybody who waits for events, once this transaction is committed."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(CHANNEL, "")))
    else:
        connection.info[_RUNG] = True


def take_ring(connection: Connection) -> bool:
    """Return whether a transaction on SQLite is to ring, and forget it."""
    return bool(connection.info.pop(_RUNG, False))
