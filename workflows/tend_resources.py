"""Scheduled care for one host's resources: measure, report, fit, put to sleep."""

from temporalio import workflow

from workflows.ids import WorkflowName

with workflow.unsafe.imports_passed_through():
    from activities.resources.activities import ResourceActivities
    from temporal import task_queues
    from workflows import policies


@workflow.defn(name=WorkflowName.TEND)
class TendResources:
    """One round; what is not due in it does nothing."""

    @workflow.run
    async def run(self, host: str) -> None:
        """Tend once."""
        await workflow.execute_activity_method(
            ResourceActivities.tend, task_queue=task_queues.host_queue(host), **policies.TENDING
        )
