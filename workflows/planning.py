"""The plan of a deployment as a step of its job, before anything of it is done."""

from temporalio import workflow

from workflows import patches
from workflows.job import JobWorkflow

with workflow.unsafe.imports_passed_through():
    from activities.deployment.messages import PlanInput, PlanResult
    from activities.deployment.plan_activities import PlanActivities
    from models.applications import Deployment
    from models.base import Model
    from models.deployments import DeploymentPlan
    from models.specification import ApplicationSpecification, DeploymentSettings, Slug
    from workflows import policies


class Wanted(Model):
    """What shall be live."""

    slug: Slug
    version: int
    image: str
    specification: ApplicationSpecification
    live: Deployment | None
    live_settings: DeploymentSettings | None
    saves_data: bool
    restores: str | None


def plans() -> bool:
    """Say whether this run plans; to be asked before any local activity of the run."""
    return workflow.patched(patches.PLANS)


async def plan(wf: JobWorkflow, wanted: Wanted) -> DeploymentPlan:
    """Decide what will be done, store it, and show it; it is told with the phase that follows."""
    result = await wf.act(
        PlanActivities.plan,
        PlanInput(
            job=wf.job,
            kind=wf.tracker.progress.kind,
            slug=wanted.slug,
            version=wanted.version,
            image=wanted.image,
            limits=wanted.specification.resources,
            settings=wanted.specification.deployment,
            live=wanted.live,
            live_settings=wanted.live_settings,
            saves_data=wanted.saves_data,
            restores=wanted.restores,
            watch_seconds=wf.policy.watch_seconds,
        ),
        policies.PLANNING,
        queue=wf.host_queue,
        summary=f"version {wanted.version}",
    )
    wf.tracker.deployment_planned(result.summary, _in_short(result.plan))
    wf.details = _in_detail(result)
    return result.plan


def _in_short(plan: DeploymentPlan) -> dict[str, object]:
    return {
        "starts": plan.starts.version,
        "stops": plan.stops.version if plan.stops else None,
        "address": plan.route.address,
        "steps": [step.name.value for step in plan.steps],
    }


def _in_detail(result: PlanResult) -> str:
    """Return the plan for operators, in the Markdown of the Web UI."""
    plan = result.plan
    steps = "".join(
        f"\n{number}. {step.does}" + (f" *Undone by:* {step.undone_by}" if step.undone_by else "")
        for number, step in enumerate(plan.steps, start=1)
    )
    rules = plan.watch
    return (
        f"\n\n**Plan** {result.summary}{steps}\n\n"
        f"Taken back after {rules.failures_in_a_row} failing looks in a row (one each"
        f" {rules.period_seconds:g} s), when the program ends by itself, or when more than"
        f" {rules.error_rate:.0%} of at least {rules.least_requests} requests of visitors fail."
    )
