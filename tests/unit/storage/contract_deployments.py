"""What every database must hold about plans, and about evidence of versions that failed."""

from datetime import timedelta

from activities.deployment.messages import PlanInput
from models.applications import Deployment
from models.base import new_id, utc_now
from models.deployments import DeploymentPlan, Evidence, FailureStage, Fault, PlannedInstance
from models.errors import NotFound
from models.jobs import JobKind
from models.specification import DeploymentSettings, ResourceLimits
from storage.metadata import MetadataStore
from tests import samples
from tests.unit.activities.deployment.test_planning import HOST, plan_deployment


def a_plan(application_id: str, version: int, live: Deployment | None) -> DeploymentPlan:
    request = PlanInput(
        job=samples.job(application_id, new_id()),
        kind=JobKind.MODIFY,
        slug="books",
        version=version,
        image=f"image-{version}",
        limits=ResourceLimits(),
        settings=DeploymentSettings(),
        live=live,
        watch_seconds=5,
    )
    return plan_deployment(request, HOST, None, utc_now())


def some_evidence(job_id: str, image: str = "image-2", **changes: object) -> Evidence:
    now = utc_now()
    made = Evidence(
        job_id=job_id,
        application_id="application",
        version=2,
        instance="instance-2",
        image=image,
        stage=FailureStage.WATCH,
        fault=Fault.ENDED,
        summary="It ended.",
        log=("broken \u2026",),
        image_kept_until=now + timedelta(days=1),
        at=now,
    )
    return made.model_copy(update=changes)


class DeploymentsContract:
    async def test_a_job_has_its_newest_plan(self, store: MetadataStore) -> None:
        plan = a_plan(new_id(), 2, samples.deployment(1))
        for each in (plan, plan.model_copy(update={"steps": ()})):
            await store.plans.keep(each)
            assert await store.plans.of_job(plan.job_id) == each
        try:
            await store.plans.of_job(new_id())
        except NotFound:
            return
        raise AssertionError("there is no such plan")

    async def test_a_version_is_known_as_it_ran_last(self, store: MetadataStore) -> None:
        application = new_id()
        grown = samples.deployment(1).model_copy(update={"limits": ResourceLimits(memory_mb=999)})
        for live in (samples.deployment(1), grown):
            await store.plans.keep(a_plan(application, 2, live))
        await store.plans.keep(a_plan(application, 3, samples.deployment(2)))
        found = await store.plans.last_live(application, 1)
        assert isinstance(found, PlannedInstance)
        assert found.limits.memory_mb == 999
        assert await store.plans.last_live(application, 3) is None
        assert await store.plans.last_live(new_id(), 1) is None

    async def test_evidence_is_stored_once_per_attempt_and_found_by_its_step(
        self, store: MetadataStore
    ) -> None:
        job_id = new_id()
        first = some_evidence(job_id)
        later = some_evidence(job_id, at=utc_now() + timedelta(seconds=1), summary="Again.")
        await store.evidence.keep("run_1/5:1", first)
        await store.evidence.keep("run_1/5:1", later)
        assert await store.evidence.of_job(job_id) == (first,)
        await store.evidence.keep("run_1/5:2", later)
        assert await store.evidence.of_job(job_id) == (first, later)
        assert await store.evidence.of_step(job_id, "run_1/5") == first
        for other in ("run_1/55", "run_1/", "run-1/5", "runx1/5"):
            assert await store.evidence.of_step(job_id, other) is None

    async def test_artefacts_of_failed_versions_are_kept_for_a_while(
        self, store: MetadataStore
    ) -> None:
        evidence = some_evidence(new_id(), image=new_id())
        await store.evidence.keep("a:1", evidence)
        now = utc_now()
        keeps = store.evidence.keeps_image
        assert await keeps("application", evidence.image, now)
        assert not await keeps("application", evidence.image, now + timedelta(days=2))
        assert not await keeps("application", "another image", now)
        assert not await keeps("another", evidence.image, now)
