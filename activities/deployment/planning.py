"""The plan of a deployment, as a pure function of what is live and what is wanted."""

from datetime import datetime

from activities.containers.naming import volume_name
from activities.deployment.messages import PlanInput
from models.applications import Endpoint, RuntimeName
from models.base import Model
from models.deployments import (
    DeploymentPlan,
    PlannedData,
    PlannedInstance,
    PlannedRoute,
    PlanStep,
    StepName,
    WatchRules,
)
from models.specification import DeploymentSettings


class HostFacts(Model):
    """What a plan needs to know of the host."""

    name: str
    runtime: RuntimeName
    address: str
    """Where the application will be reached."""
    data_folder: str
    """Where data is kept without an engine."""
    watch: WatchRules


def plan_deployment(
    request: PlanInput, host: HostFacts, before: PlannedInstance | None, now: datetime
) -> DeploymentPlan:
    """Return what a deployment will do, step by step.

    Args:
        request: What shall be live.
        host: Where.
        before: The wanted version as it ran when it was last live; None if it never was.
        now: When the plan is made.
    """
    stops = _stops(request)
    if stops and stops.version == request.version:
        before = stops
    return DeploymentPlan(
        job_id=request.job.job_id,
        application_id=request.job.application_id,
        kind=request.kind,
        starts=_starts(request, host, before),
        stops=stops,
        route=PlannedRoute(
            address=host.address,
            switched_by=_switch(request.live.endpoint if request.live else None),
            is_new=stops is None,
        ),
        data=_data(request, host),
        watch=host.watch.model_copy(update={"seconds": request.watch_seconds}),
        steps=tuple(_steps(request, stops)),
        created_at=now,
    )


def _starts(request: PlanInput, host: HostFacts, before: PlannedInstance | None) -> PlannedInstance:
    """Return the wanted version; what was live before comes back with what it was live with.

    Its limits may have been changed since it was specified, and its artefact made anew.
    """
    return PlannedInstance(
        version=request.version,
        image=before.image if before else request.image,
        runtime=host.runtime,
        host=host.name,
        limits=before.limits if before else request.limits,
        settings=request.settings,
    )


def _stops(request: PlanInput) -> PlannedInstance | None:
    live = request.live
    if live is None:
        return None
    return PlannedInstance(
        version=live.version,
        image=live.image,
        runtime=live.runtime,
        host=live.host,
        limits=live.limits,
        settings=request.live_settings or DeploymentSettings(),
        instance=live.instance,
    )


def _switch(endpoint: Endpoint | None) -> str:
    return "port" if endpoint is not None and endpoint.port is not None else "link"


def _data(request: PlanInput, host: HostFacts) -> PlannedData:
    docker = host.runtime is RuntimeName.DOCKER
    return PlannedData(
        kept_in=volume_name(request.job.application_id) if docker else host.data_folder,
        saved=request.saves_data or request.restores is not None,
        restored_from=request.restores,
    )


def _steps(request: PlanInput, stops: PlannedInstance | None) -> list[PlanStep]:
    new, steps = f"version {request.version}", []
    old = f"version {stops.version}" if stops else ""
    if request.restores is not None:
        steps += _restoring(old)
    elif request.saves_data:
        steps.append(
            PlanStep(name=StepName.SAVE, does="Copy the data; every version shares the same data.")
        )
    beside = f" beside {old}" if stops and request.restores is None else ""
    steps.append(
        PlanStep(
            name=StepName.START,
            does=f"Start {new}{beside} and wait until it answers {request.settings.health_path}"
            f" well, at most {request.settings.health_timeout_seconds:g} s; nobody is led to it.",
            undone_by=f"Stop {new}; its log and its artefact are kept.",
        )
    )
    steps.append(_switching(new, old))
    steps.append(_watching(request, new, old))
    steps.append(PlanStep(name=StepName.RECORD, does=f"Make {new} the current one."))
    if stops:
        steps.append(
            PlanStep(
                name=StepName.RETIRE,
                does=f"Let {old} finish its requests and stop it; its artefact is kept.",
                undone_by=f"Roll back to {old}.",
            )
        )
    return steps


def _restoring(old: str) -> list[PlanStep]:
    return [
        PlanStep(
            name=StepName.SAVE,
            does=f"Stop {old} and copy today's data; requests wait meanwhile.",
            undone_by=f"Start {old} again.",
        ),
        PlanStep(
            name=StepName.RESTORE,
            does="Put the kept copy in place of today's data.",
            undone_by="Put the copy of today's data back.",
        ),
    ]


def _switching(new: str, old: str) -> PlanStep:
    does = f"Lead visitors from {old} to {new} in one step." if old else f"Lead visitors to {new}."
    undone = f"Lead visitors back to {old}." if old else "Take the address away."
    return PlanStep(name=StepName.SWITCH, does=does, undone_by=undone)


def _watching(request: PlanInput, new: str, old: str) -> PlanStep:
    kept = f"; {old} keeps running" if old and request.restores is None else ""
    back = f"{old.capitalize()} has the visitors again" if old else "The address is taken away"
    return PlanStep(
        name=StepName.WATCH,
        does=f"Watch {new} for {request.watch_seconds:g} s{kept}.",
        undone_by=f"{back}, by itself and at once, when it fails.",
    )


def told(plan: DeploymentPlan) -> str:
    """Return the plan in one sentence."""
    starts, stops = plan.starts, plan.stops
    where = f"Version {starts.version} will be started on {starts.host}"
    if stops is None:
        return f"{where} and gets the visitors of {plan.route.address} once it answers well."
    if plan.data.restored_from is not None:
        return f"{where} with its own data, in place of version {stops.version}."
    return f"{where} beside version {stops.version}, which goes on until the new one answers well."
