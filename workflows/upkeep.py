"""Scheduled upkeep of one host: what should run, runs."""

from datetime import timedelta

from temporalio import workflow
from temporalio.exceptions import WorkflowAlreadyStartedError

from workflows import patches
from workflows.ids import WorkflowName, healing_id, telling_id

with workflow.unsafe.imports_passed_through():
    from activities.alerts.messages import TellInput
    from activities.deployment.activities import DeploymentActivities
    from activities.health.activities import HealthActivities
    from activities.health.messages import HealInput, LookResult
    from temporal import task_queues
    from workflows import policies

HEALING_TIMEOUT = timedelta(minutes=30)
TELLING_TIMEOUT = timedelta(hours=1)


@workflow.defn(name=WorkflowName.UPKEEP)
class Upkeep:
    """Looks at a host, and starts what heals and tells; it waits for neither.

    So the next look comes in time, however long an application takes to be packaged again and
    however long a channel is silent.
    """

    @workflow.run
    async def run(self, host: str) -> None:
        """Look once."""
        queue = task_queues.host_queue(host)
        if not workflow.patched(patches.FINDINGS):
            await workflow.execute_activity_method(
                DeploymentActivities.reconcile, task_queue=queue, **policies.UPKEEP
            )
            return
        due: LookResult = await workflow.execute_activity_method(
            HealthActivities.look, task_queue=queue, **policies.LOOKING
        )
        for application in due.heal:
            await self._heal(HealInput(host=host, application_id=application))
        if due.orphans or due.prune:
            await self._heal(HealInput(host=host, orphans=due.orphans))
        if due.tell:
            await self._start(
                WorkflowName.TELL, TellInput(channels=due.tell), telling_id(), TELLING_TIMEOUT
            )

    async def _heal(self, request: HealInput) -> None:
        await self._start(WorkflowName.HEAL, request, healing_id(request.subject), HEALING_TIMEOUT)

    async def _start(
        self, name: str, request: HealInput | TellInput, child_id: str, limit: timedelta
    ) -> None:
        """Start a workflow of its own, unless the one of an earlier look is still at it."""
        try:
            await workflow.start_child_workflow(
                name,
                request,
                id=child_id,
                task_queue=task_queues.ORCHESTRATOR,
                parent_close_policy=workflow.ParentClosePolicy.ABANDON,
                execution_timeout=limit,
            )
        except WorkflowAlreadyStartedError:
            workflow.logger.debug("still at it: %s", child_id)
