"""A world in which a scripted agent builds: its turns, commits and budgets are real."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from temporalio import activity

from activities.building.turns.activities import TurnActivities
from activities.containers.messages import PackageInput, PackageResult
from activities.quality.messages import GateInput, GateOutput
from models.applications import RuntimeName
from models.base import new_id
from models.errors import ImageBuildFailed
from models.jobs import (
    DevelopmentJob,
    JobContext,
    JobKind,
    JobPhase,
    JobProgress,
    LogLevel,
)
from models.quality import GateName, GateResult, QualityFinding, Severity
from models.usage import BudgetPolicy
from storage.metadata import MetadataStore
from storage.sources import SourceStore
from storage.turns import TurnKey, TurnStore
from tests import samples
from tests.agents.scripted import ScriptedAgent
from tests.workflows.fakes import FakeActivities
from tests.workflows.inputs import creation
from workflows.messages import CreateApplicationInput


class Notebook:
    """A journal that keeps its lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    async def write(
        self, job: JobContext, step: str, *texts: str, level: LogLevel = LogLevel.INFO
    ) -> None:
        self.lines += texts


class AgentWorld(FakeActivities):
    """The world of :class:`FakeActivities`, with an agent."""

    def __init__(self, folder: Path, store: MetadataStore, agent: ScriptedAgent) -> None:
        super().__init__()
        self.agent = agent
        self.store = store
        self.sources = SourceStore(folder / "sources")
        self.stored_turns = TurnStore(folder / "sources")
        self.notebook = Notebook()
        self.workspaces = folder / "workspaces"
        self.found: list[QualityFinding | None] = []
        """What the lint gate finds, time after time; None, and afterwards, nothing."""
        self.package_fails = 0
        self._turning = self._turn_activities()

    def limit(self, budget: BudgetPolicy) -> None:
        """Set a budget, also for workers that run already."""
        self._turning._budget = budget

    async def turn_commit(self, job: JobContext, turn: int) -> str | None:
        """Return the commit of a turn."""
        found = await self.stored_turns.find(TurnKey(job.application_id, job.job_id, 1, str(turn)))
        return found.commit if found else None

    def _turn_activities(self) -> TurnActivities:
        return TurnActivities(
            {self.agent.name: self.agent},
            ("scaffold",),
            sources=self.sources,
            turns=self.stored_turns,
            usages=self.store.usage,
            journal=self.notebook,
            workspaces=self.workspaces,
        )

    def all(self) -> list[Callable[..., Any]]:
        """Return the activities, with the real ones of an agent's build in place of fakes."""
        faked = [found for found in super().all() if found.__name__ != "choose"]
        return [*faked, *self._turning.activities()]

    async def known(self, request: CreateApplicationInput) -> CreateApplicationInput:
        """Put the job into the records, as the API does."""
        job = request.job
        progress = JobProgress(
            job_id=job.job_id,
            application_id=job.application_id,
            kind=JobKind.CREATE,
            phase=JobPhase.ANALYSING,
        )
        record = DevelopmentJob(
            id=job.job_id,
            application_id=job.application_id,
            owner=job.owner,
            kind=JobKind.CREATE,
            correlation_id=job.correlation_id,
            created_at=samples.NOW,
            updated_at=samples.NOW,
            progress=progress,
        )
        await self.store.open_job(record, request.application)
        return request

    async def creation(self, **changes: Any) -> CreateApplicationInput:
        return await self.known(creation(**changes))

    async def follow_up(self, request: CreateApplicationInput) -> JobContext:
        """Put a second job on the same application into the records."""
        job = request.job.model_copy(update={"job_id": new_id()})
        await self.known(request.model_copy(update={"job": job}))
        return job

    @activity.defn(name="containers.package")
    async def package(self, request: PackageInput) -> PackageResult:
        await self._called("package", request)
        if self.package_fails:
            self.package_fails -= 1
            raise ImageBuildFailed("No such package: boks")
        return PackageResult(image=f"image-{request.version}", runtime=RuntimeName.PROCESS)

    @activity.defn(name="quality.lint")
    async def lint(self, request: GateInput) -> GateOutput:
        await self._called("lint", request)
        found = self.found.pop(0) if self.found else None
        result = GateResult(
            gate=GateName.LINT,
            passed=found is None,
            summary="fine" if found is None else "1 problem",
            findings=() if found is None else (found,),
        )
        return GateOutput(results=(result,))


def finding(message: str = "Undefined name `boks`.", line: int = 3) -> QualityFinding:
    """What the lint gate can find."""
    return QualityFinding(
        rule="F821",
        severity=Severity.ERROR,
        message=message,
        path="app/step_1_1.py",
        line=line,
        remedy="Define it, or name what is meant.",
    )
