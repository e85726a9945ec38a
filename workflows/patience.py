"""Waiting for a person: a reminder, and a deadline at which something stated happens."""

from collections.abc import Callable
from datetime import datetime, timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from models.jobs import EventKind
    from workflows.job import JobWorkflow

_NEEDED = "Your answer is still needed before anything is built."


class Patience:
    """Waits for a person: for days if need be, over restarts, and not for ever.

    Args:
        wf: The job that waits.
        otherwise: What happens at the deadline: a sentence with ``{when}`` in it.
        kind: Of the event that reminds.
        needed: What is said before that: a sentence.
    """

    def __init__(
        self, wf: JobWorkflow, otherwise: str, kind: EventKind, needed: str = _NEEDED
    ) -> None:
        self._wf = wf
        self._needed = needed
        self._kind = kind
        lasting = timedelta(hours=wf.policy.deadline_hours)
        self._silence = min(timedelta(hours=wf.policy.reminder_hours), lasting)
        self.until = workflow.now() + lasting
        self.otherwise = otherwise.format(when=in_words(self.until))
        """What happens at the deadline."""

    async def heard(self, condition: Callable[[], bool]) -> bool:
        """Wait until the condition holds, remind once, and say whether it held in time."""
        if await self._held(condition, self._silence, "reminder"):
            return True
        self._wf.tracker.remind(f"{self._needed} {self.otherwise}", self._kind, self.until)
        await self._wf.publish()
        return await self._held(condition, self.until - workflow.now(), "deadline")

    async def _held(self, condition: Callable[[], bool], time: timedelta, name: str) -> bool:
        """Wait for the condition; the time in which the job is paused does not count."""
        pausing = self._wf.pausing
        counted = pausing.total(workflow.now())
        while not await _holds(condition, time, name):
            if pausing.held:
                await workflow.wait_condition(lambda: condition() or not pausing.held)
            lost = pausing.total(workflow.now())
            time, counted = lost - counted, lost
            if condition() or time <= timedelta():
                return condition()
            self.until += time
        return True


async def _holds(condition: Callable[[], bool], time: timedelta, name: str) -> bool:
    if not condition():
        try:
            await workflow.wait_condition(
                condition, timeout=max(time, timedelta()), timeout_summary=name
            )
        except TimeoutError:
            # What arrived together with the end of the time arrived in time.
            return condition()
    return True


def in_words(moment: datetime) -> str:
    """Return a moment for people, like ``26 November 2026 at 12:00 UTC``."""
    return f"{moment.day} {moment:%B %Y} at {moment:%H:%M} UTC"
