"""Letting requests in: at once, with a word about the delay, or not at all."""

from math import ceil

from api.pressure import Level, Pressure
from models.errors import LimitReached, Overloaded
from models.queue import Delay, OwnerLimits
from storage.limit_words import limit_told
from storage.line_words import in_words
from storage.owner_limits import Admission, Applicant, LimitRecords

_SHORT = {
    "memory": "Little memory is free on this machine",
    "disk": "Little disk space is free on this machine",
    "load": "This machine is very busy",
}
_LONG_SECONDS = 3600
_RETRY_SECONDS = 60
"""After which an overloaded machine is asked again; jobs take about that long."""


class Admissions:
    """Decides about requests that start a build.

    Args:
        limits: Counts what owners have.
        pressure: How busy it is.
        defaults: What owners may have, unless an operator set something else.
        builds: Builds at a time.
    """

    def __init__(
        self, limits: LimitRecords, pressure: Pressure, defaults: OwnerLimits, builds: int
    ) -> None:
        self._limits = limits
        self._pressure = pressure
        self._defaults = defaults
        self._builds = builds

    async def admit(self, applicant: Applicant) -> Delay | None:
        """Let a request in and return how long it will be delayed, None when it will not be.

        Raises:
            LimitReached: Its owner has as much as they may have.
            Overloaded: The machine can't take any more.
        """
        level, what = self._pressure.of_machine()
        if level is Level.REFUSED:
            raise _overloaded(f"{_SHORT[what]}, so nothing new is begun.")
        admission = await self._limits.admit(applicant, self._defaults)
        if admission.exceeded is not None:
            raise _limit_reached(admission)
        of_jobs = self._pressure.of_jobs(admission.busy_jobs)
        if of_jobs is Level.REFUSED:
            await self.withdraw(applicant.job_id)
            raise _overloaded(f"{_jobs(admission.busy_jobs)} at work or waiting already.")
        if of_jobs is Level.FREE and level is Level.FREE:
            return None
        return self._delay(admission, what if of_jobs is Level.FREE else "")

    async def withdraw(self, job_id: str) -> None:
        """Forget a request that was let in and did not become a job."""
        await self._limits.withdraw(job_id)

    def _delay(self, admission: Admission, what: str) -> Delay:
        seconds = admission.busy_jobs * admission.usual_seconds / self._builds
        if what:
            return Delay(
                seconds=round(seconds),
                told=f"{_SHORT[what]}: it may take longer than usual until yours is ready.",
            )
        return Delay(
            seconds=round(seconds),
            told=f"{_jobs(admission.busy_jobs)} at work or waiting before yours. It will "
            f"probably begin in {in_words(seconds)}.",
        )


def _jobs(number: int) -> str:
    return "One job is" if number == 1 else f"{number} jobs are"


def _overloaded(told: str) -> Overloaded:
    return Overloaded(told, retry_after=_RETRY_SECONDS)


def _limit_reached(admission: Admission) -> LimitReached:
    state = admission.exceeded
    if state is None:
        raise ValueError("no limit is reached")
    detail, remedy = limit_told(state)
    seconds = {
        "running_jobs": float(_RETRY_SECONDS),
        "builds_per_day": admission.retry_seconds or _LONG_SECONDS,
    }.get(state.name, float(_LONG_SECONDS))
    return LimitReached(
        detail, remedy=remedy, retry_after=ceil(seconds), limit=state.model_dump(mode="json")
    )
