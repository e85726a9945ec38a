"""Results of gates by content: the same tree under the same rules is never looked at twice."""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from models.quality import GateResult

_RESULTS = TypeAdapter(tuple[GateResult, ...])
_MOST_ENTRIES = 4_000


class GateCache:
    """Keeps results in a folder; losing any of it costs time only, so nothing here ever fails.

    Args:
        folder: Made when missing; ``<data>/cache/quality``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, *key: str) -> tuple[GateResult, ...] | None:
        """Return what was saved under the key; None when there is nothing that can be read."""
        try:
            return _RESULTS.validate_json(self._path(key).read_bytes())
        except (OSError, ValidationError):
            return None

    def save(self, results: Sequence[GateResult], *key: str) -> None:
        """Save results under the key; a full or read-only disk is not the gate's trouble."""
        content = _RESULTS.dump_json(tuple(results))
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=".result-", dir=self._folder)
            try:
                with os.fdopen(descriptor, "wb") as opened:
                    opened.write(content)
                Path(name).replace(self._path(key))
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def prune(self, most: int = _MOST_ENTRIES) -> None:
        """Remove the oldest entries beyond ``most``."""
        with suppress(OSError):
            aged = sorted((entry.stat().st_mtime, entry.path) for entry in os.scandir(self._folder))
            for _, path in aged[: max(0, len(aged) - most)]:
                with suppress(OSError):
                    os.unlink(path)

    def _path(self, key: Sequence[str]) -> Path:
        return self._folder / f"{hashlib.sha256(chr(0).join(key).encode()).hexdigest()}.json"
