"""Prolonging what a job has reserved for as long as one of its activities runs."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Protocol

import structlog

from models.errors import StorageError
from models.queue import Renewal

RENEW_SECONDS = 20.0
"""Six times within the life of a reservation."""
AGAIN_SECONDS = 1.0


class Renewing(Protocol):
    """The part of :class:`storage.leases.LeaseRecords` that holding needs."""

    async def renew(self, job_id: str) -> Renewal:
        """Prolong what a job holds."""
        ...


class LeaseKeeper:
    """Prolongs the reservations of jobs that this process works for.

    Args:
        leases: What is reserved.
        clock: Seconds, monotonic.
    """

    def __init__(
        self,
        leases: Renewing,
        clock: Callable[[], float] = time.monotonic,
        *,
        renew_seconds: float = RENEW_SECONDS,
    ) -> None:
        self._leases = leases
        self._clock = clock
        self._every = renew_seconds
        self._renewed: dict[str, float] = {}
        """When each job's reservation was prolonged here, if that is not long ago."""

    @asynccontextmanager
    async def holding(self, job_id: str, *, waits: bool = True) -> AsyncIterator[None]:
        """Hold the job's reservation while the block runs.

        One that has lapsed meanwhile, because nobody worked for the job (its owner was asked, all
        workers were down), is waited for; without ``waits`` the block then runs without.
        """
        if not await self._begin(job_id, waits=waits):
            yield
            return
        keeping = asyncio.create_task(self._keep(job_id))
        try:
            yield
        finally:
            keeping.cancel()
            with suppress(asyncio.CancelledError):
                await keeping

    async def _begin(self, job_id: str, *, waits: bool) -> bool:
        """Prolong it now, unless that was done just before; the records are then not asked.

        Returns:
            Whether it has not lapsed.
        """
        now = self._clock()
        if now - self._renewed.get(job_id, -self._every) < self._every:
            return True
        self._renewed = {job: at for job, at in self._renewed.items() if now - at < self._every}
        while await self._renewal(job_id) is Renewal.LAPSED:
            if not waits:
                return False
            await asyncio.sleep(AGAIN_SECONDS)
        return True

    async def _keep(self, job_id: str) -> None:
        while True:
            await asyncio.sleep(self._every)
            await self._renewal(job_id)

    async def _renewal(self, job_id: str) -> Renewal:
        try:
            found = await self._leases.renew(job_id)
        except StorageError as problem:
            # Work does not stop for it: the next try comes long before the reservation ends.
            log = structlog.get_logger(__name__)
            await log.awarning("reservation not prolonged", job_id=job_id, error=problem.message)
            return Renewal.NONE
        if found is not Renewal.LAPSED:
            self._renewed[job_id] = self._clock()
        return found
