"""Visitors in a process of their own, for as long as a block lasts."""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KINDS = ("GET", "POST", "PUT", "SSE", "WS")
_COMING_SECONDS = 1.0


@dataclass
class Visited:
    """What visitors saw; filled in when the block has ended."""

    file: Path
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def so_far(self) -> int:
        """How many requests there were, while they still come."""
        try:
            return int(self.file.read_text() or 0)
        except FileNotFoundError:
            return 0

    @property
    def counts(self) -> dict[str, int]:
        found: dict[str, int] = self.told["counts"]
        return found

    @property
    def requests(self) -> int:
        return sum(self.counts.get(kind, 0) for kind in KINDS)

    @property
    def dropped(self) -> int:
        return sum(number for name, number in self.counts.items() if name.startswith("dropped"))

    @property
    def samples(self) -> list[tuple[float, float]]:
        """When each paced request began, and how long it took."""
        return [(began, taken) for began, taken in self.told["samples"]]

    @property
    def problems(self) -> tuple[str, ...]:
        found: list[str] = self.told["problems"]
        return tuple(found)


@asynccontextmanager
async def visitors(folder: Path, port: int, host: str, **kinds: int) -> AsyncIterator[Visited]:
    """Let so many clients of each kind come; give what they saw after the block."""
    seen = Visited(folder / "visitors")
    wanted = [f"{kind}={number}" for kind, number in kinds.items()]
    command = [sys.executable, "-m", "benchmarks.visiting", str(port), host, str(seen.file)]
    process = subprocess.Popen([*command, *wanted], stdout=subprocess.PIPE)
    try:
        await asyncio.sleep(_COMING_SECONDS)
        yield seen
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = await asyncio.to_thread(process.communicate, timeout=120)
        seen.told.update(json.loads(output))
