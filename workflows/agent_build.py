"""A build by a coding agent: task by task, then repairs until the gates have passed.

The agent's word counts for nothing but progress: the gates decide.
"""

from temporalio import workflow
from temporalio.exceptions import ActivityError, is_cancelled_exception

from workflows import delivery
from workflows.agent_owner import AgentOwner, TakeEmbedded
from workflows.agent_turns import AgentTurns
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.building.messages import BuildResult
    from activities.building.turns.activities import TurnActivities
    from activities.building.turns.messages import CloseInput, FinishInput, Prompt, PromptKind
    from models.errors import ImageBuildFailed
    from models.jobs import JobPhase
    from temporal import task_queues
    from workflows import policies
    from workflows.failures import GATES_FAILED, JobStopped, code_of, report_of
    from workflows.repair import Failure, failure_of, packaging_failure

MOST_REPAIRS = 3


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
        self._turns = AgentTurns(wf, item, builder, self._owner)

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
            await self._close_if_possible()
            raise
        await self._close()
        return built

    async def _close_if_possible(self) -> None:
        """Close the work tree; one that can't be closed keeps nobody else from building.

        It is tried again when the job is undone.
        """
        try:
            await self._close()
        except ActivityError as problem:
            if is_cancelled_exception(problem) or not self._wf.ends_carefully:
                raise
            workflow.logger.warning("the work tree was not closed: %s", problem)

    async def _build(self) -> BuildResult:
        await self._turns.prepare()
        for task in self._turns.tasks:
            if task.number not in self._turns.ticked:
                await self._turns.carry_out(Prompt(kind=PromptKind.TASK, tasks=(task,)))
        if left := self._turns.left:
            await self._turns.carry_out(Prompt(kind=PromptKind.REST, tasks=left))
        return await self._until_passed()

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
            await self._turns.carry_out(
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
                commit=self._turns.base,
                ticked=self._turns.ticked,
                builder=self._builder,
                turns=self._turns.count,
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
