"""The activities that read what people write."""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from temporalio import activity

from activities.understanding.messages import (
    AnalyseChangeInput,
    AnalyseChangeResult,
    AnalyseInput,
    AnalyseResult,
)
from activities.understanding.port import RequestReader
from models.conversation import Question, Understanding
from models.jobs import JobContext
from models.specification import ApplicationSpecification

_CHANGES_BY_RULES = "Read by the embedded analyser, as every change is: nothing of it was sent."


class Analyser(Protocol):
    """Reads requests and changes; the same words always give the same result."""

    def analyse(self, request: str, name: str | None) -> tuple[Understanding, tuple[Question, ...]]:
        """Return what a request means and what is worth asking.

        Raises:
            RequestRefused: It means nothing, or is not to be built.
        """

    def change(
        self, specification: ApplicationSpecification, request: str
    ) -> tuple[ApplicationSpecification, tuple[str, ...], tuple[str, ...]]:
        """Return the specification after a change, what changes and what that means.

        Raises:
            RequestRefused: It was not understood, or would lose data.
        """


class Journal(Protocol):
    """Where a job's owner can read what happened."""

    async def write(self, job: JobContext, step: str, *texts: str) -> None:
        """Add lines to the log of a job."""


class WordAnalyser:
    """Reads words by rules and a lexicon, without any service."""

    # The rules are imported when they are needed: workflows import this module for its names alone.

    def analyse(self, request: str, name: str | None) -> tuple[Understanding, tuple[Question, ...]]:
        """See :class:`Analyser`."""
        from activities.understanding.analysis import analyse
        from activities.understanding.questions import questions_for

        understanding = analyse(request, name)
        return understanding, questions_for(understanding)

    def change(
        self, specification: ApplicationSpecification, request: str
    ) -> tuple[ApplicationSpecification, tuple[str, ...], tuple[str, ...]]:
        """See :class:`Analyser`."""
        from activities.understanding.modification import modify

        outcome = modify(specification, request, live=True)
        return outcome.specification, tuple(outcome.changes), tuple(outcome.impact)


class UnderstandingActivities:
    """Reads requests and change requests.

    Args:
        journal: Told what was understood; optional.
        analyser: Does the reading; by rules when unset.
        model: Reads the requests of new applications instead, when there is one and it can.
    """

    def __init__(
        self,
        journal: Journal | None = None,
        analyser: Analyser | None = None,
        model: RequestReader | None = None,
    ) -> None:
        self._analyser = analyser or WordAnalyser()
        self._journal = journal
        self._model = model

    def activities(self) -> list[Callable[..., Any]]:
        """Return what a worker has to register."""
        return [self.analyse, self.analyse_change]

    @activity.defn(name="understanding.analyse")
    async def analyse(self, item: AnalyseInput) -> AnalyseResult:
        """Read a request.

        Raises:
            RequestRefused: It means nothing, or is not to be built.
        """
        # In a thread: reading may load modules and tables, and the worker must go on heartbeating.
        understanding, questions = await asyncio.to_thread(
            self._analyser.analyse, item.request, item.name
        )
        how: tuple[str, ...] = ()
        if self._model is not None and not understanding.pages:
            # Only now: what is refused has been, so that none of it leaves the machine.
            reading = await self._model.read(
                item.job.job_id, item.request, item.name, understanding
            )
            how = (reading.told,)
            if reading.understanding is not None:
                understanding = reading.understanding
                questions = await asyncio.to_thread(_questions, understanding)
        await self._tell(item.job, "understanding.analyse", *how, _told(understanding))
        return AnalyseResult(understanding=understanding, questions=questions)

    @activity.defn(name="understanding.analyse_change")
    async def analyse_change(self, item: AnalyseChangeInput) -> AnalyseChangeResult:
        """Read a change request.

        Raises:
            RequestRefused: It was not understood, or would lose data.
        """
        changed, changes, impact = await asyncio.to_thread(
            self._analyser.change, item.specification, item.request
        )
        how = () if self._model is None else (_CHANGES_BY_RULES,)
        await self._tell(item.job, "understanding.analyse_change", *how, *changes, *impact)
        return AnalyseChangeResult(specification=changed, changes=changes, impact=impact)

    async def _tell(self, job: JobContext, step: str, *texts: str) -> None:
        if self._journal is not None:
            await self._journal.write(job, step, *texts)


def _questions(understanding: Understanding) -> tuple[Question, ...]:
    from activities.understanding.questions import questions_for

    return questions_for(understanding)


def _told(understanding: Understanding) -> str:
    things = ", ".join(entity.plural_label.lower() for entity in understanding.entities)
    return f"Understood “{understanding.title}” ({understanding.category}): {things}"
