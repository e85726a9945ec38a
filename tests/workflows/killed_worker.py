"""A worker that is killed in the middle of a step: ``python -m tests.workflows.killed_worker``.

Arguments are the server's address, the task queue and the workflow's id. Prints ``begun`` in the
middle of the step, which never ends.
"""

import asyncio
import sys
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.worker import Worker

from temporal.identity import own_identity

LONG = timedelta(hours=1)


@activity.defn(name="step")
async def endless() -> str:
    """Never end."""
    print("begun", flush=True)  # noqa: T201 - what the test waits for
    await asyncio.Event().wait()
    return ""


@activity.defn(name="step")
async def short() -> str:
    """Tell which attempt this is."""
    return f"attempt {activity.info().attempt}"


@workflow.defn
class OneStep:
    """Takes one step, whose worker is allowed to be silent for an hour."""

    @workflow.run
    async def run(self) -> str:
        """Take it."""
        return str(
            await workflow.execute_activity(
                "step", start_to_close_timeout=LONG, heartbeat_timeout=LONG
            )
        )


async def main() -> None:
    """Begin the step, and stay in it."""
    address, queue, workflow_id = sys.argv[1:]
    client = await Client.connect(address, identity=own_identity())
    async with Worker(client, task_queue=queue, workflows=[OneStep], activities=[endless]):
        await client.execute_workflow(OneStep.run, id=workflow_id, task_queue=queue)


if __name__ == "__main__":
    asyncio.run(main())
