"""Return of an application's data to a backup; the version that is live stays the same."""

from typing import Any

from temporalio import workflow

from workflows import beside, delivery
from workflows.ids import WorkflowName
from workflows.job import JobWorkflow
from workflows.modify_application import require_live
from workflows.replacing import Replacement

with workflow.unsafe.imports_passed_through():
    from activities.backups.activities import BackupActivities
    from activities.backups.messages import BackUpInput, BackUpOutcome, ChosenInput
    from activities.records.messages import OpenJobResult
    from models.applications import Deployment
    from models.backups import BackupKind
    from models.jobs import JobKind, JobPhase, JobResult
    from workflows import policies
    from workflows.failures import JobStopped
    from workflows.messages import JobOutcome, RestoreApplicationInput


@workflow.defn(name=WorkflowName.RESTORE)
class RestoreApplication(JobWorkflow):
    """Saves today's data, puts a backup in its place, and lets the application answer on it."""

    @workflow.init
    def __init__(self, request: RestoreApplicationInput) -> None:
        super().__init__(request, JobKind.RESTORE)
        self._request = request

    @workflow.run
    async def run(self, request: RestoreApplicationInput) -> JobOutcome:
        """Carry the job out; see :class:`workflows.job.JobWorkflow` for signals and queries."""
        return await self.carry_out(self._restore)

    async def _restore(self) -> JobResult:
        reserves = beside.reserves()
        found = await self.open(JobPhase.DEPLOYING, "Looking at the backup")
        current, live = require_live(found), _require_deployed(found)
        chosen = self._chosen(self._request.backup_id, current.number)
        backup = await self.act(
            BackupActivities.check, chosen, policies.SAVING, queue=self.host_queue
        )
        self.mark("found")
        item = delivery.Delivery(
            version=current.number,
            specification=current.specification,
            slug=found.application.slug or "",
            live=live,
            image=current.image,
            reserves=reserves,
            makes_room_mb=beside.share_of(found.application),
        )
        await self._replace_data(item, live, chosen)
        candidate = await delivery.start_candidate(self, item, undo=False)
        url = await delivery.go_live(self, item, candidate)
        await delivery.watch(self, item, candidate)
        await delivery.record(self, item, candidate, None)
        await delivery.retire_replaced(self, item)
        summary = (
            f"The data of {backup.taken_at:%Y-%m-%d %H:%M} UTC is back. What it replaced is a"
            f" backup itself: {self.job.job_id}."
        )
        return JobResult(version=current.number, url=url, summary=summary)

    async def _replace_data(
        self, item: delivery.Delivery, live: Deployment, chosen: ChosenInput
    ) -> None:
        """Stop the application, save its data, replace it.

        On failure the data comes back first, and then the instance that was live on it.
        """
        await self.publish()
        replacement = Replacement(self, item)
        await replacement.stop(live)
        saved = await self.act(
            BackupActivities.back_up,
            BackUpInput(
                application_id=self.job.application_id,
                # The job's own id: each attempt finds what an earlier one saved.
                backup_id=self.job.job_id,
                kind=BackupKind.BEFORE_CHANGE,
                job_id=self.job.job_id,
            ),
            policies.SAVING,
            queue=self.host_queue,
        )
        if saved.outcome is not BackUpOutcome.MADE:
            raise _not_saved()
        await self.reach("saved")
        back = self._chosen(self.job.job_id, item.version)
        replacement.saved(lambda: self._put(back, policies.PUTTING_BACK))
        await self._put(chosen, policies.SAVING)
        self.mark("restored")

    async def _put(self, chosen: ChosenInput, options: dict[str, Any]) -> None:
        await self.act(BackupActivities.put_back, chosen, options, queue=self.host_queue)

    def _chosen(self, backup_id: str, version: int) -> ChosenInput:
        return ChosenInput(job=self.job, backup_id=backup_id, version=version)


def _require_deployed(found: OpenJobResult) -> Deployment:
    """Return what is live: the undo of a job without it would take the application down.

    Raises:
        JobStopped: Nothing is.
    """
    if found.application.deployment is None:
        raise JobStopped(
            JobPhase.FAILED,
            "never_live",
            "Nothing of this application is deployed, so there is no data to replace.",
            "Create the application again.",
        )
    return found.application.deployment


def _not_saved() -> JobStopped:
    return JobStopped(
        JobPhase.FAILED,
        "not_saved",
        "Today's data could not be saved, so it was not replaced.",
        "Try again; if it happens again, tell the operator.",
    )
