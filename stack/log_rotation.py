"""Keeps the logs of the stack's parts from growing for ever.

A part writes to the same file from its start to its end, and outlives the one who started it: so
what is in the file is copied and the file emptied, instead of giving it another name.
"""

import asyncio
import logging
import os
from pathlib import Path

LOOK_EVERY_SECONDS = 30.0
_BLOCK = 1 << 20


class LogRotation:
    """Begins logs anew that have become too large.

    Args:
        folder: Where the logs are.
        largest: Bytes from which on one is begun anew.
        keep: Earlier ones of each that stay, as ``NAME.log.1`` (the newest), ``NAME.log.2`` …
    """

    def __init__(self, folder: Path, largest: int, keep: int) -> None:
        self._folder = folder
        self._largest = largest
        self._keep = keep
        self._logger = logging.getLogger("stack")

    async def run(self) -> None:
        """Look again and again until cancelled."""
        while True:
            await asyncio.to_thread(self.look)
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    def look(self) -> int:
        """Begin the logs anew that are too large; return how many that were."""
        return sum(self._rotated(log) for log in sorted(self._folder.glob("*.log")))

    def _rotated(self, log: Path) -> bool:
        try:
            if log.stat().st_size < self._largest:
                return False
            self._begin_anew(log)
        except OSError as problem:
            # A full disk, most likely: what is oldest makes room, and the next look tries again.
            self._numbered(log, self._keep).unlink(missing_ok=True)
            self._logger.warning("log not rotated", extra={"log": log.name, "cause": repr(problem)})
            return False
        return True

    def _begin_anew(self, log: Path) -> None:
        """Copy, then empty it: killed in between, the next look copies the same lines again."""
        draft = log.with_suffix(".new")
        try:
            with log.open("rb+") as source, draft.open("wb") as target:
                while block := source.read(_BLOCK):
                    target.write(block)
                target.flush()
                for number in range(self._keep, 1, -1):
                    earlier = self._numbered(log, number - 1)
                    if earlier.exists():
                        earlier.replace(self._numbered(log, number))
                draft.replace(self._numbered(log, 1))
                # What was written since the last block was read: hardly ever anything.
                while block := source.read(_BLOCK):
                    target.write(block)
                target.flush()
                os.ftruncate(source.fileno(), 0)
        finally:
            draft.unlink(missing_ok=True)

    def _numbered(self, log: Path, number: int) -> Path:
        return log.with_name(f"{log.name}.{number}")
