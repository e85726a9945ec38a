"""What callers get to see of the use of resources."""

from datetime import datetime

from models.applications import LimitChange
from models.base import Model
from models.resources import Recommendation, Sample
from models.specification import ResourceLimits

_MEGABYTE = 1024 * 1024


class UsagePoint(Model):
    """What an application used within one step."""

    at: datetime
    """Beginning of the step."""
    cpu: float | None
    """Cores, on average."""
    cpu_max: float | None
    throttled: float | None
    """Share of the time that it waited for CPU because of its limit."""
    memory_mb: float
    """On average, without page cache."""
    memory_max_mb: float
    disk_mb: float | None
    """Its data."""
    pids: int | None
    restarts: int
    oom_kills: int
    """How often it was ended because it went over its memory limit."""
    requests: int | None = None
    """None where nobody counts them."""
    errors: int | None = None
    """Requests that were answered with 5xx."""

    @classmethod
    def of(cls, sample: Sample) -> "UsagePoint":
        """Return the point of a sample."""
        return cls(
            at=sample.at,
            cpu=_rounded(sample.cpu),
            cpu_max=_rounded(sample.cpu_max),
            throttled=_rounded(sample.throttled),
            memory_mb=megabytes(sample.memory),
            memory_max_mb=megabytes(sample.memory_max),
            disk_mb=None if sample.disk is None else megabytes(sample.disk),
            pids=sample.pids,
            restarts=sample.restarts,
            oom_kills=sample.oom_kills,
        )


class ApplicationLimitsView(Model):
    """What an application may use."""

    application_id: str
    limits: ResourceLimits | None
    """Those that hold, or will within a minute; null when nothing runs."""
    changed: LimitChange | None
    """What was changed about the specification's."""
    recommended: Recommendation | None = None
    """Limits that would fit what was used better; null when these do."""


class UsageView(ApplicationLimitsView):
    """What an application used over time, beside what it may."""

    title: str
    owner: str
    asleep_since: datetime | None
    full_since: datetime | None = None
    """Since when it is stopped because its data is over its limit."""
    begin: datetime
    end: datetime
    step_seconds: int
    """Length of a step; points where nothing ran are left out."""
    points: tuple[UsagePoint, ...]


class UsageRow(Model):
    """What an application used within a span of time, all in all."""

    owner: str
    application_id: str
    title: str
    status: str
    hours: float
    """How long it ran and was measured."""
    cpu_hours: float
    memory_mb: float
    """On average while it ran."""
    memory_max_mb: float
    memory_limit_mb: int | None
    memory_gb_hours: float
    disk_mb: float | None
    disk_limit_mb: int | None
    requests: int | None
    restarts: int
    oom_kills: int


class OwnerUsage(Model):
    """The same of all applications of an owner."""

    owner: str
    applications: int
    cpu_hours: float
    memory_gb_hours: float
    disk_mb: float
    requests: int | None


class UsageReport(Model):
    """Who used how much."""

    begin: datetime
    end: datetime
    owners: tuple[OwnerUsage, ...]
    applications: tuple[UsageRow, ...]
    """Those that used the most memory first."""


def megabytes(number: int) -> float:
    """Return bytes as megabytes, to a hundredth."""
    return round(number / _MEGABYTE, 2)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
