"""A change of a live application, without losing its data."""

from temporalio import workflow

from workflows import building, delivery, line, planning, retrying
from workflows.change_talk import agree_on_change
from workflows.create_application import new_version
from workflows.ids import WorkflowName
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.migration.activities import MigrationActivities
    from activities.migration.messages import SnapshotInput
    from activities.records.activities import RecordsActivities
    from activities.records.messages import OpenJobResult, ReserveInput
    from models.applications import Version
    from models.jobs import JobKind, JobPhase, JobResult
    from models.specification import ApplicationSpecification
    from workflows import policies
    from workflows.failures import JobStopped
    from workflows.messages import JobOutcome, ModifyApplicationInput


@workflow.defn(name=WorkflowName.MODIFY)
class ModifyApplication(JobWorkflow):
    """Understands a change, builds and checks it, saves the data, and switches."""

    @workflow.init
    def __init__(self, request: ModifyApplicationInput) -> None:
        super().__init__(request, JobKind.MODIFY, request.request)
        self._request = request

    @workflow.run
    async def run(self, request: ModifyApplicationInput) -> JobOutcome:
        """Carry the job out; see :class:`workflows.job.JobWorkflow` for signals and queries."""
        return await self.carry_out(self._modify)

    async def _modify(self) -> JobResult:
        plans = planning.plans()
        found = await self.open(JobPhase.ANALYSING, "Reading what you would like to change")
        current = require_live(found)
        specification, changes = await self._agree(current)
        reserved = await self.note(
            RecordsActivities.reserve,
            ReserveInput(job=self.job, title=specification.metadata.title),
        )
        item = delivery.Delivery(
            version=reserved.version,
            specification=specification,
            slug=reserved.slug,
            previous=current,
            live=found.application.deployment,
            live_settings=current.specification.deployment,
            saves_data=True,
            plans=plans,
        )
        await line.wait_for_room(self, item)
        wanted = current.specification.development.builder
        built = await retrying.built_before(self, item) or await building.make(
            self, item, await building.choose(self, wanted, kept=True)
        )
        approved = self.approver(automatically=self._request.auto_approve)
        url = await delivery.put_live(
            self,
            item,
            lambda candidate: new_version(self, item, built, candidate, approved),
            prepare_data=lambda: self._save_data(item),
        )
        return JobResult(version=item.version, url=url, summary=" ".join(changes))

    async def _agree(self, current: Version) -> tuple[ApplicationSpecification, tuple[str, ...]]:
        before, adopted = retrying.agreed_before(self), self.adopted
        if before is not None and adopted is not None:
            specification, changes = before, adopted.changes
        else:
            specification, changes = await agree_on_change(
                self, current.specification, automatically=self._request.auto_approve
            )
        approved = self.approver(automatically=self._request.auto_approve)
        self.tracker.keep(approved_by=approved, changes=changes)
        return specification, changes

    async def _save_data(self, item: delivery.Delivery) -> None:
        await self.enter(JobPhase.DEPLOYING, "Saving your data before the new version starts")
        await self.go_midway()
        saved = await self.act(
            MigrationActivities.snapshot,
            SnapshotInput(job=self.job, version=item.version),
            policies.SAVING,
            queue=self.host_queue,
        )
        item.snapshot = saved.reference
        self.saga.add("name the copy", lambda: self._name_copy(item))
        self.mark("saved")

    async def _name_copy(self, item: delivery.Delivery) -> None:
        """Undo nothing of the data: what visitors entered meanwhile would be lost with it."""
        copy = self.job.job_id
        self.remedies.append(
            f"The new version may have changed how your data is kept. As it was before, it is the"
            f" backup {copy}: if something is amiss, 'orchestrator restore {item.slug} {copy}'"
            " brings it back, without what was entered since."
        )


def require_live(found: OpenJobResult) -> Version:
    """Return the current version.

    Raises:
        JobStopped: No version was ever live.
    """
    if found.current is None or found.application.slug is None:
        raise JobStopped(
            JobPhase.FAILED,
            "never_live",
            "No version of this application was ever live, so there is nothing to work on.",
            "Create the application again.",
        )
    return found.current
