"""The activity that writes specifications."""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from temporalio import activity

from activities.specification.messages import WriteSpecificationInput, WriteSpecificationResult
from models.jobs import JobContext


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
        from activities.specification.writing import summarise, write_specification

        # In a thread: reading wishes may load tables, and the worker must go on heartbeating.
        specification = await asyncio.to_thread(
            write_specification, item.understanding, item.questions, item.answers, item.changes
        )
        summary = summarise(specification, item.understanding.beyond)
        if self._journal is not None:
            await self._journal.write(item.job, "specification.write", *summary)
        return WriteSpecificationResult(specification=specification, summary=summary)
