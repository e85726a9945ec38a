"""One table of activity options: how long each kind of step may take and how it is retried."""

from datetime import timedelta
from typing import Any

from temporalio.common import Priority, RetryPolicy
from temporalio.workflow import ActivityCancellationType

HEARTBEAT = timedelta(seconds=3)
"""A worker that died is noticed after this long; activities heartbeat three times as often."""

_PATIENT = RetryPolicy(
    initial_interval=timedelta(milliseconds=200),
    backoff_coefficient=2.0,
    maximum_interval=timedelta(seconds=10),
    maximum_attempts=0,
)
_HOURLONG = RetryPolicy(
    initial_interval=timedelta(milliseconds=200),
    backoff_coefficient=2.0,
    maximum_interval=timedelta(seconds=10),
    maximum_attempts=360,
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

_WEEK = timedelta(days=7)
"""Such a deadline counts the time in which everything is off: a closed laptop is no failure.

What bounds the steps of a job is the number of attempts and the time that each may take."""

CLOSING: dict[str, Any] = {
    # Short writes to the metadata store, as local activities: no trip to the server for each.
    "start_to_close_timeout": timedelta(seconds=15),
    "retry_policy": _PATIENT,
}
"""The end of a job: tried for ever, because without it nothing else is let at the application."""

BOOKKEEPING = CLOSING | {"schedule_to_close_timeout": _WEEK}
"""All that is noted before that."""


def _options(
    limit: timedelta, deadline: timedelta = _WEEK, retry: RetryPolicy = _FEW
) -> dict[str, Any]:
    return {
        "start_to_close_timeout": limit,
        "schedule_to_close_timeout": deadline,
        "heartbeat_timeout": HEARTBEAT,
        "retry_policy": retry,
        # Undo must not start before the step has really stopped.
        "cancellation_type": ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    }


THINKING = _options(timedelta(seconds=30))
"""Understanding and specification: pure computation."""

READING = _options(timedelta(minutes=11))
"""Reading a request: a language model on a slow machine may take minutes, if it is allowed to."""

BUILDING = _options(timedelta(minutes=45))
"""A builder at work."""

CHOOSING = _options(timedelta(minutes=2))
"""Looking whether agents are usable."""

PREPARING = _options(timedelta(minutes=5))
"""Making ready what an agent starts from, and taking what it leaves."""

TURNING = _options(timedelta(hours=6), retry=_SOME)
"""One turn of an agent: it may cost money, so that its owner is asked after a few tries.

How long a turn may take is the operator's matter; an agent that is silent is ended long before."""

CHECKING = _options(timedelta(minutes=10))
"""One gate."""

PACKAGING = _options(timedelta(minutes=15))
"""An image, or a virtual environment."""

PLANNING = _options(timedelta(seconds=30))
"""Deciding what a deployment will do."""

DEPLOYING = _options(timedelta(minutes=5))
"""Starting, switching, stopping instances."""

WATCHING = _options(timedelta(hours=2))
"""The watch window."""

UNDOING = _options(timedelta(minutes=5), retry=_HOURLONG)
"""Compensation: keeps trying, for an hour in which it can be tried."""

PUTTING_BACK = _options(timedelta(hours=1), retry=_HOURLONG)
"""Undo of what replaced data: a large copy takes its time."""

SAVING = _options(timedelta(minutes=15))
"""Snapshots and their restoration."""


def waiting(patience: timedelta) -> dict[str, Any]:
    """Return the options of waiting in line: for so long, through any number of workers."""
    return _options(patience, patience, _PATIENT)


UPKEEP = _options(timedelta(minutes=5), timedelta(minutes=10))
"""The regular comparison of what should run with what does."""

LOOKING = _options(timedelta(minutes=1), timedelta(minutes=2))
"""A look at a host; one that fails is made up for by the next."""

HEALING = _options(timedelta(minutes=20), timedelta(minutes=30), _SOME)
"""Starting an application again, perhaps after packaging it again; trying again later is decided
by the looks, so that this retries only what a dying worker left."""

TELLING = _options(timedelta(minutes=3), timedelta(minutes=30), _SOME)
"""Messages to one channel."""

_LATER = {"priority": Priority(priority_key=5)}

BACKUP_ROUND = _options(timedelta(minutes=1), timedelta(minutes=30)) | _LATER
"""Finding out whose turn it is, and noting what came of it."""

BACKING_UP = _options(timedelta(minutes=45), timedelta(hours=3), _SOME) | _LATER
"""Copies that nobody waits for, and their trials: everything else on the host comes first."""

TENDING = _options(timedelta(minutes=2), timedelta(minutes=2), RetryPolicy(maximum_attempts=2))
"""Measuring; what was missed is not made up for."""

CLEANING = _options(timedelta(hours=1), timedelta(hours=3))
"""Removing what is of no use any more."""

PINGING: dict[str, Any] = {
    # Not taken, or taken by a worker that is not there any more: either way nobody answers.
    "schedule_to_close_timeout": timedelta(seconds=4),
    "retry_policy": RetryPolicy(maximum_attempts=1),
}
"""Asking whether anybody works on a host."""

SURVEYING = _options(timedelta(seconds=30), retry=_PATIENT)
"""Looking at the records of hosts."""

FORWARDING: dict[str, Any] = {
    "start_to_close_timeout": timedelta(seconds=15),
    "schedule_to_close_timeout": timedelta(seconds=30),
    "retry_policy": _PATIENT,
}
"""Telling another host's proxy where an application is."""

_SOON = {"schedule_to_start_timeout": timedelta(seconds=60)}
SAVING_SOON = SAVING | _SOON
DEPLOYING_SOON = DEPLOYING | _SOON
"""The same while visitors wait: a host that does not begin soon is given up, and undo begins."""

SETTLING = _options(timedelta(minutes=5), timedelta(minutes=10))
"""Starting or stopping an application; what takes longer, upkeep goes on with."""
