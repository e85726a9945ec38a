"""The activity that writes specifications."""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from temporalio import activity

from activities.specification.messages import WriteSpecificationInput, WriteSpecificationResult
from models.jobs import JobContext
from models.proposal import flattened


class Journal(Protocol):
    """Where a job's owner can read what happened."""

    async def write(self, job: JobContext, step: str, *texts: str) -> None:
        """Add lines to the log of a job."""


class SpecificationActivities:
    """Writes specifications; deterministic, so that a second run gives the same.

    Args:
        journal: Told what was decided; optional.
    """

    def __init__(self, journal: Journal | None = None) -> None:
        self._journal = journal

    def activities(self) -> list[Callable[..., Any]]:
        """Return what a worker has to register."""
        return [self.write]

    @activity.defn(name="specification.write")
    async def write(self, item: WriteSpecificationInput) -> WriteSpecificationResult:
        """Write the specification of everything that was said.

        Raises:
            RequestRefused: A wish was not understood, or can't be met.
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
        sections = written.sections
        if self._journal is not None:
            await self._journal.write(item.job, "specification.write", *flattened(sections))
        return WriteSpecificationResult(specification=written.specification, sections=sections)
