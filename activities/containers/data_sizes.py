"""How much applications keep on disk: looked at now and then, since looking costs."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

FRESH_SECONDS = 600.0
"""How long a size is taken for the size of today."""
ROUND_SECONDS = 0.1
"""How long one round of looking may take, so that many large folders don't cost a core."""


class DataSizes:
    """Remembers sizes, and looks again at the oldest ones first, as far as the time goes.

    Args:
        clock: Seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[Path, tuple[float, int | None]] = {}

    def of(self, folders: Mapping[str, Path]) -> dict[str, int | None]:
        """Return the size of each folder by its name; None where it was not looked at yet."""
        began = self._clock()
        due = [f for f in folders.values() if self._age(f, began) > FRESH_SECONDS]
        for folder in sorted(due, key=lambda f: -self._age(f, began)):
            if self._clock() - began > ROUND_SECONDS:
                break
            self._known[folder] = (began, folder_bytes(folder))
        wanted = set(folders.values())
        self._known = {folder: kept for folder, kept in self._known.items() if folder in wanted}
        return {name: self._known.get(folder, (0, None))[1] for name, folder in folders.items()}

    def _age(self, folder: Path, now: float) -> float:
        seen = self._known.get(folder)
        return float("inf") if seen is None else now - seen[0]


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
