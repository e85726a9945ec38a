"""What the owner of an application says to the agent that builds it."""

from collections.abc import Sequence

from temporalio import workflow

from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.building.agents.port import PermissionWish
    from models.decisions import DecisionKind
    from models.jobs import Decision, JobPhase
    from models.usage import OverBudget
    from workflows.failures import BUDGET_SPENT, GIVEN_UP, NOBODY_ANSWERED, JobStopped
    from workflows.owner import (
        BUDGET_CHOICES,
        PERMISSION_CHOICES,
        TROUBLE_CHOICES,
        Matter,
        ask_owner,
    )

MOST_WISHES = 20
"""Permissions that one job asks its owner for; further ones stay refused."""
_KEPT = "What was written so far is kept with this job."


class TakeEmbedded(Exception):
    """The owner lets the embedded builder write the application instead."""


class AgentOwner:
    """Asks the owner on behalf of an agent, and remembers what was said for this job.

    Args:
        wf: The job.
        builder: Name of the agent.
    """

    def __init__(self, wf: JobWorkflow, builder: str) -> None:
        self._wf = wf
        self._builder = builder
        self._asked = 0
        self._refused: set[str] = set()
        self.allowed: set[str] = set()
        """Fingerprints of the wishes that were granted."""
        self.raised = 0
        """How often the budget was raised."""

    async def decide_on(
        self, wishes: Sequence[PermissionWish]
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ask for each new wish; return what was granted and what was refused just now.

        Beyond the most that a job asks for, wishes are not even answered: an agent that thinks of
        a new one each time would otherwise be told, and prompted anew, for ever.
        """
        granted, refused = [], []
        for wish in wishes:
            known = self.allowed | self._refused
            if wish.fingerprint in known or len(known) >= MOST_WISHES:
                continue
            told = f"{wish.capability}: {wish.resource}"
            if await self._grants(wish):
                self.allowed.add(wish.fingerprint)
                granted.append(told)
            else:
                self._refused.add(wish.fingerprint)
                refused.append(told)
        return tuple(granted), tuple(refused)

    async def _grants(self, wish: PermissionWish) -> bool:
        said = await self._ask(
            Matter(
                DecisionKind.PERMISSION,
                f"{self._builder} asks for a permission: {wish.capability}.",
                (
                    f"It wants: {wish.resource}",
                    "This goes beyond what agents may do without you: it may reach things outside "
                    "of the application's folder, or other machines.",
                    "If you allow it, it is allowed for this job alone.",
                ),
                PERMISSION_CHOICES,
                "Without a decision it is refused on {when}, and the work goes on without it.",
            )
        )
        return said is not None and said[0] is Decision.APPROVE

    async def ask_for_budget(self, over: OverBudget) -> None:
        """Ask whether the budget is raised.

        Raises:
            JobStopped: It is not.
        """
        said = await self._ask(
            Matter(
                DecisionKind.BUDGET,
                "The budget for this work is used up.",
                (over.told, _KEPT),
                BUDGET_CHOICES,
                "Without a decision the job ends on {when}.",
            )
        )
        if said is None or said[0] is not Decision.APPROVE:
            raise self._stopped(BUDGET_SPENT, f"{over.told} So the work was stopped.", said)
        self.raised += 1

    async def ask_for_help(self, told: str) -> str:
        """Say what is wrong, and return what the owner advises.

        Raises:
            TakeEmbedded: The embedded builder shall do it.
            JobStopped: The owner gives up, or nobody decided.
        """
        said = await self._ask(
            Matter(
                DecisionKind.TROUBLE,
                f"{self._builder} gets no further by itself.",
                (told, _KEPT),
                TROUBLE_CHOICES,
                "Without a decision the job ends on {when}, and nothing goes live.",
            )
        )
        if said is not None and said[0] is Decision.APPROVE:
            raise TakeEmbedded
        if said is None or said[0] is Decision.REJECT:
            raise self._stopped(GIVEN_UP, f"The build was given up. {told}", said)
        return said[1]

    async def _ask(self, matter: Matter) -> tuple[Decision, str] | None:
        """Return what was decided, with the words that came with it."""
        self._asked += 1
        said = await ask_owner(self._wf, self._asked, matter)
        return None if said is None else (said.decision, said.changes or "")

    def _stopped(self, code: str, detail: str, said: tuple[Decision, str] | None) -> JobStopped:
        remedy = f"{_KEPT} Ask again, perhaps more simply or with another builder."
        if said is None:
            return JobStopped(
                JobPhase.CANCELLED, NOBODY_ANSWERED, f"Nobody decided in time. {detail}", remedy
            )
        return JobStopped(JobPhase.CANCELLED, code, detail, remedy)
