"""The end of an application: nothing of it runs, listens or lies around afterwards."""

from temporalio import workflow

from workflows import patches
from workflows.ids import WorkflowName
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.backups.activities import BackupActivities
    from activities.backups.messages import BackUpInput
    from activities.deployment.activities import DeploymentActivities
    from activities.deployment.messages import TakeDownInput
    from models.backups import BackupKind
    from models.jobs import JobKind, JobPhase, JobResult
    from workflows import policies
    from workflows.messages import DeleteApplicationInput, JobOutcome


@workflow.defn(name=WorkflowName.DELETE)
class DeleteApplication(JobWorkflow):
    """Takes an application down and removes its data, unless that shall be kept."""

    @workflow.init
    def __init__(self, request: DeleteApplicationInput) -> None:
        super().__init__(request, JobKind.DELETE)
        self._request = request
        self.deletes = True
        self.erases_sources = not request.keep_data

    @workflow.run
    async def run(self, request: DeleteApplicationInput) -> JobOutcome:
        """Carry the job out; see :class:`workflows.job.JobWorkflow` for signals and queries."""
        return await self.carry_out(self._delete)

    async def _delete(self) -> JobResult:
        for_good = workflow.patched(patches.FOR_GOOD)
        early = workflow.patched(patches.KEPT_DATA_EARLY)
        found = await self.open(JobPhase.DEPLOYING, "Taking the application down")
        keeps = self._request.keep_data and found.application.deployment is not None
        if keeps and (early or workflow.patched(patches.KEPT_DATA)):
            await self._keep_data()
        if for_good:
            self.go_on_for_good("the application is being taken down, and that can't be undone")
        await self.act(
            DeploymentActivities.take_down,
            TakeDownInput(
                job=self.job, slug=found.application.slug, keep_data=self._request.keep_data
            ),
            policies.UNDOING,
            queue=self.host_queue,
        )
        self.tracker.reach("removed")
        kept = (
            "Its data and its backups were kept."
            if self._request.keep_data
            else "Its data is gone for good."
        )
        return JobResult(summary=f"“{found.application.title}” was deleted. {kept}")

    async def _keep_data(self) -> None:
        """Make a last backup: what is kept can be downloaded by its owner."""
        await self.act(
            BackupActivities.back_up,
            BackUpInput(
                application_id=self.job.application_id,
                backup_id=self.job.job_id,
                kind=BackupKind.BEFORE_CHANGE,
                job_id=self.job.job_id,
            ),
            policies.SAVING,
            queue=self.host_queue,
        )
