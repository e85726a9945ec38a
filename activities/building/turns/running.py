"""One turn of an agent: from a work tree at rest to a commit."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from activities.building.agents.port import AgentSession, CodingAgent, SessionRequest
from activities.building.turns.messages import Prompt, TurnInput
from activities.building.turns.outcome import LONGEST_SESSION, Outcome, message_of, spent_of
from activities.building.turns.ports import Journal, Turns, Usages
from activities.building.turns.prompts import Situation, words_of
from activities.building.turns.reporting import Reporter
from activities.building.turns.workspace import Found, Marker, Workspace
from models.errors import OrchestrationError
from models.jobs import JobContext, LogLevel
from models.usage import Spent
from storage.turns import StoredTurn, TurnKey

LEASE = timedelta(minutes=2)
"""After a crash, what was set aside for a turn is free again this much later."""


@dataclass
class Try:
    """One try of a turn, and what it has used so far: that counts however the try ends.

    Args:
        name: The same when the same try is told of again, and no other's.
    """

    name: str
    spent: Spent = field(default_factory=Spent)
    left: Marker | None = None
    """What the work tree holds, with what the session has cost by now."""

    def take(self, base: str, session: AgentSession) -> None:
        """Take over what a session says when its prompt is over."""
        self.spent = spent_of(session.used)
        self.left = Marker(base=base, session=session.id, cost=session.cost, begun=True)


@dataclass(frozen=True)
class TurnRunner:
    """Lets agents carry turns out.

    Args:
        turns: Where they end.
        usages: What they use.
        journal: Told what happens.
        workspaces: Folder of work trees.
    """

    turns: Turns
    usages: Usages
    journal: Journal
    workspaces: Path

    async def run(self, request: TurnInput, agent: CodingAgent, name: str) -> StoredTurn:
        """Carry a turn out and commit what it made; whatever ends it early keeps the files.

        What a try has used that ends early, or that was not the first to end, is written off
        under its name.

        Raises:
            BuildError: The agent failed, stalled or died, or left a tree that can't be kept.
        """
        workspace = Workspace(self.workspaces, request.job, request.version, self.turns)
        attempt = Try(name)
        try:
            async with self._leased(request):
                stored, outcome = await self._carried_out(request, agent, workspace, attempt)
        except BaseException:
            await asyncio.shield(self._write_off(request, workspace, attempt))
            raise
        if stored.earlier:
            # A worker that was thought to be dead was faster: its files count, not these.
            await self._write_off(request, workspace, attempt)
            await workspace.remove()
        else:
            cost = outcome.session_cost
            await workspace.mark(Marker(base=stored.commit, session=outcome.session, cost=cost))
        return stored

    async def _carried_out(
        self, request: TurnInput, agent: CodingAgent, workspace: Workspace, attempt: Try
    ) -> tuple[StoredTurn, Outcome]:
        found = await workspace.ready(request.base, request.session)
        try:
            outcome = await self._prompt(request, agent, workspace, found, attempt)
            message = message_of(f"Turn {request.turn}: {_about(request.prompt)}", outcome)
            return await self._store(request, workspace, message, attempt), outcome
        except BaseException:
            await asyncio.shield(self._keep(request, workspace))
            raise

    async def _prompt(
        self,
        request: TurnInput,
        agent: CodingAgent,
        workspace: Workspace,
        found: Found,
        attempt: Try,
    ) -> Outcome:
        opening = SessionRequest(
            tree=workspace.tree,
            state=workspace.state,
            resume=found.session,
            cost=found.cost,
            allowed=frozenset(request.allowed),
        )
        reporter = Reporter(self.journal, request.job, step_of(request.builder))
        async with agent.open(opening) as session:
            cost = found.cost if session.resumed else Decimal(0)
            await workspace.mark(
                Marker(base=request.base, session=session.id, cost=cost, begun=True)
            )
            situation = Situation(
                folder=f".kiro/specs/{request.slug}",
                resumed=session.resumed,
                changed=found.changed,
                interrupted=found.interrupted,
            )
            async with reporter.writing(session.id[:LONGEST_SESSION]):
                try:
                    turn = await session.prompt(words_of(request.prompt, situation), reporter.hear)
                finally:
                    attempt.take(request.base, session)
            outcome = Outcome.of(session.id, turn)
        await reporter.tell_left_out()
        if turn.message.strip():
            await self.journal.write(request.job, step_of(request.builder), turn.message)
        return outcome

    async def _store(
        self, request: TurnInput, workspace: Workspace, message: str, attempt: Try
    ) -> StoredTurn:
        """Commit the tree; the agent's processes have ended, so that nobody changes it."""
        stored = await self.turns.store(
            key_of(request), workspace.tree, message=message, parent=request.base
        )
        if not stored.earlier:
            attempt.spent = Spent()  # the commit has it, and whoever finds that settles it
        if stored.left_out:
            await self.journal.write(
                request.job,
                step_of(request.builder),
                *(f"Not kept: {told}" for told in stored.left_out),
                level=LogLevel.WARNING,
            )
        return stored

    async def _keep(self, request: TurnInput, workspace: Workspace) -> None:
        """Save what there is, for whoever goes on; the reason why it ended matters more."""
        with suppress(OrchestrationError):
            await workspace.keep(request.base)

    async def _write_off(self, request: TurnInput, workspace: Workspace, attempt: Try) -> None:
        """Give back what was set aside, but for what was used, in so far as that is known.

        Without that it is free again when the lease ends.
        """
        job, turn = request.job, request.turn
        with suppress(OrchestrationError):
            if attempt.spent == Spent():
                await self.usages.release(job.job_id, turn)
                return
            await self.usages.write_off(job, turn, attempt.name, attempt.spent)
            if attempt.left is not None and attempt.left.cost is not None:
                # The session's cost until here is counted now, and is not the next try's.
                await workspace.mark(attempt.left)

    @asynccontextmanager
    async def _leased(self, request: TurnInput) -> AsyncIterator[None]:
        """Prolong what is set aside for the turn for as long as the block runs."""
        renewing = asyncio.create_task(self._renew(request.job, request.turn))
        try:
            yield
        finally:
            renewing.cancel()
            with suppress(asyncio.CancelledError):
                await renewing

    async def _renew(self, job: JobContext, turn: int) -> None:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 4)
            with suppress(OrchestrationError):  # the next time may work, and three are left
                await self.usages.renew(job.job_id, turn, LEASE)


def key_of(request: TurnInput) -> TurnKey:
    """Return the turn's place among the commits."""
    job = request.job
    return TurnKey(job.application_id, job.job_id, request.version, str(request.turn))


def step_of(builder: str) -> str:
    """Return the step that lines of the log name."""
    return f"building.{builder}"


def _about(prompt: Prompt) -> str:
    first = next(iter(prompt.tasks), None)
    told = f"{first.number} {first.title}" if first is not None else ""
    return f"{prompt.kind.value} {told}".strip()[:120]
