"""From a sentence to a live application."""

from collections.abc import Callable

from temporalio import workflow

from workflows import building, conversation, delivery, line, patches, placing, planning, retrying
from workflows.ids import WorkflowName
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.building.messages import BuildResult
    from activities.records.activities import RecordsActivities
    from activities.records.messages import ReserveInput
    from models.applications import Deployment, Version
    from models.builders import AUTO, EMBEDDED
    from models.jobs import JobKind, JobPhase, JobResult
    from models.quality import QualityReport
    from models.specification import ApplicationKind, ApplicationSpecification
    from workflows.lost_hosts import HostLost
    from workflows.messages import CreateApplicationInput, JobOutcome


@workflow.defn(name=WorkflowName.CREATE)
class CreateApplication(JobWorkflow):
    """Talks, specifies, builds, checks, deploys and watches a new application."""

    @workflow.init
    def __init__(self, request: CreateApplicationInput) -> None:
        super().__init__(request, JobKind.CREATE, request.request)
        self._request = request
        self._item: delivery.Delivery | None = None
        """What another host can take, if its host is lost."""

    @workflow.run
    async def run(self, request: CreateApplicationInput) -> JobOutcome:
        """Carry the job out; see :class:`workflows.job.JobWorkflow` for signals and queries."""
        return await self.carry_out(self._create)

    async def _create(self) -> JobResult:
        request = self._request
        wanted = request.builder if workflow.patched(patches.BUILDERS) else EMBEDDED
        plans = planning.plans()
        places = workflow.patched(patches.PLACEMENT)
        await self.open(JobPhase.ANALYSING, "Reading what you wrote", request.application)
        # One that was named is looked for at once; the best there is, when it is needed.
        at_once = wanted != AUTO and self.adopted is None
        chosen = await building.choose(self, wanted) if at_once else None
        specification = retrying.agreed_before(self) or await conversation.agree_on_specification(
            self, name=request.name, automatically=request.auto_approve
        )
        self.tracker.keep(approved_by=self.approver(automatically=request.auto_approve))
        item = await self._prepare(specification)
        self._item = item if places else None
        if places:
            await placing.choose(self, specification.resources)
        await self._wait_for_room(item)
        built = await retrying.built_before(self, item) or await building.make(
            self, item, chosen or await building.choose_again(self, wanted)
        )
        item.plans = plans
        approved = self.approver(automatically=request.auto_approve)
        url = await self._put_live(
            item, built, lambda candidate: new_version(self, item, built, candidate, approved)
        )
        return _result(item, url)

    async def _put_live(
        self,
        item: delivery.Delivery,
        built: BuildResult,
        record_of: Callable[[Deployment], Version | None],
    ) -> str:
        """Put it live; when its host is lost meanwhile, what was built is put live on another."""
        while True:
            try:
                return await delivery.put_live(self, item, record_of)
            except HostLost as lost:
                await self.undo()
                item.nowhere()
                await self.go_elsewhere(lost)
                await delivery.package(self, item, built.commit)

    async def _wait_for_room(self, item: delivery.Delivery) -> None:
        try:
            await line.wait_for_room(self, item)
        except HostLost as lost:
            await self.go_elsewhere(lost)

    async def go_elsewhere(self, lost: HostLost) -> None:
        """Take another host: nothing of a new application is needed from the one that is lost."""
        if self._item is None:
            raise lost
        found = f"{lost.detail.partition(',')[0]}; going on elsewhere"
        self.tracker.tell(JobPhase.QUEUED, found)
        await self.publish()
        await placing.choose(self, self._item.specification.resources, left=lost.host)
        await self._wait_for_room(self._item)
        if self._item.build is not None:
            await self.enter(JobPhase.CHECKING, f"Going on with what was built on '{self.host}'")

    async def _prepare(self, specification: ApplicationSpecification) -> delivery.Delivery:
        title = specification.metadata.title
        reserved = await self.note(
            RecordsActivities.reserve, ReserveInput(job=self.job, title=title)
        )
        return delivery.Delivery(
            version=reserved.version, specification=specification, slug=reserved.slug
        )


def new_version(
    wf: JobWorkflow,
    item: delivery.Delivery,
    built: BuildResult,
    candidate: Deployment,
    approved_by: str,
) -> Version:
    """Return the record of a version that just went live."""
    quality = item.quality
    if not isinstance(quality, QualityReport):
        raise TypeError("a version without a quality report can't go live")
    return Version(
        application_id=wf.job.application_id,
        number=item.version,
        specification=item.specification,
        commit=built.commit,
        image=candidate.image,
        runtime=candidate.runtime,
        quality=quality,
        snapshot=item.snapshot,
        created_at=workflow.now(),
        job_id=wf.job.job_id,
        reason=wf.conversation.request,
        approved_by=approved_by,
    )


_FIRST_STEPS = {
    ApplicationKind.RECORDS: "Open {url} and add your first entry.",
    ApplicationKind.API: "Open {url}: it describes every address.",
    ApplicationKind.SITE: "Open {url} and look whether every page says what it should.",
}


def _result(item: delivery.Delivery, url: str) -> JobResult:
    title = item.specification.metadata.title
    return JobResult(
        version=item.version,
        url=url,
        summary=f"“{title}” is live.",
        next_steps=(
            _FIRST_STEPS[item.specification.architecture.kind].format(url=url),
            f'Say what should change: orchestrator modify {item.slug} "…"',
        ),
    )
