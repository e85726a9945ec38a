"""Where estimates are learned from: earlier jobs, and the machine."""

import asyncio
import shutil
from pathlib import Path
from typing import Protocol

import psutil

from activities.specification.forecast import Free, PastJob, forecast
from models.builders import EMBEDDED
from models.jobs import DevelopmentJob, JobKind, JobPhase
from models.proposal import Estimate
from models.specification import ApplicationSpecification
from storage.paging import Page

_JOBS = 20
_MEGABYTE = 1024 * 1024


class Jobs(Protocol):
    """The part of :class:`storage.metadata.MetadataStore` that forecasting needs."""

    async def jobs(self, *, running: bool | None = None, limit: int = 50) -> Page[DevelopmentJob]:
        """Return jobs, newest first."""
        ...


class Machine(Protocol):
    """Where applications are built and run."""

    def free(self) -> Free:
        """Return what is left of it."""
        ...


class LocalMachine:
    """The machine that this process runs on.

    Args:
        folder: On the disk that everything is kept on; it need not exist yet.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def free(self) -> Free:
        """See :class:`Machine`."""
        there = next(place for place in (self._folder, *self._folder.parents) if place.exists())
        return Free(
            memory_mb=psutil.virtual_memory().available // _MEGABYTE,
            disk_mb=shutil.disk_usage(there).free // _MEGABYTE,
        )


class Forecaster:
    """Estimates what a specification will take."""

    def __init__(self, jobs: Jobs, machine: Machine) -> None:
        self._jobs = jobs
        self._machine = machine

    async def estimate(self, specification: ApplicationSpecification, builder: str) -> Estimate:
        """Return an estimate for what a builder will write; an empty one is not chosen yet.

        Raises:
            DiskFull: There is too little disk space left to build anything.
            StorageError: Earlier jobs can't be read.
        """
        page = await self._jobs.jobs(running=False, limit=_JOBS)
        past = [found for job in page.items if (found := _past(job)) is not None]
        free = await asyncio.to_thread(self._machine.free)
        complexity, limits = specification.metadata.complexity, specification.resources
        return forecast(complexity, limits, past, free, builder)


def _past(job: DevelopmentJob) -> PastJob | None:
    """Return what a job says about later ones: how long it took once everything was agreed."""
    progress = job.progress
    if job.retry_of is not None:
        return None  # it did only a part of the work
    if job.kind is not JobKind.CREATE or progress.phase is not JobPhase.DONE:
        return None
    if job.finished_at is None or progress.approved_at is None or progress.specification is None:
        return None
    seconds = (job.finished_at - progress.approved_at).total_seconds()
    complexity = progress.specification.metadata.complexity
    return PastJob(complexity, max(0.0, seconds), progress.builder or EMBEDDED)
