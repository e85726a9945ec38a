"""Operating-system processes that outlive nothing by accident: found again, ended for certain."""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import psutil

from models.base import Model


class ProcessMark(Model):
    """A process that can't be mistaken for another one that got its number later."""

    pid: int
    started_at: float
    """Seconds since the epoch, as the kernel tells it."""

    @classmethod
    def of(cls, pid: int) -> "ProcessMark":
        """Mark a running process.

        Raises:
            psutil.NoSuchProcess: It is gone.
        """
        return cls(pid=pid, started_at=psutil.Process(pid).create_time())

    def alive(self) -> bool:
        """Return whether that very process still runs."""
        try:
            process = psutil.Process(self.pid)
            same = abs(process.create_time() - self.started_at) < 0.5
            return same and process.status() != psutil.STATUS_ZOMBIE
        except psutil.NoSuchProcess:
            return False


async def spawn(
    command: Sequence[str], *, environment: dict[str, str], log: Path
) -> asyncio.subprocess.Process:
    """Start a process in a group of its own, so that Ctrl-C reaches only the supervisor."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return await asyncio.create_subprocess_exec(
            *command,
            env=environment,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


def end_leftovers(marks: Iterable[ProcessMark], grace_seconds: float = 5.0) -> None:
    """End processes that an earlier supervisor left behind when it was killed."""
    alive = [mark for mark in marks if mark.alive()]
    for mark in alive:
        _signal_group(mark.pid, signal.SIGTERM)
    deadline = time.monotonic() + grace_seconds
    while any(mark.alive() for mark in alive) and time.monotonic() < deadline:
        time.sleep(0.05)
    for mark in alive:
        if mark.alive():
            _signal_group(mark.pid, signal.SIGKILL)


async def end(process: asyncio.subprocess.Process, grace_seconds: float) -> None:
    """End a child with SIGTERM, and its whole group with SIGKILL when it takes too long."""
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), grace_seconds)
    except TimeoutError:
        _signal_group(process.pid, signal.SIGKILL)
        await process.wait()


def _signal_group(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
