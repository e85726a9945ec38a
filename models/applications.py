"""Applications, their versions and their deployments."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.base import Label, Model, Text
from models.quality import QualityReport
from models.specification import (
    ApplicationKind,
    ApplicationSpecification,
    ResourceLimits,
    Slug,
)


class ApplicationStatus(StrEnum):
    """What an application is to its owner."""

    IN_PREPARATION = "in_preparation"
    """No version was ever live."""
    RUNNING = "running"
    STOPPED = "stopped"
    UNHEALTHY = "unhealthy"
    FAILED = "failed"
    """Its creation failed or was cancelled; nothing runs."""
    DELETED = "deleted"


class DesiredState(StrEnum):
    """What the owner wants."""

    RUNNING = "running"
    STOPPED = "stopped"


class RuntimeName(StrEnum):
    """Where applications run."""

    DOCKER = "docker"
    PROCESS = "process"


class Endpoint(Model):
    """Where an instance listens: a unix socket, or a port on loopback; exactly one is set.

    Seen from another host it is the address of the proxy there, and nothing else.
    """

    socket: str | None = None
    """Absolute path."""
    port: int | None = Field(default=None, ge=1, le=65535)
    address: str | None = None
    """Proxy of the host that it runs on, as host:port."""


class Deployment(Model):
    """A running version."""

    version: int
    runtime: RuntimeName
    host: str
    instance: str
    """Name of the container, or of the process's folder."""
    image: str
    """Image id, or path of the virtual environment."""
    endpoint: Endpoint
    limits: ResourceLimits = ResourceLimits()
    """What it may use: enough to start the very same instance again."""
    health_path: str = "/healthz"
    """What to ask it for to know that it is well."""
    deployed_at: datetime


class Version(Model):
    """Immutable: everything needed to run, compare or restore it."""

    application_id: str
    number: int = Field(ge=1)
    specification: ApplicationSpecification
    commit: str
    image: str
    runtime: RuntimeName
    quality: QualityReport
    snapshot: str | None = None
    """Reference of the data as it was just before this version went live; the first has none."""
    created_at: datetime
    job_id: str
    reason: Text = ""
    """The words that led to it."""
    approved_by: str = ""
    """Owner, or ``auto`` when approval was given beforehand."""


class LimitChange(Model):
    """Limits that hold in place of the specification's; None leaves that one as it is."""

    memory_mb: int | None = Field(default=None, ge=64, le=4096)
    cpus: float | None = Field(default=None, ge=0.1, le=8.0)
    disk_mb: int | None = Field(default=None, ge=64, le=65536)
    by: str
    """Owner, operator, or ``right_sizing``."""
    at: datetime

    def applied_to(self, limits: ResourceLimits) -> ResourceLimits:
        """Return the limits that hold."""
        changed = {"memory_mb": self.memory_mb, "cpus": self.cpus, "disk_mb": self.disk_mb}
        return limits.model_copy(update={k: v for k, v in changed.items() if v is not None})


class Application(Model):
    """What a user asked for."""

    id: str
    owner: str
    title: Label
    slug: Slug | None = None
    """Part of its address; given once, and kept for ever by what was live."""
    status: ApplicationStatus = ApplicationStatus.IN_PREPARATION
    desired_state: DesiredState = DesiredState.RUNNING
    priority: int = Field(default=3, ge=1, le=5)
    labels: dict[str, str] = Field(default_factory=dict)
    request: Text = ""
    current_version: int | None = None
    kind: ApplicationKind | None = None
    """Of its current version; None while it has none."""
    deployment: Deployment | None = None
    limits: LimitChange | None = None
    """What was changed about the limits of its specification, for all versions to come."""
    asleep_since: datetime | None = None
    """Since when nothing runs because nobody came; the next visitor wakes it."""
    full_since: datetime | None = None
    """Since when nothing runs because its data is over its disk limit; more room or its owner
    wakes it."""
    room_until: datetime | None = None
    """Until when it may run although it is over that limit, so that its owner can make room."""
    running_job_id: str | None = None
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None
