"""The activity that writes specifications."""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from temporalio import activity

from activities.specification.messages import WriteSpecificationInput, WriteSpecificationResult
from models.jobs import JobContext
from models.proposal import Estimate, flattened
from models.specification import ApplicationSpecification


class Journal(Protocol):
    """Where a job's owner can read what happened."""

    async def write(self, job: JobContext, step: str, *texts: str) -> None:
        """Add lines to the log of a job."""


class Forecasts(Protocol):
    """See :class:`activities.specification.forecasting.Forecaster`."""

    async def estimate(self, specification: ApplicationSpecification, builder: str) -> Estimate:
        """Return what a specification will take, where that builder writes it."""


class SpecificationActivities:
    """Writes specifications; deterministic, so that a second run gives the same.

    Args:
        journal: Told what was decided; optional.
        forecaster: Says what it will take; optional.
    """

    def __init__(self, journal: Journal | None = None, forecaster: Forecasts | None = None) -> None:
        self._journal = journal
        self._forecaster = forecaster

    def activities(self) -> list[Callable[..., Any]]:
        """Return what a worker has to register."""
        return [self.write]

    @activity.defn(name="specification.write")
    async def write(self, item: WriteSpecificationInput) -> WriteSpecificationResult:
        """Write the specification of everything that was said.

        Raises:
            RequestRefused: A wish was not understood, or can't be met.
            DiskFull: There is too little disk space left to build anything.
        """
        # Imported here because workflows import this module for its names alone.
        from activities.specification.writing import Said, compose

        said = Said(
            understanding=item.understanding,
            questions=item.questions,
            answers=item.answers,
            changes=item.changes,
            settled=item.settled,
            request=item.request,
        )
        # In a thread: reading wishes may load tables, and the worker must go on heartbeating.
        written = await asyncio.to_thread(compose, said)
        sections, specification = written.sections, written.specification
        forecaster = self._forecaster
        estimate = await forecaster.estimate(specification, item.builder) if forecaster else None
        if self._journal is not None:
            await self._journal.write(item.job, "specification.write", *flattened(sections))
        return WriteSpecificationResult(
            specification=specification, sections=sections, estimate=estimate
        )
