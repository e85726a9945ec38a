"""Activities that take a given time and do nothing else, under their real names and types."""

import asyncio
from collections.abc import Callable
from typing import Any

from temporalio import activity

from activities.building.messages import BuildInput, BuildResult
from activities.building.turns.messages import ChooseInput, ChooseResult
from activities.containers.messages import PackageInput, PackageResult
from activities.deployment.messages import (
    GoLiveInput,
    GoLiveResult,
    PlanInput,
    PlanResult,
    StartCandidateInput,
    WatchInput,
    WatchResult,
)
from activities.deployment.planning import HostFacts, plan_deployment, told
from activities.hosts.messages import PlaceInput, PlaceResult
from activities.quality.messages import GateInput, GateOutput
from activities.specification.messages import WriteSpecificationInput, WriteSpecificationResult
from activities.understanding.messages import AnalyseInput, AnalyseResult
from models.applications import Deployment, Endpoint, RuntimeName
from models.base import utc_now
from models.deployments import WatchRules
from models.proposal import SummaryPart, SummarySection
from models.quality import GateName, GateResult
from models.specification import ApplicationSpecification
from temporal import task_queues

STEPS_ON_CRITICAL_PATH = 9
"""Understand, specify, choose, build, check (beside package), plan, start, go live, watch."""


class ScriptedActivities:
    """A creation in which every step takes ``seconds``."""

    def __init__(
        self, seconds: float, analysed: AnalyseResult, specification: ApplicationSpecification
    ) -> None:
        self.seconds = seconds
        self._analysed = analysed
        self._specification = specification

    def by_queue(self, host: str) -> dict[str, list[Callable[..., Any]]]:
        """Return the activities of each task queue, as the worker's composition root does."""
        return {
            task_queues.ORCHESTRATOR: [self.analyse, self.write, self.place],
            task_queues.BUILD: [self.choose, self.build],
            task_queues.QUALITY: [self.lint, self.security, self.tests],
            task_queues.host_queue(host): [
                self.package,
                self.plan,
                self.start_candidate,
                self.go_live,
                self.watch,
            ],
        }

    async def _work(self) -> None:
        await asyncio.sleep(self.seconds)

    @activity.defn(name="understanding.analyse")
    async def analyse(self, _: AnalyseInput) -> AnalyseResult:
        await self._work()
        return self._analysed

    @activity.defn(name="specification.write")
    async def write(self, _: WriteSpecificationInput) -> WriteSpecificationResult:
        await self._work()
        told = SummarySection(
            part=SummaryPart.GETS, heading="What you will get", sentences=("A list.",)
        )
        return WriteSpecificationResult(specification=self._specification, sections=(told,))

    @activity.defn(name="deployment.place")
    async def place(self, request: PlaceInput) -> PlaceResult:
        """Answer at once: it is a note, not a step."""
        return PlaceResult(host=request.default)

    @activity.defn(name="building.choose")
    async def choose(self, _: ChooseInput) -> ChooseResult:
        await self._work()
        return ChooseResult(name="scaffold", agent=False, because="There is no agent here.")

    @activity.defn(name="building.build")
    async def build(self, request: BuildInput) -> BuildResult:
        await self._work()
        return BuildResult(commit=f"commit-{request.version}", files=3, lines=90, summary="done")

    @activity.defn(name="quality.lint")
    async def lint(self, _: GateInput) -> GateOutput:
        return await self._gates(GateName.LINT)

    @activity.defn(name="quality.security")
    async def security(self, _: GateInput) -> GateOutput:
        return await self._gates(GateName.SECURITY)

    @activity.defn(name="quality.tests")
    async def tests(self, _: GateInput) -> GateOutput:
        return await self._gates(GateName.TESTS, GateName.COVERAGE)

    async def _gates(self, *names: GateName) -> GateOutput:
        await self._work()
        return GateOutput(
            results=tuple(GateResult(gate=name, passed=True, summary="fine") for name in names)
        )

    @activity.defn(name="containers.package")
    async def package(self, _: PackageInput) -> PackageResult:
        await self._work()
        return PackageResult(image="image", runtime=RuntimeName.PROCESS)

    @activity.defn(name="deployment.plan")
    async def plan(self, request: PlanInput) -> PlanResult:
        await self._work()
        facts = HostFacts(
            name="local",
            runtime=RuntimeName.PROCESS,
            address=f"http://{request.slug}.localhost",
            data_folder="/data",
            watch=WatchRules(),
        )
        plan = plan_deployment(request, facts, None, utc_now())
        return PlanResult(plan=plan, summary=told(plan))

    @activity.defn(name="deployment.start_candidate")
    async def start_candidate(self, request: StartCandidateInput) -> Deployment:
        await self._work()
        return Deployment(
            version=request.version,
            runtime=RuntimeName.PROCESS,
            host="local",
            instance="instance",
            image=request.image,
            endpoint=Endpoint(port=9),
            deployed_at=utc_now(),
        )

    @activity.defn(name="deployment.go_live")
    async def go_live(self, request: GoLiveInput) -> GoLiveResult:
        await self._work()
        return GoLiveResult(url=f"http://{request.slug}.localhost", switched=True)

    @activity.defn(name="deployment.watch")
    async def watch(self, _: WatchInput) -> WatchResult:
        await self._work()
        return WatchResult(healthy=True, probes=1)
