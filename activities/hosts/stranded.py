"""Jobs that hold on to hosts which were given up."""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime

from activities.hosts.messages import StrandedJob
from activities.serving.desired import all_applications
from models.applications import Application
from models.errors import NotFound
from models.hosts import Promise
from models.jobs import DevelopmentJob, JobKind, JobPhase
from storage.metadata import MetadataStore

_ON_A_HOST = frozenset({JobPhase.QUEUED, JobPhase.CHECKING, JobPhase.DEPLOYING, JobPhase.WATCHING})
"""Phases whose steps need the host; in the others a job comes to it later, or ends before."""


async def stranded_jobs(store: MetadataStore) -> list[StrandedJob]:
    """Return the jobs at steps that need a lost host, each with that host."""
    lost = {host.name: at for host in await store.hosts.all() if (at := host.lost_at)}
    if not lost:
        return []
    promises = await store.hosts.promises()
    return [found async for found in _found(store, lost, promises)]


async def makes_way(store: MetadataStore, job_id: str) -> bool:
    """Say whether a job has to end before its application can leave a lost host."""
    job = await _job(store, job_id)
    return job is not None and job.kind is not JobKind.MOVE


async def _found(
    store: MetadataStore, lost: Mapping[str, datetime], promises: Mapping[str, Promise]
) -> AsyncIterator[StrandedJob]:
    async for application in all_applications(store):
        promise = promises.get(application.running_job_id or "")
        job = await _job(store, application.running_job_id)
        if job is None or job.progress.phase not in _ON_A_HOST:
            continue
        for host in _needed(application, job, promise, lost):
            yield StrandedJob(job_id=job.id, application_id=application.id, host=host)


def _needed(
    application: Application,
    job: DevelopmentJob,
    promise: Promise | None,
    lost: Mapping[str, datetime],
) -> Iterator[str]:
    """Yield the lost hosts that a job needs."""
    chosen = promise.host if promise is not None else None
    if chosen is not None and chosen in lost:
        yield chosen
    lives_on = application.deployment.host if application.deployment is not None else None
    if lives_on is None or lives_on not in lost or lives_on == chosen:
        return
    # A move that was begun after the loss does without the host that it leaves.
    if job.kind is not JobKind.MOVE or job.created_at < lost[lives_on]:
        yield lives_on


async def _job(store: MetadataStore, job_id: str | None) -> DevelopmentJob | None:
    if job_id is None:
        return None
    try:
        return await store.job(job_id)
    except NotFound:
        return None
