"""Where a waiting job stands now: the line moves without its workflow being asked."""

from models.jobs import DevelopmentJob, JobPhase
from storage.metadata import MetadataStore


async def placed(store: MetadataStore, job: DevelopmentJob) -> DevelopmentJob:
    """Return a job with its place in line as of now; one that does not wait stays as it is."""
    if job.progress.phase is not JobPhase.QUEUED:
        return job
    place = await store.leases.place(job.id)
    changes = {"queue": place} | ({"message": place.told} if place is not None else {})
    return job.model_copy(update={"progress": job.progress.model_copy(update=changes)})
