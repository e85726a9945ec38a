"""Healing of one application, or removal of what is left over on a host."""

from temporalio import workflow

from workflows.ids import WorkflowName

with workflow.unsafe.imports_passed_through():
    from activities.health.activities import HealthActivities
    from activities.health.messages import HealInput
    from temporal import task_queues
    from workflows import policies


@workflow.defn(name=WorkflowName.HEAL)
class Heal:
    """One try; whether and when there is another is decided by the next looks."""

    @workflow.run
    async def run(self, request: HealInput) -> None:
        """Put right what is wrong."""
        await workflow.execute_activity_method(
            HealthActivities.heal,
            request,
            task_queue=task_queues.host_queue(request.host),
            summary=request.subject,
            **policies.HEALING,
        )
