"""Where a waiting job stands now: the line moves without its workflow being asked."""

from collections.abc import Sequence

from models.jobs import DevelopmentJob, JobPhase
from models.queue import QueuePlace
from storage.metadata import MetadataStore


async def placed(store: MetadataStore, job: DevelopmentJob) -> DevelopmentJob:
    """Return a job with its place in line as of now; one that does not wait stays as it is."""
    (found,) = await all_placed(store, (job,))
    return found


async def all_placed(
    store: MetadataStore, jobs: Sequence[DevelopmentJob]
) -> tuple[DevelopmentJob, ...]:
    """Return jobs with their places in line; the records are asked only when one waits."""
    waiting = [job.id for job in jobs if job.progress.phase is JobPhase.QUEUED]
    if not waiting:
        return tuple(jobs)
    places = await store.leases.places(waiting)
    return tuple(_with_place(job, places.get(job.id)) if job.id in waiting else job for job in jobs)


def _with_place(job: DevelopmentJob, place: QueuePlace | None) -> DevelopmentJob:
    changes = {"queue": place} | ({"message": place.told} if place is not None else {})
    return job.model_copy(update={"progress": job.progress.model_copy(update=changes)})
