"""The turns of a coding agent: each one activity, told before it begins, settled when it ends."""

from collections.abc import Sequence

from temporalio import workflow
from temporalio.exceptions import ActivityError, is_cancelled_exception

from workflows import delivery
from workflows.agent_owner import AgentOwner
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.building.agents.port import StopReason
    from activities.building.turns.activities import TurnActivities
    from activities.building.turns.messages import (
        PlannedTask,
        PrepareInput,
        Prompt,
        PromptKind,
        TurnInput,
        TurnResult,
    )
    from models.jobs import JobPhase
    from temporal import task_queues
    from workflows import policies
    from workflows.failures import report_of

MOST_CONTINUED = 2
"""How often a step that was cut short is gone on with."""
_CUT_SHORT = frozenset({StopReason.MAX_TOKENS, StopReason.MAX_TURN_REQUESTS})
_GIVEN_UP = frozenset({StopReason.REFUSAL, StopReason.CANCELLED})


class AgentTurns:
    """What the agent has done so far, and its next turn.

    Args:
        wf: The job.
        item: What is built.
        builder: Name of the agent.
        owner: Asked for what the agent may not decide.
    """

    def __init__(
        self, wf: JobWorkflow, item: delivery.Delivery, builder: str, owner: AgentOwner
    ) -> None:
        self._wf = wf
        self._item = item
        self._builder = builder
        self._owner = owner
        self._session: str | None = None
        self._ticked: set[str] = set()
        self.tasks: tuple[PlannedTask, ...] = ()
        self.base = ""
        """Commit of the last turn."""
        self.count = 0

    @property
    def ticked(self) -> tuple[str, ...]:
        """Numbers of the tasks that were said to be done, in order of the plan."""
        return tuple(task.number for task in self.tasks if task.number in self._ticked)

    @property
    def left(self) -> tuple[PlannedTask, ...]:
        """The tasks that were not."""
        return tuple(task for task in self.tasks if task.number not in self._ticked)

    async def prepare(self) -> None:
        """Make ready what the turns start from."""
        item, previous = self._item, self._item.previous
        self._wf.tracker.enter(JobPhase.BUILDING, f"Preparing the work of {self._builder}")
        prepared = await self._wf.act(
            TurnActivities.prepare,
            PrepareInput(
                job=self._wf.job,
                version=item.version,
                specification=item.specification,
                slug=item.slug,
                previous=previous.specification if previous else None,
                previous_commit=previous.commit if previous else None,
            ),
            policies.PREPARING,
            queue=task_queues.BUILD,
        )
        self.base, self.tasks = prepared.commit, prepared.tasks
        self._ticked = {task.number for task in self.tasks if task.done}
        self._wf.tracker.plan(_stages(self.tasks))

    async def carry_out(self, prompt: Prompt) -> None:
        """Prompt until the agent has ended what it was asked, in as many turns as it takes."""
        continued = 0
        while True:
            result = await self._turn(prompt)
            granted, refused = await self._owner.decide_on(result.wishes)
            prompt = _again(prompt, granted=granted, refused=refused)
            if granted or refused:
                continue
            if result.stop_reason in _GIVEN_UP:
                told = f"{self._builder} ended a step without carrying it out."
                prompt = _again(prompt, advice=await self._owner.ask_for_help(told))
            elif result.stop_reason in _CUT_SHORT and continued < MOST_CONTINUED:
                continued += 1
            else:
                return

    async def _turn(self, prompt: Prompt) -> TurnResult:
        """Let the agent work for one turn that really takes place."""
        while True:
            await self._tell(prompt)
            self.count += 1
            try:
                result = await self._wf.act(
                    TurnActivities.turn,
                    self._turn_input(prompt),
                    policies.TURNING,
                    queue=task_queues.BUILD,
                    summary=f"turn {self.count}: {prompt.kind.value}",
                )
            except ActivityError as error:
                if is_cancelled_exception(error):
                    raise
                told = report_of(error, JobPhase.BUILDING, self._wf.job.correlation_id).detail
                advice = await self._owner.ask_for_help(told)
                prompt = prompt.model_copy(update={"advice": advice, "trouble": told})
                continue
            self._wf.tracker.used(result.usage)
            if result.over_budget is None:
                self.base, self._session = result.commit, result.session
                self._ticked |= {task.number for task in self.tasks} & set(result.ticked)
                return result
            await self._owner.ask_for_budget(result.over_budget)

    def _turn_input(self, prompt: Prompt) -> TurnInput:
        return TurnInput(
            job=self._wf.job,
            version=self._item.version,
            turn=self.count,
            builder=self._builder,
            slug=self._item.slug,
            base=self.base,
            session=self._session,
            prompt=prompt,
            allowed=tuple(sorted(self._owner.allowed)),
            raised=self._owner.raised,
        )

    async def _tell(self, prompt: Prompt) -> None:
        """Tell how far the plan is, and what is done now."""
        tracker = self._wf.tracker
        for number, (name, _) in enumerate(_stages(self.tasks), start=1):
            if {task.number for task in self.tasks if task.stage == name} <= self._ticked:
                tracker.reach(f"stage_{number}")
        tracker.advance(len(self._ticked), len(self.tasks), _about(prompt))
        await self._wf.publish()


def _again(
    prompt: Prompt,
    *,
    granted: tuple[str, ...] = (),
    refused: tuple[str, ...] = (),
    advice: str = "",
) -> Prompt:
    """Return the prompt that asks to go on with the same."""
    changes = {"granted": granted, "refused": refused, "advice": advice, "trouble": ""}
    return prompt.model_copy(update={"again": True, **changes})


def _stages(tasks: Sequence[PlannedTask]) -> tuple[tuple[str, int], ...]:
    names = dict.fromkeys(task.stage for task in tasks)
    return tuple((name, sum(task.stage == name for task in tasks)) for name in names)


def _about(prompt: Prompt) -> str:
    if prompt.kind is PromptKind.REPAIR:
        return "Mending what the checks have found"
    if prompt.kind is PromptKind.REST:
        return "Completing what was left open"
    (task,) = prompt.tasks
    return f"{task.number} {task.title}"
