"""Holding a job between two steps, for as long as somebody wishes."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from models.jobs import Pause
    from workflows.tracker import Tracker


class Pausing:
    """Whether a job is held, and for how long it has been so far.

    Args:
        tracker: Shows who paused it, and when.
    """

    def __init__(self, tracker: Tracker) -> None:
        self._tracker = tracker
        self._before = timedelta()

    @property
    def held(self) -> bool:
        """Whether the next step has to wait."""
        return self._tracker.progress.paused is not None

    def pause(self, by: str, at: datetime) -> None:
        """Hold the job before its next step; a second time changes nothing."""
        if not self.held and not self._tracker.progress.phase.ended:
            self._tracker.pause(Pause(by=by, at=at))

    def resume(self, by: str, at: datetime) -> None:
        """Let it go on; one that is not held just does."""
        paused = self._tracker.progress.paused
        if paused is not None:
            self._before += at - paused.at
            self._tracker.resume(by)

    def total(self, at: datetime) -> timedelta:
        """Return for how long it was held until that moment, over all pauses."""
        paused = self._tracker.progress.paused
        return self._before + (at - paused.at if paused is not None else timedelta())

    async def passed(self, publish: Callable[[], Awaitable[None]]) -> None:
        """Return once the job is not held; tell that it waits, and that it goes on."""
        while self.held:
            await self._tell(publish)
            await workflow.wait_condition(lambda: not self.held)
            await self._tell(publish)

    async def _tell(self, publish: Callable[[], Awaitable[None]]) -> None:
        if self._tracker.has_unpublished:  # of several steps that wait, one tells
            await publish()
