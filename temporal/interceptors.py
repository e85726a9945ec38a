"""What the worker does around every activity: log with ids, heartbeat, translate errors."""

import time
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

import structlog
from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory
from temporalio.worker import (
    ActivityInboundInterceptor,
    ExecuteActivityInput,
    Interceptor,
)

from activities.heartbeat import heartbeating
from activities.queue.holding import LeaseKeeper
from models.errors import ErrorCategory, OrchestrationError
from models.jobs import JobContext

_LONGEST_MESSAGE = 2_000
"""Characters: failures count against Temporal's payload limits."""
NEEDS_NO_ROOM = frozenset(
    {
        "backups.put_back",
        "building.close",
        "deployment.retire",
        "deployment.switch_back",
        "deployment.take_down",
        "hosts.clear",
        "migration.restore",
    }
)
"""What jobs are undone with: it gives room back, and must not wait until others have done so."""


class ActivityEnvelope(Interceptor):
    """Wraps every activity of a worker.

    Args:
        keeper: Prolongs what the activity's job has reserved; None where nothing is.
    """

    def __init__(self, keeper: LeaseKeeper | None = None) -> None:
        self._keeper = keeper

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:
        """Put the envelope around the next interceptor."""
        return _Envelope(next, self._keeper)


class _Envelope(ActivityInboundInterceptor):
    def __init__(self, next: ActivityInboundInterceptor, keeper: LeaseKeeper | None) -> None:
        super().__init__(next)
        self._keeper = keeper

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:
        info = activity.info()
        log = structlog.get_logger("activity").bind(
            activity=info.activity_type, attempt=info.attempt
        )
        started = time.perf_counter()
        with structlog.contextvars.bound_contextvars(**_ids(input)):
            async with heartbeating():
                result = await self._executed(input, log)
            elapsed = round(time.perf_counter() - started, 3)
            await log.ainfo("activity done", seconds=elapsed)
            return result

    async def _executed(self, input: ExecuteActivityInput, log: Any) -> Any:
        """Run it and tell of a failure, which may take its time, while it still beats."""
        try:
            async with self._holding(input):
                return await self.next.execute_activity(input)
        except OrchestrationError as error:
            await log.awarning(
                "activity failed", code=error.code, error=error.message, context=error.context
            )
            raise translate(error) from error
        except ApplicationError as error:  # somebody meant it
            await log.awarning("activity failed", code=error.type, error=error.message)
            raise
        except Exception:
            await log.aexception("activity failed unexpectedly")
            raise

    def _holding(self, input: ExecuteActivityInput) -> AbstractAsyncContextManager[None]:
        """Hold what the job has reserved, except in notes: they are over at once."""
        job, info = _job(input), activity.info()
        if self._keeper is None or job is None or info.is_local:
            return nullcontext()
        return self._keeper.holding(job.job_id, waits=info.activity_type not in NEEDS_NO_ROOM)


def _ids(input: ExecuteActivityInput) -> dict[str, str]:
    job = _job(input)
    if job is None:
        return {}
    return {
        "correlation_id": job.correlation_id,
        "job_id": job.job_id,
        "application_id": job.application_id,
    }


def _job(input: ExecuteActivityInput) -> JobContext | None:
    first = input.args[0] if input.args else None
    job = getattr(first, "job", first)
    return job if isinstance(job, JobContext) else None


def translate(error: OrchestrationError) -> ApplicationError:
    """Return the error as Temporal carries it: the type is its code, the details its remedy."""
    expected = error.category in {ErrorCategory.USER, ErrorCategory.APPLICATION}
    return ApplicationError(
        error.message[:_LONGEST_MESSAGE],
        {"remedy": error.remedy, "category": error.category.value},
        type=error.code,
        non_retryable=not error.recoverable,
        category=ApplicationErrorCategory.BENIGN
        if expected
        else ApplicationErrorCategory.UNSPECIFIED,
    )
