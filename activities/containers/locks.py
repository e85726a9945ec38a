"""Locks between processes, freed by the kernel when their holder dies."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from activities.containers.naming import short_application

_POLL_SECONDS = 0.02


@asynccontextmanager
async def file_lock(path: Path) -> AsyncIterator[None]:
    """Hold the lock of that file while the block runs; waits for as long as others hold it.

    The folder is made when it is missing; the file stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                # Asking again keeps this cancellable; a blocking call in a thread would not be.
                await asyncio.sleep(_POLL_SECONDS)
        yield
    finally:
        os.close(handle)


def application_lock(run: Path, application_id: str) -> AbstractAsyncContextManager[None]:
    """Return the lock to hold while it is decided what of an application runs, and made so.

    Whoever heals or wakes asks under it whether a job is at work. A job that stops instances, to
    replace their data or to be rid of them, holds it too: else one that was asked before it began
    could be started behind its back.
    """
    return file_lock(run / "locks" / f"{short_application(application_id)}.lock")
