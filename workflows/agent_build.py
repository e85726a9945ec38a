"""A build by a coding agent: task by task, then repairs until the gates have passed.

The agent's word counts for nothing but progress: the gates decide.
"""

from collections.abc import Sequence

from temporalio import workflow
from temporalio.exceptions import ActivityError, is_cancelled_exception

from workflows import delivery
from workflows.agent_owner import AgentOwner, TakeEmbedded
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.building.agents.port import StopReason
    from activities.building.messages import BuildResult
    from activities.building.turns.activities import TurnActivities
    from activities.building.turns.messages import (
        CloseInput,
        FinishInput,
        PlannedTask,
        PrepareInput,
        Prompt,
        PromptKind,
        TurnInput,
        TurnResult,
    )
    from models.errors import ImageBuildFailed
    from models.jobs import JobPhase
    from temporal import task_queues
    from workflows import policies
    from workflows.failures import GATES_FAILED, JobStopped, code_of, report_of
    from workflows.repair import Failure, failure_of, packaging_failure

MOST_REPAIRS = 3
MOST_CONTINUED = 2
"""How often a step that was cut short is gone on with."""
_CUT_SHORT = frozenset({StopReason.MAX_TOKENS, StopReason.MAX_TURN_REQUESTS})
_GIVEN_UP = frozenset({StopReason.REFUSAL, StopReason.CANCELLED})


class AgentBuild:
    """One build.

    Args:
        wf: The job.
        item: What is built.
        builder: Name of the agent.
    """

    def __init__(self, wf: JobWorkflow, item: delivery.Delivery, builder: str) -> None:
        self._wf = wf
        self._item = item
        self._builder = builder
        self._owner = AgentOwner(wf, builder)
        self._tasks: tuple[PlannedTask, ...] = ()
        self._ticked: set[str] = set()
        self._base = ""
        self._session: str | None = None
        self._turns = 0

    async def run(self) -> BuildResult:
        """Build until the gates have passed.

        Raises:
            JobStopped: The owner stops it, or nobody says how to go on.
            TakeEmbedded: Somebody else shall build it.
        """
        self._wf.saga.add("close the work tree", self._close)
        try:
            built = await self._build()
        except TakeEmbedded:
            await self._close()
            raise
        await self._close()
        return built

    async def _build(self) -> BuildResult:
        await self._prepare()
        for task in self._tasks:
            if task.number not in self._ticked:
                await self._carry_out(Prompt(kind=PromptKind.TASK, tasks=(task,)))
        left = tuple(task for task in self._tasks if task.number not in self._ticked)
        if left:
            await self._carry_out(Prompt(kind=PromptKind.REST, tasks=left))
        return await self._until_passed()

    async def _prepare(self) -> None:
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
        self._base, self._tasks = prepared.commit, prepared.tasks
        self._ticked = {task.number for task in self._tasks if task.done}
        self._wf.tracker.plan(_stages(self._tasks))

    async def _carry_out(self, prompt: Prompt) -> None:
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
            self._turns += 1
            try:
                result = await self._wf.act(
                    TurnActivities.turn,
                    self._turn_input(prompt),
                    policies.TURNING,
                    queue=task_queues.BUILD,
                    summary=f"turn {self._turns}: {prompt.kind.value}",
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
                self._base, self._session = result.commit, result.session
                self._ticked |= {task.number for task in self._tasks} & set(result.ticked)
                return result
            await self._owner.ask_for_budget(result.over_budget)

    def _turn_input(self, prompt: Prompt) -> TurnInput:
        return TurnInput(
            job=self._wf.job,
            version=self._item.version,
            turn=self._turns,
            builder=self._builder,
            slug=self._item.slug,
            base=self._base,
            session=self._session,
            prompt=prompt,
            allowed=tuple(sorted(self._owner.allowed)),
            raised=self._owner.raised,
        )

    async def _tell(self, prompt: Prompt) -> None:
        """Tell how far the plan is, and what is done now."""
        tracker = self._wf.tracker
        for number, (name, _) in enumerate(_stages(self._tasks), start=1):
            if {task.number for task in self._tasks if task.stage == name} <= self._ticked:
                tracker.reach(f"stage_{number}")
        tracker.advance(len(self._ticked), len(self._tasks), _about(prompt))
        await self._wf.publish()

    # The gates.

    async def _until_passed(self) -> BuildResult:
        """Let the gates judge, and the agent mend what they find."""
        repairs, before = 0, ""
        while True:
            built = await self._finish()
            failure = await self._judged(built)
            if failure is None:
                return built
            advice = ""
            if failure.fingerprint == before or repairs == MOST_REPAIRS:
                same = "The same check failed again" if failure.fingerprint == before else ""
                told = f"{same or f'After {repairs} repairs a check still fails'}. {failure.told}"
                advice, repairs = await self._owner.ask_for_help(told), 0
            repairs, before = repairs + 1, failure.fingerprint
            self._wf.tracker.enter(JobPhase.BUILDING, "Mending what the checks have found")
            await self._carry_out(
                Prompt(kind=PromptKind.REPAIR, findings=failure.findings, advice=advice)
            )

    async def _finish(self) -> BuildResult:
        item = self._item
        item.build = await self._wf.act(
            TurnActivities.finish,
            FinishInput(
                job=self._wf.job,
                version=item.version,
                specification=item.specification,
                slug=item.slug,
                commit=self._base,
                ticked=tuple(sorted(self._ticked)),
                builder=self._builder,
                turns=self._turns,
                previous_commit=item.previous.commit if item.previous else None,
            ),
            policies.PREPARING,
            queue=task_queues.BUILD,
        )
        self._wf.mark("built")
        return item.build

    async def _judged(self, built: BuildResult) -> Failure | None:
        """Return what keeps the version from going live, None when nothing does."""
        item = self._item
        item.unjudged()
        try:
            await delivery.check_and_package(self._wf, item, built.commit)
        except JobStopped as stopped:
            if stopped.code != GATES_FAILED or item.quality is None:
                raise
            return failure_of(item.quality)
        except ActivityError as error:
            if code_of(error) != ImageBuildFailed.code:
                raise
            report = report_of(error, JobPhase.CHECKING, self._wf.job.correlation_id)
            return packaging_failure(report.detail)
        return None

    async def _close(self) -> None:
        await self._wf.act(
            TurnActivities.close,
            CloseInput(job=self._wf.job, version=self._item.version),
            policies.UNDOING,
            queue=task_queues.BUILD,
        )


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
