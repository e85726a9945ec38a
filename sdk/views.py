"""What the API answers, as the client reads it; fields that a newer server adds are ignored."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Generic, TypeVar

from models.applications import ApplicationStatus, DesiredState
from models.base import Model
from models.conversation import Question
from models.jobs import ErrorReport, JobKind, JobPhase, JobResult, LogLine, Milestone
from models.quality import QualityReport
from models.specification import ApplicationSpecification

Item = TypeVar("Item")


class Page(Model, Generic[Item]):
    """A part of a list; pass ``next_cursor`` to read on."""

    items: tuple[Item, ...]
    next_cursor: str | None = None


class Accepted(Model):
    """A job was started."""

    application_id: str
    job_id: str
    links: Mapping[str, str] = {}


class SpecificationSummary(Model):
    """What an application is, at a glance."""

    summary: str
    category: str
    kind: str
    entities: tuple[str, ...] = ()


class ApplicationRecord(Model):
    """An application."""

    application_id: str
    title: str
    owner: str
    status: ApplicationStatus
    desired_state: DesiredState
    health: str
    priority: int
    labels: Mapping[str, str] = {}
    request: str = ""
    current_version: int | None = None
    url: str | None = None
    specification: SpecificationSummary | None = None
    running_job_id: str | None = None
    created_at: datetime
    updated_at: datetime


class JobRecord(Model):
    """A job; lists leave out what is below ``finished_at``."""

    job_id: str
    application_id: str
    owner: str
    kind: JobKind
    phase: JobPhase
    percentage: int
    message: str = ""
    created_at: datetime
    finished_at: datetime | None = None
    milestones: tuple[Milestone, ...] = ()
    questions: tuple[Question, ...] = ()
    specification: ApplicationSpecification | None = None
    specification_summary: tuple[str, ...] = ()
    quality: QualityReport | None = None
    result: JobResult | None = None
    error: ErrorReport | None = None
    possible: tuple[str, ...] = ()
    sequence: int = 0
    correlation_id: str = ""


class LogPage(Model):
    """Lines of a build log."""

    items: tuple[LogLine, ...]
    next_after: int


class VersionRecord(Model):
    """A version; lists leave out specification and quality report."""

    number: int
    application_id: str
    title: str
    commit: str
    image: str
    runtime: str
    quality_passed: bool
    created_at: datetime
    job_id: str
    reason: str = ""
    approved_by: str = ""
    specification: ApplicationSpecification | None = None
    quality: QualityReport | None = None


class FieldDifference(Model):
    """One place in which two specifications differ."""

    pointer: str
    old: Any = None
    new: Any = None


class VersionDiff(Model):
    """What changed between two versions."""

    against: int | None
    version: int
    sources: str
    specification: tuple[FieldDifference, ...] = ()


class DependencyState(Model):
    """Whether something that the API needs answers."""

    name: str
    ready: bool
    required: bool = True
    detail: str = ""


class Readiness(Model):
    """Whether the API can do all of its work."""

    ready: bool
    dependencies: tuple[DependencyState, ...] = ()
