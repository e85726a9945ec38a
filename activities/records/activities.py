"""The bookkeeping activities: short, idempotent, each one transaction."""

from collections.abc import Callable, Mapping
from typing import Any

from temporalio import activity

from activities.records.adopting import adopted_from
from activities.records.left_data import left_by
from activities.records.messages import (
    AdoptInput,
    CloseJobInput,
    LeftDataResult,
    OpenJobInput,
    OpenJobResult,
    PublishInput,
    RecordVersionInput,
    ReserveInput,
    ReserveResult,
    VersionInput,
)
from activities.records.outcomes import outcome_of
from activities.records.slugs import slug_of
from models.applications import ApplicationStatus, Version
from models.checkpoints import Adopted
from storage.journal import JobJournal
from storage.metadata import MetadataStore
from storage.sources import SourceStore


class RecordsActivities:
    """Keeps what is known of applications, jobs and versions up to date."""

    def __init__(self, store: MetadataStore, sources: SourceStore, journal: JobJournal) -> None:
        self._store = store
        self._sources = sources
        self._journal = journal

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [
            self.open_job,
            self.adopt,
            self.publish,
            self.reserve,
            self.version,
            self.left_data,
            self.record_version,
            self.close_job,
        ]

    @activity.defn(name="records.open_job")
    async def open_job(self, request: OpenJobInput) -> OpenJobResult:
        """Store the application, when it is new, and the job; return what it starts from."""
        application = await self._store.open_job(request.job, request.application)
        if request.events:
            job = request.job
            await self._store.publish(job.id, job.progress, request.events, None)
        if application.current_version is None:
            return OpenJobResult(application=application)
        current = await self._store.version(application.id, application.current_version)
        return OpenJobResult(application=application, current=current)

    @activity.defn(name="records.adopt")
    async def adopt(self, request: AdoptInput) -> Adopted:
        """Give the job what a failed one has made, and return what it need not do again."""
        job = request.job
        await self._store.retries.take_over(
            job.application_id, failed=request.failed, job_id=job.job_id
        )
        await self._sources.take_over(job.application_id, failed=request.failed, job_id=job.job_id)
        return adopted_from(await self._store.job(request.failed))

    @activity.defn(name="records.publish")
    async def publish(self, request: PublishInput) -> None:
        """Store the job's state and append its events."""
        await self._store.publish(
            request.job.job_id, request.progress, request.events, request.conversation
        )

    @activity.defn(name="records.reserve")
    async def reserve(self, request: ReserveInput) -> ReserveResult:
        """Reserve what a new version needs; asked again, it returns the same.

        The application gets its address once, by its first title, and keeps it.
        """
        job = request.job
        number = await self._store.reserve_version(job.application_id, job.job_id)
        slug = await self._store.reserve_slug(job.application_id, slug_of(request.title))
        return ReserveResult(version=number, slug=slug)

    @activity.defn(name="records.version")
    async def version(self, request: VersionInput) -> Version:
        """Return a version of the application."""
        return await self._store.version(request.job.application_id, request.number)

    @activity.defn(name="records.left_data")
    async def left_data(self, request: VersionInput) -> LeftDataResult:
        """Return the copy of the data that was made when a version was replaced last."""
        found = await left_by(self._store, request.job.application_id, request.number)
        return LeftDataResult(snapshot=found)

    @activity.defn(name="records.record_version")
    async def record_version(self, request: RecordVersionInput) -> None:
        """Make a version the application's: tag its commit, then store it and what runs."""
        job = request.job
        if request.version is not None:
            await self._sources.tag_version(
                job.application_id, request.version.number, request.version.commit
            )
        current = request.version or await self._store.version(
            job.application_id, request.current_version
        )
        changes: Mapping[str, object] = {
            "kind": current.specification.architecture.kind,
            "current_version": request.current_version,
            "deployment": request.deployment,
            "asleep_since": None,
            "full_since": None,
            "status": ApplicationStatus.RUNNING,
            "title": request.title,
        }
        await self._store.record_version(job.job_id, job.application_id, request.version, changes)

    @activity.defn(name="records.close_job")
    async def close_job(self, request: CloseJobInput) -> None:
        """Store the job's end and free its application for the next one."""
        if request.erase_sources:
            await self._sources.remove(request.job.application_id)
        outcome = outcome_of(request.progress, deleted=request.deleted, halted=request.halted)
        await self._store.close_job(request.job.job_id, request.progress, request.events, outcome)
