"""Locks between processes, freed by the kernel when their holder dies."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

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
