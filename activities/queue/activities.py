"""The activities that reserve what a job needs, and wait until it is there.

The order in which jobs wait is the Temporal server's: ``admit`` has one slot per host, and what is
scheduled beside it is handed out by priority, and in turns by owner.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol

from temporalio import activity

from activities.queue.learning import LearnedNeeds
from activities.queue.messages import (
    BESIDE_STEP,
    BUILD_STEP,
    AdmitInput,
    BesideInput,
    BesideResult,
    JoinInput,
)
from models.errors import Unavailable
from models.queue import Claim, Joined, Need, OwnerLimits, Shortage

LOOK_SECONDS = 0.5
"""How often the head of the line looks whether there is room."""
_MOST_URGENT = 1
_USUALLY_SECONDS = 10.0
"""How long two versions run side by side: start, switch, watch."""


class Leases(Protocol):
    """The part of :class:`storage.leases.LeaseRecords` that waiting needs."""

    async def join(self, claim: Claim, *, limits: OwnerLimits, patience: timedelta) -> Joined:
        """Reserve it, or put the job in line."""
        ...

    async def admit(self, job_id: str, step: str) -> bool:
        """Let the job in if there is room; NotFound when it does not stand in line."""
        ...

    async def take(self, claim: Claim) -> Shortage | None:
        """Reserve it, room or not."""
        ...


class QueueActivities:
    """Lets jobs in.

    Args:
        leases: What is reserved.
        limits: What owners may have, unless an operator set something else.
        learned: What builds took so far; None: what is asked for is reserved.
        look_seconds: How often to look for room.
    """

    def __init__(
        self,
        leases: Leases,
        limits: OwnerLimits,
        learned: LearnedNeeds | None = None,
        *,
        look_seconds: float = LOOK_SECONDS,
    ) -> None:
        self._leases = leases
        self._limits = limits
        self._learned = learned
        self._look_seconds = look_seconds

    @activity.defn(name="queue.join")
    async def join(self, request: JoinInput) -> Joined:
        """Reserve what the job needs, or put it in line; a repetition finds what the first did."""
        job, need = request.job, request.need
        if self._learned is not None:
            need = await self._learned.raised(need, request.builder)
        claim = Claim(
            job_id=job.job_id,
            step=BUILD_STEP,
            application_id=job.application_id,
            owner=job.owner,
            host=request.host,
            priority=request.priority,
            need=need,
            running_memory_mb=request.running_memory_mb,
            disk_mb=request.disk_mb,
            seconds=request.seconds,
        )
        return await self._leases.join(claim, limits=self._limits, patience=request.patience)

    @activity.defn(name="queue.beside")
    async def beside(self, request: BesideInput) -> BesideResult:
        """Reserve what a second version needs beside the first, without waiting for anything.

        No limit of its owner applies: it is the same application, for a moment twice.
        """
        job = request.job
        claim = Claim(
            job_id=job.job_id,
            step=BESIDE_STEP,
            application_id=job.application_id,
            owner=job.owner,
            host=request.host,
            priority=_MOST_URGENT,
            need=Need(memory_mb=request.memory_mb),
            seconds=_USUALLY_SECONDS,
        )
        return BesideResult(short=await self._leases.take(claim))

    @activity.defn(name="queue.admit")
    async def admit(self, request: AdmitInput) -> None:
        """Wait at the head of the line until there is room; the worker's end hands the turn on.

        Raises:
            Unavailable: The worker stops; another one goes on with it.
            NotFound: The job does not stand in line any more: no room ever makes it the next one.
        """
        while not await self._leases.admit(request.job.job_id, BUILD_STEP):
            if await _stops_within(self._look_seconds):
                raise Unavailable("The worker stops.")

    def short(self) -> list[Callable[..., Any]]:
        """Return what is done on the queue of short activities."""
        return [self.join, self.beside]

    def waiting(self) -> list[Callable[..., Any]]:
        """Return what is done on the queue of those who wait."""
        return [self.admit]


async def _stops_within(seconds: float) -> bool:
    """Sleep; true when the worker begins to stop meanwhile."""
    if not activity.in_activity():
        await asyncio.sleep(seconds)
        return False
    try:
        async with asyncio.timeout(seconds):
            await activity.wait_for_worker_shutdown()
    except TimeoutError:
        return False
    return True
