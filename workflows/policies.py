"""One table of activity options: how long each kind of step may take and how it is retried."""

from datetime import timedelta
from typing import Any

from temporalio.common import RetryPolicy
from temporalio.workflow import ActivityCancellationType

HEARTBEAT = timedelta(seconds=3)
"""A worker that died is noticed after this long; activities heartbeat three times as often."""

_PATIENT = RetryPolicy(
    initial_interval=timedelta(milliseconds=200),
    backoff_coefficient=2.0,
    maximum_interval=timedelta(seconds=10),
    maximum_attempts=0,
)
_FEW = RetryPolicy(
    initial_interval=timedelta(milliseconds=500),
    backoff_coefficient=2.0,
    maximum_interval=timedelta(seconds=15),
    maximum_attempts=6,
)
_SOME = RetryPolicy(
    initial_interval=timedelta(seconds=1),
    backoff_coefficient=3.0,
    maximum_interval=timedelta(minutes=1),
    maximum_attempts=4,
)

BOOKKEEPING: dict[str, Any] = {
    # Short writes to the metadata store, as local activities: no trip to the server for each.
    "start_to_close_timeout": timedelta(seconds=15),
    "schedule_to_close_timeout": timedelta(hours=1),
    "retry_policy": _PATIENT,
}


def _options(limit: timedelta, deadline: timedelta, retry: RetryPolicy = _FEW) -> dict[str, Any]:
    return {
        "start_to_close_timeout": limit,
        "schedule_to_close_timeout": deadline,
        "heartbeat_timeout": HEARTBEAT,
        "retry_policy": retry,
        # Undo must not start before the step has really stopped.
        "cancellation_type": ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    }


THINKING = _options(timedelta(seconds=30), timedelta(minutes=5))
"""Understanding and specification: pure computation."""

READING = _options(timedelta(minutes=11), timedelta(minutes=30))
"""Reading a request: a language model on a slow machine may take minutes, if it is allowed to."""

BUILDING = _options(timedelta(minutes=45), timedelta(hours=4))
"""A builder at work."""

CHOOSING = _options(timedelta(minutes=2), timedelta(hours=4))
"""Looking whether agents are usable."""

PREPARING = _options(timedelta(minutes=5), timedelta(hours=4))
"""Making ready what an agent starts from, and taking what it leaves."""

TURNING = _options(timedelta(hours=6), timedelta(hours=24), _SOME)
"""One turn of an agent: it may cost money, so that its owner is asked after a few tries.

How long a turn may take is the operator's matter; an agent that is silent is ended long before."""

CHECKING = _options(timedelta(minutes=10), timedelta(minutes=40))
"""One gate."""

PACKAGING = _options(timedelta(minutes=15), timedelta(hours=1))
"""An image, or a virtual environment."""

DEPLOYING = _options(timedelta(minutes=5), timedelta(minutes=20))
"""Starting, switching, stopping instances."""

WATCHING = _options(timedelta(hours=2), timedelta(hours=4))
"""The watch window."""

UNDOING = _options(timedelta(minutes=5), timedelta(hours=1), _PATIENT)
"""Compensation: keeps trying, for an hour."""

SAVING = _options(timedelta(minutes=15), timedelta(hours=1))
"""Snapshots and their restoration."""

UPKEEP = _options(timedelta(minutes=5), timedelta(minutes=10))
"""The regular comparison of what should run with what does."""

SETTLING = _options(timedelta(minutes=5), timedelta(minutes=10))
"""Starting or stopping an application; what takes longer, upkeep goes on with."""
