"""A round of scheduled backups on one host: whoever's turn it is, a few at a time."""

import asyncio
from collections import Counter

from temporalio import workflow
from temporalio.exceptions import ActivityError, is_cancelled_exception

from workflows.ids import WorkflowName

with workflow.unsafe.imports_passed_through():
    from activities.backups.activities import BackupActivities
    from activities.backups.messages import BackUpInput, BackUpResult, RoundInput, RoundResult
    from temporal import task_queues
    from workflows import policies


@workflow.defn(name=WorkflowName.BACK_UP_ALL)
class BackUpApplications:
    """Backs up each application whose turn it is; one that fails does not hold up the others."""

    @workflow.run
    async def run(self, request: RoundInput) -> RoundResult:
        """Make the backups that are due, then keep all backups in order."""
        queue = task_queues.host_queue(request.host)
        due = await workflow.execute_activity_method(
            BackupActivities.due, request, task_queue=queue, **policies.BACKUP_ROUND
        )
        turns = asyncio.Semaphore(due.concurrency)

        async def take_turn(one: BackUpInput) -> str:
            async with turns:
                return await _back_up(one, queue)

        outcomes = Counter(await asyncio.gather(*(take_turn(one) for one in due.backups)))
        await workflow.execute_activity_method(
            BackupActivities.tidy, request, task_queue=queue, **policies.BACKING_UP
        )
        return RoundResult(**outcomes)


async def _back_up(one: BackUpInput, queue: str) -> str:
    try:
        result: BackUpResult = await workflow.execute_activity_method(
            BackupActivities.back_up,
            one,
            task_queue=queue,
            summary=one.application_id,
            **policies.BACKING_UP,
        )
    except ActivityError as failure:
        if is_cancelled_exception(failure):
            raise
        workflow.logger.error("backup failed", extra={"application_id": one.application_id})
        return "failed"
    return result.outcome.value
