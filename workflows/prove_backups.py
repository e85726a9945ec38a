"""A round of trials on one host: newest backups are restored apart, one after the other."""

from temporalio import workflow
from temporalio.exceptions import ActivityError, is_cancelled_exception

from workflows.ids import WorkflowName

with workflow.unsafe.imports_passed_through():
    from activities.backups.activities import BackupActivities
    from activities.backups.messages import (
        DrillInput,
        DrillOutcome,
        DrillRoundResult,
        RoundInput,
    )
    from temporal import task_queues
    from workflows import policies


@workflow.defn(name=WorkflowName.PROVE_BACKUPS)
class ProveBackups:
    """Tries whether backups restore; what does not is told by the activity."""

    @workflow.run
    async def run(self, request: RoundInput) -> DrillRoundResult:
        """Try each that is due."""
        queue = task_queues.host_queue(request.host)
        due = await workflow.execute_activity_method(
            BackupActivities.drills_due, request, task_queue=queue, **policies.BACKUP_ROUND
        )
        tried = [await self._proves(one, queue) for one in due.applications]
        return DrillRoundResult(proved=tried.count(True), failed=tried.count(False))

    async def _proves(self, application_id: str, queue: str) -> bool:
        try:
            result = await workflow.execute_activity_method(
                BackupActivities.drill,
                DrillInput(application_id=application_id),
                task_queue=queue,
                summary=application_id,
                **policies.BACKING_UP,
            )
        except ActivityError as failure:
            if is_cancelled_exception(failure):
                raise
            workflow.logger.error("drill failed", extra={"application_id": application_id})
            return False
        return result.outcome is not DrillOutcome.FAILED
