"""What the deployment of a job will do, and what was seen when it failed."""

from fastapi import APIRouter

from api.access import find_job
from api.services import FromCaller, WithServices
from api.views import Listing
from models.deployments import DeploymentPlan, Evidence
from models.errors import NotFound

router = APIRouter(prefix="/jobs", tags=["jobs"])


@router.get("/{job_id}/plan")
async def show_plan(job_id: str, services: WithServices, caller: FromCaller) -> DeploymentPlan:
    """Show what the deployment of a job will do, decided before anything of it was done."""
    job = await find_job(services.store, caller, job_id)
    try:
        return await services.store.plans.of_job(job.id)
    except NotFound:
        raise NotFound(
            "This job has no deployment plan.",
            remedy="It is made once the version is built and checked; a deletion has none.",
        ) from None


@router.get("/{job_id}/evidence")
async def list_evidence(
    job_id: str, services: WithServices, caller: FromCaller
) -> Listing[Evidence]:
    """List what was seen of versions of a job that failed, oldest first; empty when none did."""
    job = await find_job(services.store, caller, job_id)
    return Listing[Evidence](items=await services.store.evidence.of_job(job.id))
