"""Carries out at once that an application shall run, or stop."""

from temporalio import workflow

from workflows.ids import WorkflowName

with workflow.unsafe.imports_passed_through():
    from activities.deployment.activities import DeploymentActivities
    from activities.deployment.messages import ApplyStateInput, ApplyStateResult
    from temporal import task_queues
    from workflows import policies
    from workflows.messages import SetStateInput


@workflow.defn(name=WorkflowName.SET_STATE)
class SetState:
    """Starts or stops one application; upkeep would do the same some seconds later.

    It does not hold the application's lock: what is wanted is stored, and the activity leaves
    alone what a job works on.
    """

    @workflow.run
    async def run(self, request: SetStateInput) -> ApplyStateResult:
        """Do what the records say is wanted."""
        result: ApplyStateResult = await workflow.execute_activity_method(
            DeploymentActivities.apply_state,
            ApplyStateInput(application_id=request.application_id),
            task_queue=task_queues.host_queue(request.host),
            **policies.SETTLING,
        )
        return result
