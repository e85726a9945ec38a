"""Return to an earlier version: the same steps as a deployment, without a build."""

from typing import Any

from temporalio import workflow
from temporalio.exceptions import FailureError

from workflows import beside, delivery, patches, planning
from workflows.ids import WorkflowName
from workflows.job import JobWorkflow
from workflows.modify_application import require_live
from workflows.replacing import Replacement

with workflow.unsafe.imports_passed_through():
    from activities.migration.activities import MigrationActivities
    from activities.migration.messages import RestoreInput, SnapshotInput
    from activities.records.activities import RecordsActivities
    from activities.records.messages import VersionInput
    from models.applications import Version
    from models.errors import NotFound
    from models.jobs import JobKind, JobPhase, JobResult
    from workflows import policies
    from workflows.failures import JobStopped, code_of
    from workflows.messages import JobOutcome, RollBackApplicationInput


@workflow.defn(name=WorkflowName.ROLL_BACK)
class RollBackApplication(JobWorkflow):
    """Makes an earlier version live again, on demand with its data."""

    @workflow.init
    def __init__(self, request: RollBackApplicationInput) -> None:
        super().__init__(request, JobKind.ROLL_BACK)
        self._request = request
        self._asks_records = False
        """Whether the records say which copy of the data is the target's."""

    @workflow.run
    async def run(self, request: RollBackApplicationInput) -> JobOutcome:
        """Carry the job out; see :class:`workflows.job.JobWorkflow` for signals and queries."""
        return await self.carry_out(self._roll_back)

    async def _roll_back(self) -> JobResult:
        plans, reserves = planning.plans(), beside.reserves()
        self._asks_records = workflow.patched(patches.LEFT_DATA)
        message = f"Bringing back version {self._request.version}"
        found = await self.open(JobPhase.DEPLOYING, message)
        current = require_live(found)
        target = await self._version(self._request.version)
        snapshot = await self._snapshot_left_by(target) if self._request.restore_data else None
        self.mark("found")
        item = delivery.Delivery(
            version=target.number,
            specification=target.specification,
            slug=found.application.slug or "",
            live=found.application.deployment,
            live_settings=current.specification.deployment,
            restores=snapshot,
            plans=plans,
            reserves=reserves,
            makes_room_mb=beside.share_of(found.application) if snapshot else 0,
            image=target.image,
        )
        url = await delivery.put_live(
            self,
            item,
            record_of=lambda _: None,  # it has its record since it was made
            prepare_data=lambda: self._restore(item),
        )
        summary = f"Version {target.number} is live again."
        return JobResult(version=target.number, url=url, summary=summary)

    async def _version(self, number: int) -> Version:
        return await self.note(RecordsActivities.version, VersionInput(job=self.job, number=number))

    async def _snapshot_left_by(self, target: Version) -> str:
        """Return the data as it was when the target was replaced last."""
        if self._asks_records:
            wanted = VersionInput(job=self.job, number=target.number)
            snapshot = (await self.note(RecordsActivities.left_data, wanted)).snapshot
        else:
            snapshot = await self._snapshot_of(target.number + 1)
        if snapshot is None:
            raise JobStopped(
                JobPhase.FAILED,
                "no_snapshot",
                f"No copy of the data of version {target.number} was kept, so nothing was changed.",
                "Roll back without restoring the data; what you entered since then stays.",
            )
        return snapshot

    async def _snapshot_of(self, number: int) -> str | None:
        try:
            return (await self._version(number)).snapshot
        except FailureError as failure:
            if code_of(failure) != NotFound.code:
                raise
            return None

    async def _restore(self, item: delivery.Delivery) -> None:
        """Put the old data in place of today's, which is saved first and comes back on failure."""
        if item.restores is None:
            return
        await self.publish()
        replacement = Replacement(self, item)
        await replacement.stop(item.live)
        saved = await self.act(
            MigrationActivities.snapshot,
            SnapshotInput(job=self.job, version=item.version),
            policies.SAVING,
            queue=self.host_queue,
        )
        replacement.saved(lambda: self._put_back(item, saved.reference))
        await self._replace_data(item.restores, policies.SAVING)

    async def _put_back(self, item: delivery.Delivery, reference: str) -> None:
        if item.candidate is not None:
            await delivery.retire(self, item.candidate)
        await self._replace_data(reference, policies.PUTTING_BACK)

    async def _replace_data(self, reference: str, options: dict[str, Any]) -> None:
        await self.act(
            MigrationActivities.restore,
            RestoreInput(job=self.job, reference=reference),
            options,
            queue=self.host_queue,
        )
