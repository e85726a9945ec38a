"""The phases that turn a specification into a live version: build, check, start, switch, watch."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from temporalio import workflow

from workflows import beside, planning
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.building.activities import BuildingActivities
    from activities.building.messages import BuildInput, BuildResult
    from activities.containers.activities import ContainerActivities
    from activities.containers.messages import PackageInput
    from activities.deployment.activities import DeploymentActivities
    from activities.deployment.messages import (
        GoLiveInput,
        InstanceInput,
        StartCandidateInput,
        SwitchBackInput,
        TakeDownInput,
        WatchInput,
        where_evidence_is,
    )
    from activities.quality.activities import QualityActivities
    from activities.quality.messages import GateInput, GateOutput
    from activities.quality.report import merge
    from activities.records.activities import RecordsActivities
    from activities.records.messages import RecordVersionInput
    from models.applications import Deployment, Version
    from models.deployments import DeploymentPlan, PlannedInstance
    from models.jobs import JobPhase
    from models.quality import QualityReport
    from models.specification import ApplicationSpecification, DeploymentSettings
    from temporal import task_queues
    from workflows import policies
    from workflows.failures import UNHEALTHY_AFTER_SWITCH, JobStopped, gates_failed
    from workflows.lost_hosts import HostLost
    from workflows.outlasting import both


@dataclass
class Delivery:
    """One version on its way to being live."""

    version: int
    specification: ApplicationSpecification
    slug: str
    previous: Version | None = None
    live: Deployment | None = None
    """What has the traffic when the delivery begins."""
    live_settings: DeploymentSettings | None = None
    """Those of the version that is live."""
    saves_data: bool = False
    restores: str | None = None
    """Reference of the data that comes back with the version."""
    plans: bool = False
    """Whether the run plans before it begins."""
    reserves: bool = False
    """Whether memory is reserved for it now, because nothing was reserved for building it."""
    makes_room_mb: int = 0
    """What the live one gives back before it starts."""
    plan: DeploymentPlan | None = None
    candidate: Deployment | None = None
    build: BuildResult | None = None
    quality: QualityReport | None = None
    snapshot: str | None = None
    url: str = ""
    image: str = field(default="")

    def unjudged(self) -> None:
        """Forget what was said of sources that have changed since."""
        self.quality, self.image = None, ""

    def nowhere(self) -> None:
        """Forget what was on a host that is lost."""
        self.image, self.plan, self.candidate = "", None, None

    def built_by(self, builder: str) -> None:
        """Keep who builds it, for the versions to come."""
        development = self.specification.development.model_copy(update={"builder": builder})
        self.specification = self.specification.model_copy(update={"development": development})


async def build(wf: JobWorkflow, delivery: Delivery) -> BuildResult:
    """Let the builder write the sources; they end in a commit."""
    await wf.enter(JobPhase.BUILDING, "Writing the application")
    previous = delivery.previous
    delivery.build = await wf.act(
        BuildingActivities.build,
        BuildInput(
            job=wf.job,
            version=delivery.version,
            specification=delivery.specification,
            slug=delivery.slug,
            previous=previous.specification if previous else None,
            previous_commit=previous.commit if previous else None,
        ),
        policies.BUILDING,
        queue=task_queues.BUILD,
        summary=f"version {delivery.version}",
    )
    wf.tracker.keep(commit=delivery.build.commit)
    wf.mark("built")
    return delivery.build


async def check_and_package(wf: JobWorkflow, delivery: Delivery, commit: str) -> None:
    """Run all gates while the version is packaged; neither waits for the other.

    Raises:
        JobStopped: A gate blocks.
    """
    await wf.enter(JobPhase.CHECKING, "Checking the application while it is packaged")
    await both(_check(wf, delivery, commit), package(wf, delivery, commit))


async def _check(wf: JobWorkflow, delivery: Delivery, commit: str) -> None:
    """Judge the version; told at once unless the next phase, which tells it too, begins now."""
    minimum = delivery.specification.development.minimum_coverage
    request = GateInput(
        job=wf.job,
        version=delivery.version,
        commit=commit,
        minimum_coverage=minimum,
        builder=delivery.specification.development.builder,
    )
    gates = (QualityActivities.lint, QualityActivities.security, QualityActivities.tests)
    outputs: list[GateOutput] = await asyncio.gather(
        *(wf.act(gate, request, policies.CHECKING, queue=task_queues.QUALITY) for gate in gates)
    )
    results = tuple(result for output in outputs for result in output.results)
    delivery.quality = merge(commit, results, minimum)
    wf.tracker.judged(delivery.quality)
    if not delivery.quality.passed:
        raise gates_failed(delivery.quality)
    wf.mark("checked")
    if not delivery.image:
        await wf.publish()


async def package(wf: JobWorkflow, delivery: Delivery, commit: str) -> None:
    """Package the version; told at once unless the next phase begins now."""
    while True:
        try:
            delivery.image = await _packaged(wf, delivery, commit)
            break
        except HostLost as lost:
            await wf.go_elsewhere(lost)
    wf.mark("packaged")
    if delivery.quality is None:
        await wf.publish()


async def _packaged(wf: JobWorkflow, delivery: Delivery, commit: str) -> str:
    packaged = await wf.act(
        ContainerActivities.package,
        PackageInput(job=wf.job, version=delivery.version, commit=commit),
        policies.PACKAGING,
        queue=wf.host_queue,
    )
    return packaged.image


async def put_live(
    wf: JobWorkflow,
    delivery: Delivery,
    record_of: Callable[[Deployment], Version | None],
    prepare_data: Callable[[], Awaitable[None]] | None = None,
) -> str:
    """Plan, start, switch, watch, record, retire: the one path of deployments and rollbacks.

    Args:
        wf: The job.
        delivery: What shall be live.
        record_of: Returns the record of the version that went live; None if it is recorded.
        prepare_data: What happens to the data between the plan and the start.

    Returns:
        The application's address.

    Raises:
        JobStopped: It did not stay healthy.
    """
    if delivery.plans:
        delivery.plan = await planning.plan(wf, _wanted(delivery))
    if prepare_data is not None:
        await prepare_data()
    # With other data the withdrawal is registered already, to come when the data is back.
    undo = delivery.restores is None or not wf.whole_steps
    candidate = await start_candidate(wf, delivery, undo=undo)
    url = await go_live(wf, delivery, candidate)
    await watch(wf, delivery, candidate)
    await record(wf, delivery, candidate, record_of(candidate))
    await retire_replaced(wf, delivery)
    return url


def _wanted(delivery: Delivery) -> planning.Wanted:
    return planning.Wanted(
        slug=delivery.slug,
        version=delivery.version,
        image=delivery.image,
        specification=delivery.specification,
        live=delivery.live,
        live_settings=delivery.live_settings,
        saves_data=delivery.saves_data,
        restores=delivery.restores,
    )


async def start_candidate(wf: JobWorkflow, delivery: Delivery, *, undo: bool = True) -> Deployment:
    """Start the version beside the live one and wait until it answers; it gets no traffic yet.

    Without ``undo`` the caller has registered the withdrawal already, to come after other steps.
    """
    await wf.enter(JobPhase.DEPLOYING, "Starting it beside what is live")
    candidate = _candidate(wf, delivery)
    if delivery.reserves:
        await beside.reserve(wf, candidate.limits.memory_mb - delivery.makes_room_mb)
    if undo:
        wf.saga.add("withdraw", lambda: withdraw(wf, delivery))
    delivery.candidate = await wf.act(
        DeploymentActivities.start_candidate,
        candidate,
        policies.DEPLOYING,
        queue=wf.host_queue,
    )
    wf.mark("started")
    return delivery.candidate


def _candidate(wf: JobWorkflow, delivery: Delivery) -> StartCandidateInput:
    """Return what the plan says; runs from before there were plans go by the specification."""
    specification = delivery.specification
    starts: PlannedInstance | None = delivery.plan.starts if delivery.plan else None
    return StartCandidateInput(
        job=wf.job,
        version=delivery.version,
        image=starts.image if starts else delivery.image,
        limits=starts.limits if starts else specification.resources,
        settings=starts.settings if starts else specification.deployment,
    )


async def go_live(wf: JobWorkflow, delivery: Delivery, candidate: Deployment) -> str:
    """Give the candidate the traffic; returns the application's address."""
    await wf.go_midway()
    live = await wf.act(
        DeploymentActivities.go_live,
        GoLiveInput(job=wf.job, slug=delivery.slug, candidate=candidate),
        policies.DEPLOYING,
        queue=wf.host_queue,
    )
    delivery.url = live.url
    wf.mark("live", url=live.url)
    return live.url


async def watch(wf: JobWorkflow, delivery: Delivery, candidate: Deployment) -> None:
    """Watch the live version for a while.

    Raises:
        JobStopped: It did not stay healthy; the version before gets the traffic back.
    """
    await wf.enter(JobPhase.WATCHING, "Watching that it stays healthy")
    seen = await wf.act(
        DeploymentActivities.watch,
        WatchInput(
            job=wf.job,
            slug=delivery.slug,
            deployment=candidate,
            health_path=delivery.specification.deployment.health_path,
            seconds=wf.policy.watch_seconds,
            rules=delivery.plan.watch if delivery.plan else None,
            previous=delivery.live,
        ),
        policies.WATCHING,
        queue=wf.host_queue,
    )
    if not seen.healthy:
        raise _unhealthy(wf, delivery, seen.evidence)
    wf.mark("watched")


def _unhealthy(wf: JobWorkflow, delivery: Delivery, evidence: tuple[str, ...]) -> JobStopped:
    if delivery.live is None:
        phase, told = JobPhase.FAILED, "it was taken down again"
    else:
        phase, told = JobPhase.ROLLED_BACK, f"version {delivery.live.version} is live again"
    seen = f" Seen: {evidence[0]}" if evidence else ""
    what = f"Version {delivery.version} did not stay healthy"
    return JobStopped(
        phase,
        UNHEALTHY_AFTER_SWITCH,
        f"{what}, so {told}.{seen}",
        where_evidence_is(wf.job),
        half_undone=f"{what}.{seen}",
    )


async def record(
    wf: JobWorkflow, delivery: Delivery, candidate: Deployment, version: Version | None
) -> None:
    """Keep the version for ever and make it the current one."""
    await wf.note_for_good(
        RecordsActivities.record_version,
        RecordVersionInput(
            job=wf.job,
            version=version,
            current_version=delivery.version,
            deployment=candidate,
            title=delivery.specification.metadata.title,
        ),
    )


async def retire(wf: JobWorkflow, deployment: Deployment) -> None:
    """Drain and stop a version that no longer has the traffic."""
    await wf.act(
        DeploymentActivities.retire,
        InstanceInput(job=wf.job, deployment=deployment),
        policies.UNDOING,
        queue=wf.host_queue,
    )


async def retire_replaced(wf: JobWorkflow, delivery: Delivery) -> None:
    """Retire what was live before, unless it is the very instance that is live now."""
    before, now = delivery.live, delivery.candidate
    if before is not None and now is not None and before.instance != now.instance:
        told = (
            f"Version {before.version}, which was live before, could not be stopped; upkeep will."
        )
        await wf.tidy_up(retire(wf, before), told)


async def withdraw(wf: JobWorkflow, delivery: Delivery) -> None:
    """Undo of a delivery: what was live before is live again, the candidate is gone."""
    queue = wf.host_queue
    if delivery.live is None:
        # What was packaged stays for a retry; upkeep removes it when none comes.
        down = TakeDownInput(job=wf.job, slug=delivery.slug, keep_artefacts=True)
        await wf.act(DeploymentActivities.take_down, down, policies.UNDOING, queue=queue)
        return
    back = SwitchBackInput(
        job=wf.job, slug=delivery.slug, candidate=delivery.candidate, previous=delivery.live
    )
    await wf.act(DeploymentActivities.switch_back, back, policies.UNDOING, queue=queue)
