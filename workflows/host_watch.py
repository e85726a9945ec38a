"""Notices hosts that died; it runs anywhere but on the queue of one of them."""

import asyncio

from temporalio import workflow
from temporalio.exceptions import ActivityError, WorkflowAlreadyStartedError
from temporalio.workflow import ParentClosePolicy

from workflows import patches
from workflows.ids import WorkflowName, evacuation_id

with workflow.unsafe.imports_passed_through():
    from activities.hosts.activities import HostActivities
    from activities.hosts.local_activities import LocalHostActivities
    from activities.hosts.messages import EvacuationInput, OverdueHost
    from temporal import task_queues
    from workflows import policies
    from workflows.lost_hosts import tell_lost
    from workflows.messages import HostLostSignal


@workflow.defn(name=WorkflowName.HOST_WATCH)
class HostWatch:
    """Asks those that were silent for too long; who does not answer is given up."""

    @workflow.run
    async def run(self) -> None:
        """Look once."""
        rescues = workflow.patched(patches.STRANDED_JOBS)
        silent = await workflow.execute_local_activity_method(
            HostActivities.overdue, **policies.BOOKKEEPING
        )
        await asyncio.gather(*(self._ask(host) for host in silent))
        if rescues:
            await self._rescue()

    async def _rescue(self) -> None:
        """Tell the jobs that wait for lost hosts; whoever missed it is told at the next look."""
        stranded = await workflow.execute_local_activity_method(
            HostActivities.stranded, **policies.BOOKKEEPING
        )
        told = (
            tell_lost(job.application_id, HostLostSignal(job_id=job.job_id, host=job.host))
            for job in stranded
        )
        await asyncio.gather(*told)

    async def _ask(self, host: OverdueHost) -> None:
        try:
            await workflow.execute_activity_method(
                LocalHostActivities.ping,
                task_queue=task_queues.host_queue(host.name),
                **policies.PINGING,
            )
        except ActivityError:
            await self._give_up(host)

    async def _give_up(self, host: OverdueHost) -> None:
        given_up = await workflow.execute_activity_method(
            HostActivities.give_up, host, **policies.SURVEYING
        )
        if not given_up.fail_over:
            return
        try:
            await workflow.start_child_workflow(
                WorkflowName.EVACUATE.value,
                EvacuationInput(host=host.name),
                id=evacuation_id(host.name),
                parent_close_policy=ParentClosePolicy.ABANDON,
            )
        except WorkflowAlreadyStartedError:
            return  # it was being drained already: that run goes on with the copies
