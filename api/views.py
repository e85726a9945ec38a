"""What callers get: the contract's shapes, made from what is stored; nothing internal slips in."""

from datetime import datetime
from typing import Generic, TypeVar

from api.links import application_links, job_links
from models.application_logs import ApplicationLogLine
from models.applications import Application, ApplicationStatus, DesiredState, Version
from models.base import Model, utc_now
from models.conversation import Question
from models.decisions import OpenDecision
from models.jobs import (
    DevelopmentJob,
    ErrorReport,
    JobKind,
    JobPhase,
    JobProgress,
    JobResult,
    LogLine,
    Milestone,
    Pause,
)
from models.proposal import Estimate, SummarySection
from models.quality import QualityReport
from models.queue import Delay, OwnerLimits, OwnerUse, QueuePlace
from models.specification import ApplicationSpecification
from models.usage import JobUsage, Spent

Item = TypeVar("Item")

WORKERS = "workers"
"""Name of the dependency that jobs wait for, while the API does without."""


class Listing(Model, Generic[Item]):
    """A page of a list."""

    items: tuple[Item, ...]
    next_cursor: str | None = None
    """Where the next page begins; null on the last one."""


class AuditCheck(Model):
    """What came of checking the audit list."""

    first_broken: int | None = None
    """Number of the first entry that is missing or was changed; null when there is none."""


class Accepted(Model):
    """A job was started; follow it at its links."""

    application_id: str
    job_id: str
    delay: Delay | None = None
    """How long it will be until work begins; null unless much is going on."""
    links: dict[str, str]

    @classmethod
    def of(cls, job_id: str, application_id: str, delay: Delay | None = None) -> "Accepted":
        """Return the answer for a job."""
        return cls(
            application_id=application_id,
            job_id=job_id,
            delay=delay,
            links=job_links(job_id, application_id),
        )


class LimitsView(Model):
    """What an owner may have, and has."""

    owner: str
    limits: OwnerLimits
    use: OwnerUse


class Taken(Model):
    """A message to a job was delivered."""

    job_id: str
    accepted: bool = True
    links: dict[str, str]


class SpecificationSummary(Model):
    """What an application is, at a glance."""

    summary: str
    category: str
    kind: str
    entities: tuple[str, ...]

    @classmethod
    def of(cls, specification: ApplicationSpecification) -> "SpecificationSummary":
        """Return the summary of a specification."""
        return cls(
            summary=specification.metadata.summary,
            category=specification.metadata.category.value,
            kind=specification.architecture.kind.value,
            entities=tuple(entity.label for entity in specification.data_model.entities),
        )


class ApplicationView(Model):
    """An application."""

    application_id: str
    title: str
    owner: str
    status: ApplicationStatus
    desired_state: DesiredState
    health: str
    """``healthy``, ``unhealthy``, ``stopped`` or ``none`` when nothing runs yet."""
    health_reason: str = ""
    """What is wrong and what is done about it, in plain words; empty in lists, and when all is
    well."""
    priority: int
    labels: dict[str, str]
    request: str
    current_version: int | None
    url: str | None
    specification: SpecificationSummary | None = None
    running_job_id: str | None
    created_at: datetime
    updated_at: datetime
    links: dict[str, str]

    @classmethod
    def of(
        cls,
        application: Application,
        url: str | None,
        current: Version | None = None,
        health_reason: str = "",
    ) -> "ApplicationView":
        """Return the view of an application; ``current`` is its live version, if that was read."""
        links = application_links(application.id)
        if application.running_job_id:
            links["running_job"] = job_links(application.running_job_id, application.id)["job"]
        return cls(
            application_id=application.id,
            title=application.title,
            owner=application.owner,
            status=application.status,
            desired_state=application.desired_state,
            health=_HEALTH.get(application.status, "none"),
            health_reason=health_reason,
            priority=application.priority,
            labels=application.labels,
            request=application.request,
            current_version=application.current_version,
            url=url if _is_reachable(application) else None,
            specification=SpecificationSummary.of(current.specification) if current else None,
            running_job_id=application.running_job_id,
            created_at=application.created_at,
            updated_at=application.updated_at,
            links=links,
        )


def _is_reachable(application: Application) -> bool:
    gone = application.status is ApplicationStatus.DELETED
    return application.current_version is not None and not gone


_HEALTH = {
    ApplicationStatus.RUNNING: "healthy",
    ApplicationStatus.UNHEALTHY: "unhealthy",
    ApplicationStatus.STOPPED: "stopped",
}


class JobView(Model):
    """A job and where it stands."""

    job_id: str
    application_id: str
    owner: str
    kind: JobKind
    phase: JobPhase
    percentage: int
    message: str
    milestones: tuple[Milestone, ...]
    questions: tuple[Question, ...]
    specification: ApplicationSpecification | None
    specification_summary: tuple[str, ...]
    """The specification in plain words: what you will get, what it keeps, what it will not do."""
    summary_sections: tuple[SummarySection, ...] = ()
    """The same sentences in the same order, under their headings."""
    estimate: Estimate | None = None
    """What building and running it will probably take."""
    proposal: str = ""
    """Id of the specification that waits for approval; a decision with it as ``about`` counts for
    no other. Empty while none does."""
    builder: str = ""
    """Who writes the code; empty until that is settled."""
    decision: OpenDecision | None = None
    """What the job waits for its owner to decide while the code is written."""
    usage: JobUsage | None = None
    """What a coding agent has used, beside the budgets; null without one."""
    queue: QueuePlace | None = None
    """Where it waits in line, as of now; null unless it does."""
    quality: QualityReport | None
    paused: Pause | None = None
    """Who paused it, and when; null while it goes on."""
    result: JobResult | None
    error: ErrorReport | None
    retry_of: str | None = None
    """The failed job that this one goes on from."""
    sequence: int
    """Counts the changes of this state."""
    request: str
    correlation_id: str
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None
    possible: tuple[str, ...] = ()
    """What can be said to it: ``answers``, ``decision``, ``pause``, ``resume``, ``cancel``; after
    its end ``retry``."""
    links: dict[str, str]

    @classmethod
    def of(cls, job: DevelopmentJob, possible: tuple[str, ...] = ()) -> "JobView":
        """Return the view of a job as it is stored."""
        return cls(
            job_id=job.id,
            application_id=job.application_id,
            owner=job.owner,
            kind=job.kind,
            retry_of=job.retry_of,
            request=job.request,
            correlation_id=job.correlation_id,
            created_at=job.created_at,
            updated_at=job.updated_at,
            finished_at=job.finished_at,
            possible=possible,
            links=job_links(job.id, job.application_id),
            proposal=job.progress.open_proposal,
            **{name: getattr(job.progress, name) for name in _OF_PROGRESS},
        )


_OF_PROGRESS = (frozenset(JobProgress.model_fields) & frozenset(JobView.model_fields)) - {
    "job_id",
    "application_id",
    "kind",
}


class JobSummary(Model):
    """A job in a list."""

    job_id: str
    application_id: str
    owner: str
    kind: JobKind
    phase: JobPhase
    percentage: int
    message: str
    paused: bool = False
    retry_of: str | None = None
    created_at: datetime
    finished_at: datetime | None
    links: dict[str, str]

    @classmethod
    def of(cls, job: DevelopmentJob) -> "JobSummary":
        """Return the summary of a job."""
        return cls(
            job_id=job.id,
            application_id=job.application_id,
            owner=job.owner,
            kind=job.kind,
            phase=job.progress.phase,
            percentage=job.progress.percentage,
            message=job.progress.message,
            paused=job.progress.paused is not None,
            retry_of=job.retry_of,
            created_at=job.created_at,
            finished_at=job.finished_at,
            links=job_links(job.id, job.application_id),
        )


class LogPage(Model):
    """Lines of a job's build log."""

    items: tuple[LogLine, ...]
    next_after: int
    """Pass it as ``after`` to read on."""


class TurnUsage(Model):
    """What one turn of a job's coding agent has used."""

    turn: int
    """1 for the first turn of the job."""
    spent: Spent


class TurnsView(Model):
    """What each turn of a job's coding agent has used, in order; none with other builders."""

    items: tuple[TurnUsage, ...]


class ApplicationLogPage(Model):
    """Lines that an application wrote."""

    items: tuple[ApplicationLogLine, ...]
    next_after: int
    """Pass it as ``after`` to read on."""
    fresh: bool
    """Whether all is here that was written until now; else its host does not answer."""


class DependencyState(Model):
    """Whether something the API needs answers."""

    name: str
    ready: bool
    required: bool = True
    """Whether the API can do nothing useful without it."""
    detail: str = ""


class Readiness(Model):
    """Whether the API can take requests and keep them; work waits for workers and is not lost."""

    ready: bool
    dependencies: tuple[DependencyState, ...]


class Liveness(Model):
    """The process answers."""

    status: str = "ok"
    at: datetime

    @classmethod
    def now(cls) -> "Liveness":
        """Return the answer of a living process."""
        return cls(at=utc_now())
