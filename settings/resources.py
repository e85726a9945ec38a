"""Settings of what is measured, what follows from it, and how long things are kept."""

from enum import StrEnum

from pydantic import Field

from settings.section import Section


class RightSizing(StrEnum):
    """What is done about limits that don't fit what an application uses."""

    OFF = "off"
    SUGGEST = "suggest"
    AUTOMATIC = "automatic"


class ResourceSettings(Section):
    """Measuring of the machine and of applications."""

    interval_seconds: int = Field(default=30, ge=10, le=300)
    """Time between two measurements."""
    raw_days: int = Field(default=1, ge=1, le=14)
    """How long single measurements are kept."""
    quarter_hour_days: int = Field(default=30, ge=2, le=366)
    """How long figures per quarter of an hour are kept."""
    daily_days: int = Field(default=730, ge=31, le=3660)
    """How long figures per day are kept."""
    right_sizing: RightSizing = RightSizing.SUGGEST
    """``suggest`` shows limits that fit better; ``automatic`` sets them; ``off`` does neither."""
    right_sizing_hours: int = Field(default=72, ge=1, le=720)
    """How long an application must have run before its limits are judged."""
    headroom: float = Field(default=1.3, ge=1.05, le=4)
    """Memory that is recommended, as a multiple of what was used."""
    least_memory_mb: int = Field(default=96, ge=64, le=4096)
    """Less memory than this is never recommended."""
    largest_memory_mb: int = Field(default=1024, ge=64, le=4096)
    """More memory than this an application never gets by being resized."""
    largest_cpus: float = Field(default=2.0, ge=0.1, le=8)
    """More CPU than this an application never gets by being resized."""
    largest_disk_mb: int = Field(default=4096, ge=64, le=65536)
    """More disk space than this only an operator gives an application."""
    full_disk_percent: float | None = Field(default=100, ge=100)
    """Data of an application, of its limit, beyond which it is stopped; unset: never."""
    sleep_after_hours: float | None = Field(default=72, gt=0)
    """Applications that nobody visits for that long are put to sleep; unset: never."""
    alarm_minutes: float = Field(default=5, ge=1, le=60)
    """How long something must be too high before it is reported."""
    host_cpu_percent: float = Field(default=95, gt=0, le=100)
    """CPU of the machine that is too high."""
    host_memory_percent: float = Field(default=90, gt=0, le=100)
    """Memory of the machine that is too high."""
    host_disk_percent: float = Field(default=90, gt=0, le=100)
    """Use of the data directory's disk that is too high."""
    application_memory_percent: float = Field(default=90, gt=0, le=100)
    """Memory of an application, of its limit, that is too high."""
    application_disk_percent: float = Field(default=90, gt=0, le=100)
    """Data of an application, of its limit, that is too much."""
    application_throttled_percent: float = Field(default=25, gt=0, le=100)
    """Share of the time that an application may be held back by its CPU limit."""


class RetentionSettings(Section):
    """How long things are kept that can be made again, or that nobody needs any more."""

    keep_versions: int = Field(default=5, ge=2, le=1000)
    """Versions per application that a rollback starts at once; older ones are packaged again."""
    snapshot_days: int = Field(default=30, ge=1)
    """How long data of before a change is kept when its version is older than those."""
    workspace_days: int = Field(default=7, ge=1)
    """How long a work tree that nobody touches is kept."""
    cache_days: int = Field(default=30, ge=1)
    """How long results of gates are kept."""
    log_days: int = Field(default=90, ge=1)
    """How long logs and events of jobs that have ended are kept."""
    stack_log_megabytes: int = Field(default=10, ge=1)
    """Size at which a log of the embedded stack is begun anew."""
    stack_log_files: int = Field(default=3, ge=1)
    """Earlier logs of each part of the stack that are kept."""
    request_key_days: int = Field(default=7, ge=1)
    """How long a request that is sent again with its ``Idempotency-Key`` gets the same answer."""
    usage_days: int = Field(default=400, ge=32)
    """How long is kept what each turn of a coding agent used; never less than a budget's period."""
    deleted_days: int | None = Field(default=400, ge=1)
    """How long is kept what is known of a deleted application; unset: for ever."""
    kept_data_days: int | None = Field(default=365, ge=1)
    """How long the data of an application deleted with ``--keep-data`` is kept; unset: for ever."""
