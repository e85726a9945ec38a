"""Activities under their real names and with their real types, that record what they are told."""

import asyncio
from collections.abc import Callable
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.backups.messages import (
    BackUpInput,
    BackUpOutcome,
    BackUpResult,
    ChosenInput,
    DrillInput,
    DrillOutcome,
    DrillResult,
    DrillsDue,
    DueResult,
    FailedInput,
    RoundInput,
    TidyResult,
)
from activities.building.messages import BuildInput, BuildResult
from activities.building.turns.messages import ChooseInput, ChooseResult
from activities.containers.messages import PackageInput, PackageResult
from activities.deployment.messages import (
    ApplyStateInput,
    ApplyStateResult,
    GoLiveInput,
    GoLiveResult,
    InstanceInput,
    PlanInput,
    PlanResult,
    StartCandidateInput,
    SwitchBackInput,
    TakeDownInput,
    WatchInput,
    WatchResult,
)
from activities.deployment.planning import HostFacts, plan_deployment, told
from activities.hosts.messages import (
    ClearInput,
    CopyFound,
    ForwardInput,
    PlaceInput,
    PlaceResult,
    RestoreCopyInput,
    SettleInput,
)
from activities.migration.messages import RestoreInput, SnapshotInput, SnapshotResult
from activities.quality.messages import GateInput, GateOutput
from activities.queue.messages import AdmitInput, BesideInput, BesideResult, JoinInput
from activities.records.messages import (
    AdoptInput,
    CloseJobInput,
    LeftDataResult,
    OpenJobInput,
    OpenJobResult,
    PublishInput,
    RecordVersionInput,
    ReserveInput,
    ReserveResult,
    VersionInput,
)
from activities.resources.messages import CleanUpInput, CleanUpReport, Removal, TendResult
from activities.specification.messages import WriteSpecificationInput, WriteSpecificationResult
from activities.understanding.messages import (
    AnalyseChangeInput,
    AnalyseChangeResult,
    AnalyseInput,
    AnalyseResult,
)
from models.applications import (
    Application,
    ApplicationStatus,
    Deployment,
    RuntimeName,
    Version,
)
from models.backups import Backup
from models.checkpoints import Adopted
from models.conversation import Question
from models.deployments import PlannedInstance, WatchRules
from models.jobs import EventDraft, JobContext, JobProgress
from models.proposal import SummaryPart, SummarySection
from models.quality import GateName, GateResult
from models.queue import Joined, QueuePlace, Shortage
from tests import samples


class FakeActivities:
    """A whole world in memory; attributes say what goes wrong."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.inputs: dict[str, list[Any]] = {}
        self.events: list[EventDraft] = []
        self.progress: list[JobProgress] = []
        self.closed: list[CloseJobInput] = []
        self.application: Application | None = None
        self.versions: dict[int, Version] = {}
        self.questions: tuple[Question, ...] = ()
        self.failing_gate: GateName | None = None
        self.healthy = True
        self.fail: dict[str, ApplicationError] = {}
        self.fail_once: dict[str, ApplicationError] = {}
        self.hang: set[str] = set()
        self.refused_change = False
        self.before: PlannedInstance | None = None
        """A version that is rolled back to, as it ran when it was last live."""
        self.backed_up = BackUpOutcome.MADE
        self.due_backups: tuple[BackUpInput, ...] = ()
        self.in_line: QueuePlace | None = None
        """Where each job stands in line; None lets it in at once."""
        self.short: Shortage | None = None
        """What a second version lacks beside the first."""
        self.placements: list[PlaceResult] = []
        self.copy = CopyFound()
        self.adopted: Adopted | None = None

    def all(self) -> list[Callable[..., Any]]:
        """Return the activities, for a worker."""
        members = (getattr(self, name) for name in dir(self) if not name.startswith("__"))
        return [member for member in members if hasattr(member, "__temporal_activity_definition")]

    async def _called(self, name: str, argument: Any) -> None:
        self.calls.append(name)
        self.inputs.setdefault(name, []).append(argument)
        while name in self.hang:
            activity.heartbeat()
            await asyncio.sleep(0.1)
        if name in self.fail_once:
            raise self.fail_once.pop(name)
        if name in self.fail:
            raise self.fail[name]

    @activity.defn(name="records.open_job")
    async def open_job(self, request: OpenJobInput) -> OpenJobResult:
        self.application = request.application or self.application
        assert self.application is not None
        self.progress.append(request.job.progress)
        self.events.extend(request.events)
        current = self.versions.get(self.application.current_version or 0)
        return OpenJobResult(application=self.application, current=current)

    @activity.defn(name="resources.tend")
    async def tend(self) -> TendResult:
        await self._called("tend", None)
        return TendResult(measured=2)

    @activity.defn(name="resources.clean_up")
    async def clean_up(self, request: CleanUpInput) -> CleanUpReport:
        await self._called("clean_up", request)
        gone = Removal(kind="image", name="sha256:1", megabytes=2.5, why="it is old")
        return CleanUpReport(dry_run=request.dry_run, removed=(gone,), count=1, megabytes=2.5)

    @activity.defn(name="records.adopt")
    async def adopt(self, request: AdoptInput) -> Adopted:
        await self._called("adopt", request)
        assert self.adopted is not None
        return self.adopted

    @activity.defn(name="records.publish")
    async def publish(self, request: PublishInput) -> None:
        self.progress.append(request.progress)
        self.events.extend(request.events)

    @activity.defn(name="records.reserve")
    async def reserve(self, request: ReserveInput) -> ReserveResult:
        number = max(self.versions, default=0) + 1
        slug = self.application.slug if self.application else None
        return ReserveResult(version=number, slug=slug or request.title.lower().replace(" ", "-"))

    @activity.defn(name="records.version")
    async def version(self, request: VersionInput) -> Version:
        if request.number not in self.versions:
            raise ApplicationError("no such version", type="not_found", non_retryable=True)
        return self.versions[request.number]

    @activity.defn(name="records.left_data")
    async def left_data(self, request: VersionInput) -> LeftDataResult:
        later = [number for number in self.versions if number > request.number]
        snapshot = self.versions[min(later)].snapshot if later else None
        return LeftDataResult(snapshot=snapshot)

    @activity.defn(name="records.record_version")
    async def record_version(self, request: RecordVersionInput) -> None:
        await self._called("record_version", request)
        if request.version is not None:
            self.versions[request.version.number] = request.version

    @activity.defn(name="records.close_job")
    async def close_job(self, request: CloseJobInput) -> None:
        self.progress.append(request.progress)
        self.events.extend(request.events)
        self.closed.append(request)

    @activity.defn(name="deployment.place")
    async def place(self, request: PlaceInput) -> PlaceResult:
        self.inputs.setdefault("place", []).append(request)
        if self.placements:
            return self.placements.pop(0)
        return PlaceResult(host=request.default)

    @activity.defn(name="hosts.latest_copy")
    async def latest_copy(self, job: JobContext) -> CopyFound:
        return self.copy

    @activity.defn(name="hosts.settle")
    async def settle(self, request: SettleInput) -> None:
        await self._called("settle", request)

    @activity.defn(name="hosts.restore")
    async def restore_copy(self, request: RestoreCopyInput) -> None:
        await self._called(f"restore {request.reference}", request)

    @activity.defn(name="hosts.clear")
    async def clear(self, request: ClearInput) -> None:
        await self._called(f"clear {activity.info().task_queue}", request)

    @activity.defn(name="hosts.forward")
    async def forward(self, request: ForwardInput) -> None:
        await self._called(f"forward {activity.info().task_queue}", request)

    @activity.defn(name="understanding.analyse")
    async def analyse(self, request: AnalyseInput) -> AnalyseResult:
        await self._called("analyse", request)
        return AnalyseResult(understanding=samples.understanding(), questions=self.questions)

    @activity.defn(name="understanding.analyse_change")
    async def analyse_change(self, request: AnalyseChangeInput) -> AnalyseChangeResult:
        await self._called("analyse_change", request)
        return AnalyseChangeResult(
            specification=request.specification, changes=(f"Adds what “{request.request}” says.",)
        )

    @activity.defn(name="specification.write")
    async def write(self, request: WriteSpecificationInput) -> WriteSpecificationResult:
        await self._called("write", request)
        if request.changes and self.refused_change:
            raise ApplicationError(
                "I did not understand that.",
                {"remedy": "Say it in other words."},
                type="request_refused",
                non_retryable=True,
            )
        return WriteSpecificationResult(
            specification=samples.reading_list(),
            sections=(
                SummarySection(
                    part=SummaryPart.GETS,
                    heading="What you will get",
                    sentences=("You get a list of books.",),
                ),
            ),
        )

    @activity.defn(name="queue.join")
    async def join(self, request: JoinInput) -> Joined:
        await self._called("join", request)
        return Joined(granted=self.in_line is None, place=self.in_line)

    @activity.defn(name="queue.beside")
    async def beside(self, request: BesideInput) -> BesideResult:
        self.inputs.setdefault("beside", []).append(request)
        return BesideResult(short=self.short)

    @activity.defn(name="queue.admit")
    async def admit(self, request: AdmitInput) -> None:
        await self._called("admit", request)

    @activity.defn(name="building.choose")
    async def choose(self, request: ChooseInput) -> ChooseResult:
        await self._called("choose", request)
        return ChooseResult(name="scaffold", agent=False, because="No agent is set up here.")

    @activity.defn(name="building.build")
    async def build(self, request: BuildInput) -> BuildResult:
        await self._called("build", request)
        return BuildResult(commit=f"commit-{request.version}", files=3, lines=90, summary="3 files")

    @activity.defn(name="quality.lint")
    async def lint(self, request: GateInput) -> GateOutput:
        return await self._gate(request, GateName.LINT)

    @activity.defn(name="quality.security")
    async def security(self, request: GateInput) -> GateOutput:
        return await self._gate(request, GateName.SECURITY)

    @activity.defn(name="quality.tests")
    async def tests(self, request: GateInput) -> GateOutput:
        return await self._gate(request, GateName.TESTS, GateName.COVERAGE)

    async def _gate(self, request: GateInput, *names: GateName) -> GateOutput:
        await self._called(names[0], request)
        return GateOutput(
            results=tuple(
                GateResult(gate=name, passed=name is not self.failing_gate, summary="looked at it")
                for name in names
            )
        )

    @activity.defn(name="containers.package")
    async def package(self, request: PackageInput) -> PackageResult:
        await self._called("package", request)
        return PackageResult(image=f"image-{request.version}", runtime=RuntimeName.PROCESS)

    @activity.defn(name="deployment.plan")
    async def plan(self, request: PlanInput) -> PlanResult:
        await self._called("plan", request)
        host = HostFacts(
            name="local",
            runtime=RuntimeName.PROCESS,
            address=f"http://{request.slug}.localhost:8780",
            data_folder="/data",
            watch=WatchRules(),
        )
        plan = plan_deployment(request, host, self.before, samples.NOW)
        return PlanResult(plan=plan, summary=told(plan))

    @activity.defn(name="deployment.start_candidate")
    async def start_candidate(self, request: StartCandidateInput) -> Deployment:
        await self._called("start_candidate", request)
        return samples.deployment(request.version)

    @activity.defn(name="deployment.go_live")
    async def go_live(self, request: GoLiveInput) -> GoLiveResult:
        await self._called("go_live", request)
        return GoLiveResult(url=f"http://{request.slug}.localhost:8780", switched=True)

    @activity.defn(name="deployment.watch")
    async def watch(self, request: WatchInput) -> WatchResult:
        await self._called("watch", request)
        evidence = () if self.healthy else ("GET /healthz answered 500",)
        return WatchResult(healthy=self.healthy, probes=5, evidence=evidence)

    @activity.defn(name="deployment.retire")
    async def retire(self, request: InstanceInput) -> None:
        await self._called(f"retire {request.deployment.instance}", request)

    @activity.defn(name="deployment.switch_back")
    async def switch_back(self, request: SwitchBackInput) -> None:
        await self._called("switch_back", request)

    @activity.defn(name="deployment.take_down")
    async def take_down(self, request: TakeDownInput) -> None:
        await self._called("take_down", request)

    @activity.defn(name="migration.snapshot")
    async def snapshot(self, request: SnapshotInput) -> SnapshotResult:
        await self._called("snapshot", request)
        return SnapshotResult(reference=f"snapshot-{request.version}", bytes=10)

    @activity.defn(name="migration.restore")
    async def restore(self, request: RestoreInput) -> None:
        await self._called(f"restore {request.reference}", request)

    @activity.defn(name="backups.check")
    async def check(self, request: ChosenInput) -> Backup:
        await self._called("check", request)
        return samples.backup(request.job.application_id, request.backup_id)

    @activity.defn(name="backups.back_up")
    async def back_up(self, request: BackUpInput) -> BackUpResult:
        await self._called("back_up", request)
        return BackUpResult(outcome=self.backed_up, bytes=10)

    @activity.defn(name="backups.put_back")
    async def put_back(self, request: ChosenInput) -> None:
        await self._called(f"put_back {request.backup_id}", request)

    @activity.defn(name="backups.failed")
    async def failed(self, request: FailedInput) -> None:
        await self._called("failed", request)

    @activity.defn(name="backups.due")
    async def due(self, request: RoundInput) -> DueResult:
        await self._called("due", request)
        return DueResult(backups=self.due_backups, concurrency=2)

    @activity.defn(name="backups.tidy")
    async def tidy(self, request: RoundInput) -> TidyResult:
        await self._called("tidy", request)
        return TidyResult()

    @activity.defn(name="backups.drills_due")
    async def drills_due(self, request: RoundInput) -> DrillsDue:
        await self._called("drills_due", request)
        return DrillsDue(applications=tuple(b.application_id for b in self.due_backups))

    @activity.defn(name="backups.drill")
    async def drill(self, request: DrillInput) -> DrillResult:
        await self._called("drill", request)
        return DrillResult(outcome=DrillOutcome.PROVED)

    @activity.defn(name="deployment.reconcile")
    async def reconcile(self) -> None:
        await self._called("reconcile", None)

    @activity.defn(name="deployment.apply_state")
    async def apply_state(self, request: ApplyStateInput) -> ApplyStateResult:
        await self._called("apply_state", request)
        return ApplyStateResult(status=ApplicationStatus.STOPPED)
