"""The activities that let a coding agent build."""

import asyncio
import shutil
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from temporalio import activity

from activities.building.agents.port import CodingAgent
from activities.building.messages import BuildResult
from activities.building.sources import Sources
from activities.building.turns.choosing import choose
from activities.building.turns.files import describe, measured, seal_packaging
from activities.building.turns.messages import (
    ChooseInput,
    ChooseResult,
    CloseInput,
    FinishInput,
    PrepareInput,
    PrepareResult,
    TurnInput,
    TurnResult,
)
from activities.building.turns.outcome import outcome_in
from activities.building.turns.plan import planned, ticked
from activities.building.turns.ports import Journal, Turns, Usages
from activities.building.turns.running import LEASE, TurnRunner, key_of, step_of
from activities.building.turns.workspace import Workspace
from models.errors import BuildError
from models.usage import BudgetPolicy
from storage.turns import TurnKey

STEP = "building"
_FIRST = "0"
"""Name of the commit that turns start from."""


class TurnActivities:
    """Chooses who builds, and carries out builds by agents.

    Args:
        agents: Those that this machine knows, by name.
        builders: Names of the embedded builders.
        sources: Where versions are kept.
        turns: Where turns are kept.
        usages: What agents use.
        journal: Told what happens.
        workspaces: Folder of work trees.
        budget: What the operator allows agents to use.
        isolation: How far apart from everything else agents run, a sentence.
    """

    def __init__(
        self,
        agents: Mapping[str, CodingAgent],
        builders: Collection[str],
        *,
        sources: Sources,
        turns: Turns,
        usages: Usages,
        journal: Journal,
        workspaces: Path,
        budget: BudgetPolicy | None = None,
        isolation: str = "",
    ) -> None:
        self._agents = agents
        self._builders = builders
        self._sources = sources
        self._turns = turns
        self._usages = usages
        self._journal = journal
        self._workspaces = workspaces
        self._budget = budget or BudgetPolicy()
        self._isolation = isolation
        self._runner = TurnRunner(turns, usages, journal, workspaces)
        self._under_way = WeakValueDictionary[str, asyncio.Lock]()

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities for a worker."""
        return [self.choose, self.prepare, self.turn, self.finish, self.close]

    @activity.defn(name="building.choose")
    async def choose(self, request: ChooseInput) -> ChooseResult:
        """Choose the builder and say why.

        Raises:
            BuildError: The one that was named can't be used.
        """
        chosen = await choose(request, self._agents, self._builders)
        told = f"The builder is {chosen.name}. {chosen.because}"
        await self._journal.write(request.job, STEP, told)
        if chosen.agent:
            sends = f"What {chosen.name} reads here goes to the model that it is set up for."
            await self._journal.write(request.job, STEP, sends, self._isolation)
        return chosen

    @activity.defn(name="building.prepare")
    async def prepare(self, request: PrepareInput) -> PrepareResult:
        """Commit the work tree that an agent starts from: the version before, and what to build."""
        tasks = planned(request.specification, request.previous)
        job = request.job
        key = TurnKey(job.application_id, job.job_id, request.version, _FIRST)
        found = await self._turns.find(key)
        if found is None:
            done = [task.number for task in tasks if task.done]
            tree = self._scratch(request)
            try:
                await self._sources_of(request, tree)
                await describe(request.specification, request.slug, done, tree)
                found = await self._turns.store(
                    key, tree, message="What shall be built\n", parent=request.previous_commit
                )
            finally:
                await asyncio.to_thread(shutil.rmtree, tree, ignore_errors=True)
        return PrepareResult(commit=found.commit, tasks=tasks)

    @activity.defn(name="building.turn")
    async def turn(self, request: TurnInput) -> TurnResult:
        """Let the agent work for one turn; a turn that has ended before is not carried out again.

        A try that the server has given up, because this worker was silent for too long, may still
        be under way when the next one begins: that one waits, instead of sharing the work tree.

        Raises:
            BuildError: The agent failed, stalled or died.
        """
        job = request.job.job_id
        async with self._under_way.setdefault(job, asyncio.Lock()):
            return await self._turn(request)

    async def _turn(self, request: TurnInput) -> TurnResult:
        found = await self._turns.find(key_of(request))
        if found is None:
            agent = self._agent(request.builder)
            over = await self._usages.reserve(
                request.job, request.turn, self._budget, raised=request.raised, lease=LEASE
            )
            if over is not None:
                await self._journal.write(request.job, step_of(request.builder), over.told)
                usage = await self._usages.of_job(request.job, self._budget, request.raised)
                return TurnResult(over_budget=over, usage=usage)
            found = await self._runner.run(request, agent, _name_of_try())
        outcome = outcome_in(found.message)
        await self._usages.settle(request.job, request.turn, outcome.spent)
        plan = f".kiro/specs/{request.slug}/tasks.md"
        text = await self._turns.text(request.job.application_id, found.commit, plan)
        return TurnResult(
            commit=found.commit,
            session=outcome.session,
            stop_reason=outcome.stop_reason,
            ticked=ticked(text),
            wishes=outcome.wishes,
            usage=await self._usages.of_job(request.job, self._budget, request.raised),
        )

    @activity.defn(name="building.finish")
    async def finish(self, request: FinishInput) -> BuildResult:
        """Make what was built the version's sources: as it is, beside the specification as it was.

        An agent may have changed the files that tell the next one what to build, and those that
        say how an image is made; they are ours.
        """
        tree = self._scratch(request)
        try:
            await self._turns.checkout(request.job.application_id, request.commit, tree)
            await describe(request.specification, request.slug, request.ticked, tree)
            kind = request.specification.architecture.kind
            replaced = await asyncio.to_thread(seal_packaging, kind, tree)
            files, lines = await asyncio.to_thread(measured, tree)
            summary = f"{request.builder} wrote {files} files in {request.turns} turns."
            commit = await self._sources.commit(
                request.job.application_id,
                tree,
                message=f"Version {request.version}: {summary}",
                version=request.version,
                job_id=request.job.job_id,
                parent=request.previous_commit,
            )
        finally:
            await asyncio.to_thread(shutil.rmtree, tree, ignore_errors=True)
        ours = (f"{name} was replaced by the orchestrator's own." for name in replaced)
        await self._journal.write(request.job, STEP, summary, *ours)
        return BuildResult(commit=commit, files=files, lines=lines, summary=summary)

    @activity.defn(name="building.close")
    async def close(self, request: CloseInput) -> None:
        """Remove the work tree; what it held stays in commits."""
        await Workspace(self._workspaces, request.job, request.version, self._turns).remove()

    async def _sources_of(self, request: PrepareInput, tree: Path) -> None:
        if request.previous_commit is None:
            await asyncio.to_thread(tree.mkdir, parents=True, exist_ok=True)
            return
        await self._sources.checkout(request.job.application_id, tree, request.previous_commit)

    def _scratch(self, request: PrepareInput | FinishInput) -> Path:
        """Return a folder of this attempt alone."""
        attempt = activity.info().attempt if activity.in_activity() else 1
        return self._workspaces / f"{request.job.job_id}-v{request.version}.scratch-{attempt}"

    def _agent(self, name: str) -> CodingAgent:
        if name not in self._agents:
            raise BuildError(
                f"The coding agent '{name}' is not set up here any more.",
                remedy="Set it up again, or let the embedded builder write the application.",
            )
        return self._agents[name]


def _name_of_try() -> str:
    """Return what no other try of any turn is called."""
    info = activity.info()
    return f"{info.workflow_run_id}/{info.activity_id}/{info.attempt}"
