"""A new instance of the version that is live; visitors notice nothing."""

from temporalio import workflow

from workflows import beside, delivery
from workflows.ids import WorkflowName
from workflows.job import JobWorkflow
from workflows.modify_application import require_live

with workflow.unsafe.imports_passed_through():
    from activities.records.activities import RecordsActivities
    from activities.records.messages import RecordVersionInput
    from models.applications import Deployment
    from models.jobs import JobKind, JobPhase, JobResult
    from workflows.messages import JobOutcome, RestartApplicationInput


@workflow.defn(name=WorkflowName.RESTART)
class RestartApplication(JobWorkflow):
    """Starts another instance beside the live one, switches, and ends the one before.

    An instance is named after the job that started it, so that two of one version can run side by
    side: the same steps as a deployment, without a build and without a watch.
    """

    @workflow.init
    def __init__(self, request: RestartApplicationInput) -> None:
        super().__init__(request, JobKind.RESTART)
        self._request = request

    @workflow.run
    async def run(self, request: RestartApplicationInput) -> JobOutcome:
        """Carry the job out; see :class:`workflows.job.JobWorkflow` for signals and queries."""
        return await self.carry_out(self._restart)

    async def _restart(self) -> JobResult:
        reserves = beside.reserves()
        found = await self.open(JobPhase.DEPLOYING, "Starting a new instance")
        current = require_live(found)
        item = delivery.Delivery(
            version=current.number,
            specification=current.specification,
            slug=found.application.slug or "",
            live=found.application.deployment,
            image=current.image,
            reserves=reserves,
        )
        candidate = await delivery.start_candidate(self, item)
        url = await delivery.go_live(self, item, candidate)
        await self._record(found.application.title, candidate)
        await delivery.retire_replaced(self, item)
        summary = f"Version {current.number} runs anew."
        return JobResult(version=current.number, url=url, summary=summary)

    async def _record(self, title: str, candidate: Deployment) -> None:
        """Keep what runs now; all else of the application stays as its owner has named it."""
        await self.note_for_good(
            RecordsActivities.record_version,
            RecordVersionInput(
                job=self.job, current_version=candidate.version, deployment=candidate, title=title
            ),
        )
