"""Data that a job replaces while the application is stopped, and the way back when it fails."""

from collections.abc import Awaitable, Callable
from typing import Any

from temporalio import workflow

from workflows import delivery
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from models.applications import Deployment


class Replacement:
    """Undone in reverse: the data comes back first, and then what was live on it.

    Without its data the application stays stopped: nobody shall enter anything into other data.

    Args:
        wf: The job.
        item: What is started on the other data.
    """

    def __init__(self, wf: JobWorkflow, item: delivery.Delivery) -> None:
        self._wf = wf
        self._item = item
        self._is_wrong = False

    async def stop(self, live: Deployment | None) -> None:
        """Stop what is live, so that nothing is entered any more."""
        await self._wf.go_midway()
        self._wf.saga.add("withdraw", self._withdraw)
        if live is not None:
            await delivery.retire(self._wf, live)

    def saved(self, put_back: Callable[[], Awaitable[Any]]) -> None:
        """Keep how the data that is replaced from now on comes back."""

        async def undo() -> None:
            self._is_wrong = True
            await put_back()
            self._is_wrong = False

        self._wf.saga.add("put the data back", undo)

    async def _withdraw(self) -> None:
        if self._is_wrong and self._wf.whole_steps:
            self._wf.halts = True
            self._wf.remedies.append(self._told())
            return
        await delivery.withdraw(self._wf, self._item)

    def _told(self) -> str:
        backup, slug = self._wf.job.job_id, self._item.slug
        return (
            "Today's data could not be put back, so the application is stopped: nobody shall enter"
            f" anything into other data. Today's data is kept as backup {backup}. Restore it with"
            f" 'orchestrator restore {slug} {backup}', then start the application with"
            f" 'orchestrator start {slug}'."
        )
