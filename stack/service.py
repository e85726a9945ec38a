"""One supervised process of the stack: started, started again when it dies, ended."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from models.errors import OrchestrationError
from stack.processes import ProcessMark, end, spawn

_SHORTEST_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.1, 5.0
_SETTLED_SECONDS = 5.0
"""Who ran this long did not die of its start, and is started again without a longer pause."""
_LONGEST_WORDS = 300


class Service:
    """Keeps one process running until it is told to stop."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        environment: dict[str, str],
        log: Path,
        prepare: Callable[[], object] | None = None,
        grace_seconds: float = 15.0,
    ) -> None:
        self.name = name
        self.log = log
        self._command = command
        self._environment = environment
        self._prepare = prepare
        self._grace_seconds = grace_seconds
        self._process: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._logger = logging.getLogger("stack")
        self.deaths = 0
        """How often it ended without having been told to."""

    @property
    def mark(self) -> ProcessMark | None:
        """The running process; None while there is none."""
        if self._process is None or self._process.returncode is not None:
            return None
        with contextlib.suppress(Exception):
            return ProcessMark.of(self._process.pid)
        return None

    def last_words(self) -> str:
        """Return the last line of its log, shortened."""
        try:
            with self.log.open("rb") as file:
                file.seek(max(0, self.log.stat().st_size - 4096))
                lines = file.read().decode(errors="replace").splitlines()
        except OSError:
            lines = []
        told = [line.strip() for line in lines if line.strip()]
        return told[-1][:_LONGEST_WORDS] if told else "nothing"

    async def start(self, changed: Callable[[], object]) -> None:
        """Start the process and keep it running; ``changed`` is called at each new start."""
        await self._launch()
        changed()
        self._keeper = asyncio.create_task(self._keep(changed))

    async def stop(self) -> None:
        """End the process and no longer restart it."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        if self._process is not None:
            await end(self._process, self._grace_seconds)

    async def _launch(self) -> None:
        if self._prepare is not None:
            await asyncio.to_thread(self._prepare)
        self._process = await spawn(self._command, environment=self._environment, log=self.log)

    async def _keep(self, changed: Callable[[], object]) -> None:
        pause = _SHORTEST_PAUSE_SECONDS
        while self._process is not None:
            begun = asyncio.get_running_loop().time()
            code = await self._process.wait()
            self.deaths += 1
            lasted = asyncio.get_running_loop().time() - begun
            told = {"part": self.name, "code": code}
            self._logger.warning("process died and is started again", extra=told)
            settled = lasted > _SETTLED_SECONDS
            pause = _SHORTEST_PAUSE_SECONDS if settled else min(pause * 2, _LONGEST_PAUSE_SECONDS)
            await asyncio.sleep(pause)
            try:
                await self._launch()
                changed()
            except (OSError, OrchestrationError) as problem:
                # A full disk, most likely: the next round tries again.
                told = {"part": self.name, "cause": repr(problem)}
                self._logger.warning("start failed", extra=told)
