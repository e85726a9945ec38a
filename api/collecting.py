"""Asks an application's host to write down what the application says.

Only workers reach instances: the API may have no container engine. A host writes into the data
directory, where build logs are too, and only while somebody looks; everybody who looks at the same
application shares one activity, and reads at a pace of their own.
"""

from datetime import timedelta

from temporalio.client import ActivityFailureError, Client
from temporalio.common import ActivityIDConflictPolicy, RetryPolicy
from temporalio.service import RPCError

from activities.application_logs.messages import CollectLogInput
from models.base import new_id
from temporal.task_queues import logs_queue

HEARTBEAT = timedelta(seconds=3)
ONE_LOOK = timedelta(seconds=3)
"""How long a single look may take; a host that does not answer by then is not there."""


async def collect_log(client: Client, application_id: str, host: str, seconds: float) -> bool:
    """Have a log collected and return once that is done; False when nobody does it.

    Args:
        client: Of the workflow server.
        application_id: Whose log.
        host: Where it runs.
        seconds: For how long; 0 for what there is now.
    """
    # One look must see what was written until now, so that it can't share an earlier one.
    key = f"log-{application_id}" if seconds else f"log-{application_id}-{new_id()}"
    patience = ONE_LOOK + timedelta(seconds=seconds)
    try:
        await client.execute_activity(
            "application_logs.collect",
            CollectLogInput(application_id=application_id, seconds=seconds),
            id=key,
            task_queue=logs_queue(host),
            schedule_to_close_timeout=patience,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=RetryPolicy(maximum_attempts=2),
            id_conflict_policy=ActivityIDConflictPolicy.USE_EXISTING,
        )
    except (ActivityFailureError, RPCError):
        return False
    return True
