"""Emptying hosts by workflows on a Temporal server."""

from datetime import timedelta
from typing import Any

from temporalio.client import Client, WorkflowHandle
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError, RPCStatusCode

from activities.hosts.messages import EvacuationInput
from api.calling import answered_within
from temporal.host_schedules import forget_host_schedules
from temporal.task_queues import ORCHESTRATOR
from workflows.ids import WorkflowName, evacuation_id

CALL_TIMEOUT = timedelta(seconds=5)


class TemporalHostEngine:
    """Starts and cancels the workflows that empty hosts."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def evacuate(self, host: str) -> None:
        """Start the workflow unless it runs."""
        async with answered_within(CALL_TIMEOUT):
            await self._client.start_workflow(
                WorkflowName.EVACUATE.value,
                EvacuationInput(host=host),
                id=evacuation_id(host),
                task_queue=ORCHESTRATOR,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                static_summary=f"applications leave {host}",
                rpc_timeout=CALL_TIMEOUT,
            )

    async def call_off(self, host: str) -> None:
        """Cancel the workflow if it runs."""
        handle: WorkflowHandle[Any, Any] = self._client.get_workflow_handle(evacuation_id(host))
        async with answered_within(CALL_TIMEOUT):
            try:
                await handle.cancel(rpc_timeout=CALL_TIMEOUT)
            except RPCError as problem:
                if problem.status is not RPCStatusCode.NOT_FOUND:
                    raise

    async def forget(self, host: str) -> None:
        """Remove all that is scheduled for it."""
        async with answered_within(CALL_TIMEOUT):
            await forget_host_schedules(self._client, host)
