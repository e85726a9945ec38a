"""Clean-up of one host: once a day, or when an operator asks for it."""

from temporalio import workflow

from workflows.ids import WorkflowName

with workflow.unsafe.imports_passed_through():
    from activities.resources.activities import ResourceActivities
    from activities.resources.messages import CleanUpInput, CleanUpReport
    from temporal import task_queues
    from workflows import policies


@workflow.defn(name=WorkflowName.CLEAN_UP)
class CleanUp:
    """Removes what retention says is of no use any more, or only tells what that would be."""

    @workflow.run
    async def run(self, request: CleanUpInput) -> CleanUpReport:
        """Clean up once."""
        return await workflow.execute_activity_method(
            ResourceActivities.clean_up,
            request,
            task_queue=task_queues.host_queue(request.host),
            **policies.CLEANING,
        )
