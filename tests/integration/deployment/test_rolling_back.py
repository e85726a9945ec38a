"""A rollback brings back exactly what was live: image, limits, environment, route."""

import json
from typing import Any

from activities.containers.naming import checked_instance
from activities.deployment.messages import (
    GoLiveInput,
    InstanceInput,
    PlanInput,
    StartCandidateInput,
)
from activities.deployment.plan_activities import PlanActivities
from models.applications import Deployment
from models.base import new_id
from models.deployments import DeploymentPlan
from models.jobs import JobContext, JobKind
from models.specification import DeploymentSettings, ResourceLimits
from storage.journal import JobJournal
from storage.logs import JobLog
from tests.integration.deployment.conftest import LIMITS, Host
from tests.integration.deployment.test_deployments import get

_OF_THE_INSTANCE = {"SOCKET", "TMPDIR"}
GROWN = LIMITS.model_copy(update={"memory_mb": 160, "pids": 48, "cpus": 0.5})


async def planned(
    host: Host,
    job: JobContext,
    kind: JobKind,
    version: int,
    image: str,
    limits: ResourceLimits,
    live: Deployment | None,
) -> DeploymentPlan:
    journal = JobJournal(JobLog(host.settings.paths.logs), host.store)
    plans = PlanActivities(host.runtime, host.settings, host.store.plans, journal)
    request = PlanInput(
        job=job,
        kind=kind,
        slug="books",
        version=version,
        image=image,
        limits=limits,
        settings=DeploymentSettings(health_timeout_seconds=20),
        live=live,
        watch_seconds=0.2,
    )
    return (await plans.plan(request)).plan


async def carried_out(host: Host, job: JobContext, plan: DeploymentPlan) -> Deployment:
    starts = plan.starts
    candidate = await host.deployment.start_candidate(
        StartCandidateInput(
            job=job,
            version=starts.version,
            image=starts.image,
            limits=starts.limits,
            settings=starts.settings,
        )
    )
    await host.deployment.go_live(GoLiveInput(job=job, slug="books", candidate=candidate))
    return candidate


def configuration(host: Host, kind: str, instance: str) -> dict[str, Any]:
    """Return how the engine, or the supervisor, was told to run an instance."""
    if kind == "process":
        (file,) = host.settings.paths.applications.glob(f"*/instances/{instance}/instance.json")
        wanted = json.loads(file.read_text())
        kept = {key: wanted[key] for key in ("image", "memory_bytes", "pids", "command")}
        limits = wanted["confinement"]["limits"]
        return kept | {"limits": limits, "environment": _without(wanted["environment"])}
    import docker

    client = docker.from_env()
    try:
        facts = client.containers.get(checked_instance(instance)).attrs
    finally:
        client.close()
    host_config = {
        key: value for key, value in facts["HostConfig"].items() if key not in ("Binds", "Mounts")
    }
    data = [mount["Name"] for mount in facts["Mounts"] if mount["Type"] == "volume"]
    environment = dict(line.split("=", 1) for line in facts["Config"]["Env"])
    return {"image": facts["Image"], "host": host_config, "data": data, "environment": environment}


def _without(environment: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in environment.items() if key not in _OF_THE_INSTANCE}


async def test_a_rollback_restores_what_was_live(host: Host, kind: str) -> None:
    application = new_id()
    jobs = [host.job(application) for _ in range(3)]
    images = [await host.package(jobs[number - 1], number) for number in (1, 2)]
    # Its limits were raised while it ran, so that they are not those of its specification.
    first = await planned(host, jobs[0], JobKind.CREATE, 1, images[0], GROWN, None)
    live = await carried_out(host, jobs[0], first)
    before = configuration(host, kind, live.instance)

    second = await planned(host, jobs[1], JobKind.MODIFY, 2, images[1], LIMITS, live)
    other = await carried_out(host, jobs[1], second)
    await host.deployment.retire(InstanceInput(job=jobs[1], deployment=live))
    assert (await get(host, "books")).json() == {"version": "2"}
    assert configuration(host, kind, other.instance) != before

    back = await planned(host, jobs[2], JobKind.ROLL_BACK, 1, "of the record", LIMITS, other)
    assert back.starts.image == images[0]
    again = await carried_out(host, jobs[2], back)
    await host.deployment.retire(InstanceInput(job=jobs[2], deployment=other))
    assert configuration(host, kind, again.instance) == before
    assert (await get(host, "books")).json() == {"version": "1"}
    assert [one.name for one in await host.runtime.instances()] == [again.instance]
    assert await host.store.plans.of_job(jobs[2].job_id) == back
