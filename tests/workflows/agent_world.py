"""A world in which a scripted agent builds: its turns, commits and budgets are real."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from temporalio import activity

from activities.building.turns.activities import TurnActivities
from activities.quality.messages import GateInput, GateOutput
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
from storage.turns import TurnStore
from tests import samples
from tests.agents.scripted import ScriptedAgent
from tests.workflows.conftest import creation
from tests.workflows.fakes import FakeActivities
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
        self.budget = BudgetPolicy()
        self.found: list[QualityFinding | None] = []
        """What the lint gate finds, time after time; None, and afterwards, nothing."""

    def turn_activities(self) -> TurnActivities:
        return TurnActivities(
            {self.agent.name: self.agent},
            ("scaffold",),
            sources=self.sources,
            turns=self.stored_turns,
            usages=self.store.usage,
            journal=self.notebook,
            workspaces=self.workspaces,
            budget=self.budget,
        )

    def all(self) -> list[Callable[..., Any]]:
        """Return the activities, with the real ones of an agent's build in place of fakes."""
        faked = [found for found in super().all() if found.__name__ != "choose"]
        return [*faked, *self.turn_activities().activities()]

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
