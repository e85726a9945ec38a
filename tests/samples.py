"""Values that many tests start from."""

from datetime import UTC, datetime

from models.applications import Application, Deployment, Endpoint, RuntimeName, Version
from models.backups import Backup, BackupKind, BackupState
from models.conversation import Question, QuestionKind, Understanding
from models.jobs import JobContext
from models.quality import GateName, GateResult, QualityReport
from models.specification import (
    ApplicationSpecification,
    Category,
    DataModel,
    Entity,
    FieldSpecification,
    FieldType,
    SpecificationMetadata,
)

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
READING_LIST_REQUEST = (
    "A reading list: books with title, author, a rating from 1 to 5 and the date finished"
)


def book() -> Entity:
    """A book, as the reading list keeps it."""
    return Entity(
        name="book",
        label="Book",
        plural_label="Books",
        fields=(
            FieldSpecification(name="title", label="Title", required=True),
            FieldSpecification(name="author", label="Author"),
            FieldSpecification(name="rating", label="Rating", type=FieldType.RATING),
            FieldSpecification(name="date_finished", label="Date finished", type=FieldType.DATE),
        ),
        title_field="title",
    )


def reading_list() -> ApplicationSpecification:
    """The specification of a reading list."""
    return ApplicationSpecification(
        metadata=SpecificationMetadata(
            title="Reading list", summary="Keeps books.", category=Category.COLLECTION
        ),
        data_model=DataModel(entities=(book(),)),
    )


def understanding() -> Understanding:
    """What is understood of the reading list's request."""
    return Understanding(
        title="Reading list",
        category=Category.COLLECTION,
        entities=(book(),),
        completeness=1,
        clarity=1,
        confidence=1,
    )


def question(name: str = "fields.book") -> Question:
    """A question with three options."""
    return Question(
        id=name,
        text="Which of these matter?",
        reason="They become the fields of the form.",
        kind=QuestionKind.SEVERAL,
        options=("Title", "Author", "Rating"),
        recommended=("Title", "Author"),
    )


def job(application_id: str, job_id: str = "job-1", owner: str = "ada") -> JobContext:
    """A job of an owner."""
    return JobContext(
        job_id=job_id, application_id=application_id, owner=owner, correlation_id=f"c-{job_id}"
    )


def application(application_id: str, owner: str = "ada", **changes: object) -> Application:
    """An application without a version."""
    return Application(
        id=application_id,
        owner=owner,
        title="Reading list",
        request=READING_LIST_REQUEST,
        created_at=NOW,
        updated_at=NOW,
    ).model_copy(update=changes)


def deployment(version: int = 1) -> Deployment:
    """A running version."""
    return Deployment(
        version=version,
        runtime=RuntimeName.PROCESS,
        host="local",
        instance=f"instance-{version}",
        image=f"image-{version}",
        endpoint=Endpoint(socket=f"/tmp/{version}.sock"),
        deployed_at=NOW,
    )


def quality_report(commit: str = "c1") -> QualityReport:
    """A report in which everything passed."""
    gates = tuple(GateResult(gate=gate, passed=True, summary="fine") for gate in GateName)
    return QualityReport(passed=True, commit=commit, gates=gates)


def version(
    application_id: str, number: int = 1, *, snapshot: str | None = None, job_id: str = "job-1"
) -> Version:
    """A version that passed everything."""
    return Version(
        application_id=application_id,
        number=number,
        specification=reading_list(),
        commit=f"commit-{number}",
        image=f"image-{number}",
        runtime=RuntimeName.PROCESS,
        quality=quality_report(f"commit-{number}"),
        snapshot=snapshot,
        created_at=NOW,
        job_id=job_id,
    )


def backup(application_id: str, backup_id: str = "backup-1", **changes: object) -> Backup:
    """A whole backup of version 1."""
    fields = {
        "id": backup_id,
        "application_id": application_id,
        "kind": BackupKind.SCHEDULED,
        "state": BackupState.WHOLE,
        "version": 1,
        "taken_at": NOW,
        "size": 10,
        "sha256": "0" * 64,
        "content": "c1",
        "file": f"backups/{application_id}/{backup_id}.tar.gz",
    }
    return Backup.model_validate({**fields, **changes})
