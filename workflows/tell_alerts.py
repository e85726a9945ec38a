"""Telling people of alerts, each channel by itself."""

import asyncio

from temporalio import workflow
from temporalio.exceptions import ActivityError, FailureError

from workflows.ids import WorkflowName

with workflow.unsafe.imports_passed_through():
    from activities.alerts.activities import AlertActivities
    from activities.alerts.messages import DeliverInput, GiveUpInput, TellInput
    from temporal import task_queues
    from workflows import policies


@workflow.defn(name=WorkflowName.TELL)
class TellAlerts:
    """Tells the channels what is due. One that can't be told keeps no other from it."""

    @workflow.run
    async def run(self, request: TellInput) -> None:
        """Tell every channel."""
        await asyncio.gather(*(self._tell(channel) for channel in request.channels))

    async def _tell(self, channel: str) -> None:
        try:
            await workflow.execute_activity_method(
                AlertActivities.deliver,
                DeliverInput(channel=channel),
                task_queue=task_queues.ORCHESTRATOR,
                summary=channel,
                **policies.TELLING,
            )
        except ActivityError as problem:
            cause = problem.cause
            reason = cause.message if isinstance(cause, FailureError) else str(cause)
            await workflow.execute_activity_method(
                AlertActivities.give_up,
                GiveUpInput(channel=channel, reason=reason[:500]),
                task_queue=task_queues.ORCHESTRATOR,
                **policies.THINKING,
            )
