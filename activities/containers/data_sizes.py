"""How much applications keep on disk: looked at now and then, since looking costs."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

FRESH_SECONDS = 600.0
"""How long at most a size is taken for the size of today."""
SOON_SECONDS = 60.0
"""How long at least."""
LOOKING_SHARE = 1e-4
"""Of the time, that looking at one folder may take: small ones are looked at more often."""
ROUND_SECONDS = 0.1
"""How long one round of looking may take, so that many large folders don't cost a core."""


class _Size(NamedTuple):
    at: float
    took: float
    bytes: int | None

    @property
    def fresh_for(self) -> float:
        return min(FRESH_SECONDS, max(SOON_SECONDS, self.took / LOOKING_SHARE))


class DataSizes:
    """Remembers sizes, and looks again at the oldest ones first, as far as the time goes.

    Args:
        clock: Seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[Path, _Size] = {}

    def of(self, folders: Mapping[str, Path]) -> dict[str, int | None]:
        """Return the size of each folder by its name; None where it was not looked at yet."""
        began = self._clock()
        due = {folder: self._overdue(folder, began) for folder in folders.values()}
        for folder in sorted((f for f, by in due.items() if by > 0), key=lambda f: -due[f]):
            looked = self._clock()
            if looked - began > ROUND_SECONDS:
                break
            size = folder_bytes(folder)
            self._known[folder] = _Size(began, self._clock() - looked, size)
        wanted = set(folders.values())
        self._known = {folder: kept for folder, kept in self._known.items() if folder in wanted}
        return {
            name: seen.bytes if (seen := self._known.get(folder)) else None
            for name, folder in folders.items()
        }

    def _overdue(self, folder: Path, now: float) -> float:
        """Return for how long a folder should have been looked at."""
        seen = self._known.get(folder)
        return float("inf") if seen is None else now - seen.at - seen.fresh_for


def folder_bytes(folder: Path) -> int | None:
    """Return what a folder takes up on disk; None when it can't be read.

    Links are not followed, and what vanishes meanwhile counts as nothing.
    """
    try:
        waiting = [*os.scandir(folder)]
    except OSError:
        return None
    total = 0
    while waiting:
        entry = waiting.pop()
        try:
            total += entry.stat(follow_symlinks=False).st_blocks * 512
            if entry.is_dir(follow_symlinks=False):
                waiting += os.scandir(entry.path)
        except OSError:
            continue
    return total
