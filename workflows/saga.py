"""Compensation: every step that changes the world registers its undo before it runs."""

import asyncio
from collections.abc import Awaitable, Callable

from temporalio import workflow

from workflows.outlasting import outlasted

Undo = Callable[[], Awaitable[object]]


class Saga:
    """The undo steps of a job, run in reverse when it fails or is cancelled."""

    def __init__(self) -> None:
        self._undos: list[tuple[str, Undo]] = []
        self._running: asyncio.Task[tuple[str, ...]] | None = None

    def add(self, name: str, undo: Undo) -> None:
        """Register an undo step; it must do no harm when its step never happened."""
        self._undos.append((name, undo))

    def discard(self) -> None:
        """Forget all undo steps: what was done is there to stay."""
        self._undos.clear()

    async def compensate(self) -> tuple[str, ...]:
        """Run the undo steps in reverse, go on when one fails, return the names of those that did.

        A cancellation that arrives meanwhile does not stop it, and is raised afterwards. Whoever
        calls while it runs waits for the same.
        """
        cancelled: list[bool] = []
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())
        failed = await outlasted(self._running, lambda: cancelled.append(True))
        if cancelled:
            raise asyncio.CancelledError
        return failed

    async def _run(self) -> tuple[str, ...]:
        failed = []
        while self._undos:
            name, undo = self._undos.pop()
            try:
                await undo()
            except Exception as problem:
                workflow.logger.error(
                    "compensation failed", extra={"step": name, "error": str(problem)}
                )
                failed.append(name)
        return tuple(failed)
