"""The activity that decides what a deployment will do, before anything of it is done."""

from collections.abc import Callable
from typing import Any

from temporalio import activity

from activities.containers.port import Runtime
from activities.deployment.messages import PlanInput, PlanResult
from activities.deployment.planning import HostFacts, plan_deployment, told
from activities.deployment.watching import rules_of
from activities.journal import Journal
from models.base import utc_now
from models.jobs import JobKind, LogLevel
from settings import Settings
from storage.deployments import PlanRecords

_STEP = "deployment.plan"


class PlanActivities:
    """Plans deployments on one host.

    Args:
        runtime: Where versions run.
        settings: Addresses, folders, and the rules of the watch.
        records: Where plans are kept.
        journal: Where people read what will be done.
    """

    def __init__(
        self, runtime: Runtime, settings: Settings, records: PlanRecords, journal: Journal
    ) -> None:
        self._runtime = runtime
        self._settings = settings
        self._records = records
        self._journal = journal

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [self.plan]

    @activity.defn(name=_STEP)
    async def plan(self, request: PlanInput) -> PlanResult:
        """Store and return the plan; a second attempt plans anew, nothing was begun yet."""
        application = request.job.application_id
        before = None
        if request.kind is JobKind.ROLL_BACK:
            before = await self._records.last_live(application, request.version)
        plan = plan_deployment(request, self._facts(request), before, utc_now())
        await self._records.keep(plan)
        steps = (
            f"{number}. {step.does}" + (f" Undone by: {step.undone_by}" if step.undone_by else "")
            for number, step in enumerate(plan.steps, start=1)
        )
        await self._journal.write(request.job, _STEP, told(plan))
        await self._journal.write(request.job, _STEP, *steps, level=LogLevel.DEBUG)
        return PlanResult(plan=plan, summary=told(plan))

    def _facts(self, request: PlanInput) -> HostFacts:
        folder = self._settings.paths.applications / request.job.application_id / "data"
        return HostFacts(
            name=self._settings.runtime.host_name,
            runtime=self._runtime.name,
            address=self._settings.application_url(request.slug),
            data_folder=str(folder),
            watch=rules_of(self._settings.deploy),
        )
