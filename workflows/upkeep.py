"""Scheduled upkeep of one host: what should run, runs."""

from temporalio import workflow

from workflows.ids import WorkflowName

with workflow.unsafe.imports_passed_through():
    from activities.deployment.activities import DeploymentActivities
    from temporal import task_queues
    from workflows import policies


@workflow.defn(name=WorkflowName.UPKEEP)
class Upkeep:
    """Compares the applications that should run on a host with those that do, and heals."""

    @workflow.run
    async def run(self, host: str) -> None:
        """Reconcile once."""
        await workflow.execute_activity_method(
            DeploymentActivities.reconcile,
            task_queue=task_queues.host_queue(host),
            **policies.UPKEEP,
        )
