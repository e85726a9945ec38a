"""One backup that somebody asked for."""

from temporalio import workflow
from temporalio.exceptions import ActivityError, is_cancelled_exception

from workflows.failures import report_of
from workflows.ids import WorkflowName

with workflow.unsafe.imports_passed_through():
    from activities.backups.activities import BackupActivities
    from activities.backups.messages import (
        BackUpOutcome,
        BackUpRequest,
        BackUpResult,
        FailedInput,
    )
    from models.jobs import JobPhase
    from temporal import task_queues
    from workflows import policies

BUSY = "A job began to work on the application. Make the backup again once it has ended."


@workflow.defn(name=WorkflowName.BACK_UP)
class BackUpApplication:
    """Makes one backup; its record says how it went."""

    @workflow.run
    async def run(self, request: BackUpRequest) -> BackUpResult:
        """Make it, or record why it could not be made."""
        try:
            result: BackUpResult = await workflow.execute_activity_method(
                BackupActivities.back_up,
                request.backup,
                task_queue=task_queues.host_queue(request.host),
                **policies.BACKING_UP,
            )
        except ActivityError as failure:
            if not is_cancelled_exception(failure):
                await self._give_up(request, report_of(failure, JobPhase.FAILED, "").detail)
            raise
        if result.outcome is BackUpOutcome.SKIPPED:
            await self._give_up(request, BUSY)
        return result

    async def _give_up(self, request: BackUpRequest, problem: str) -> None:
        backup = request.backup
        await workflow.execute_activity_method(
            BackupActivities.failed,
            FailedInput(
                application_id=backup.application_id, backup_id=backup.backup_id, problem=problem
            ),
            task_queue=task_queues.host_queue(request.host),
            **policies.BACKUP_ROUND,
        )
