"""Records to store in tests."""

from collections.abc import Sequence

from models.applications import (
    Application,
    Deployment,
    Endpoint,
    RuntimeName,
    Version,
)
from models.base import new_id, utc_now
from models.jobs import (
    DevelopmentJob,
    EventDraft,
    EventKind,
    JobContext,
    JobKind,
    JobPhase,
    JobProgress,
)
from models.quality import QualityReport
from models.specification import (
    ApplicationSpecification,
    DataModel,
    Entity,
    FieldSpecification,
    SpecificationMetadata,
)


def an_application(
    title: str = "Reading list", owner: str = "ann", **changes: object
) -> Application:
    now = utc_now()
    fields = {"id": new_id(), "owner": owner, "title": title, "created_at": now, "updated_at": now}
    return Application.model_validate({**fields, **changes})


def progress_of(
    job: DevelopmentJob | str, application_id: str = "", **changes: object
) -> JobProgress:
    job_id = job if isinstance(job, str) else job.id
    application = application_id if isinstance(job, str) else job.application_id
    fields = {
        "job_id": job_id,
        "application_id": application,
        "kind": JobKind.CREATE,
        "phase": JobPhase.ANALYSING,
    }
    return JobProgress.model_validate({**fields, **changes})


def a_job(application: Application, **changes: object) -> DevelopmentJob:
    now, job_id = utc_now(), new_id()
    fields = {
        "id": job_id,
        "application_id": application.id,
        "owner": application.owner,
        "kind": JobKind.CREATE,
        "request": "A reading list",
        "correlation_id": new_id(),
        "created_at": now,
        "updated_at": now,
        "progress": progress_of(job_id, application.id),
    }
    return DevelopmentJob.model_validate({**fields, **changes})


def context_of(job: DevelopmentJob) -> JobContext:
    return JobContext(
        job_id=job.id,
        application_id=job.application_id,
        owner=job.owner,
        correlation_id=job.correlation_id,
    )


def a_specification(title: str = "Reading list") -> ApplicationSpecification:
    field = FieldSpecification(name="title", label="Title", required=True)
    book = Entity(
        name="book", label="Book", plural_label="Books", fields=(field,), title_field="title"
    )
    return ApplicationSpecification(
        metadata=SpecificationMetadata(title=title, summary="Books that were read."),
        data_model=DataModel(entities=(book,)),
    )


def a_version(
    application_id: str, number: int, job_id: str = "job", commit: str = "0" * 40
) -> Version:
    return Version(
        application_id=application_id,
        number=number,
        specification=a_specification(),
        commit=commit,
        image="sha256:1",
        runtime=RuntimeName.PROCESS,
        quality=QualityReport(passed=True, commit=commit, gates=()),
        created_at=utc_now(),
        job_id=job_id,
    )


def a_deployment(version: int) -> Deployment:
    return Deployment(
        version=version,
        runtime=RuntimeName.PROCESS,
        host="local",
        instance=f"instance-{version}",
        image="sha256:1",
        endpoint=Endpoint(port=40_000),
        deployed_at=utc_now(),
    )


def drafts(*keys: str, kind: EventKind = EventKind.MILESTONE) -> Sequence[EventDraft]:
    return [
        EventDraft(key=key, kind=kind, phase=JobPhase.BUILDING, percentage=10, message=f"At {key}")
        for key in keys
    ]
