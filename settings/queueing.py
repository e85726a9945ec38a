"""Settings of waiting in line, of letting requests in, and of what owners may have."""

from pydantic import Field, model_validator

from settings.section import Section


class QueueSettings(Section):
    """Waiting in line, and when requests are delayed or refused."""

    memory_mb: int | None = Field(default=None, ge=64)
    """Memory of a host for builds and applications; unset: four fifths of what it has."""
    cpus: float | None = Field(default=None, gt=0)
    """Processors of a host for builds; unset: twice what it has, because builds also wait."""
    builds: int | None = Field(default=None, ge=1)
    """Versions built and checked at a time on a host; unset: as ``worker.build_slots``."""
    build_memory_mb: int = Field(default=512, ge=0)
    """Memory that writing a version takes; with a coding agent it may be more."""
    check_memory_mb: int = Field(default=768, ge=0)
    """Memory that checking and packaging a version takes."""
    build_cpus: float = Field(default=1.0, ge=0)
    """Processors that building and checking a version takes."""
    longest_wait_hours: float = Field(default=24.0, gt=0, le=720)
    """How long a job waits in line before it gives up."""
    delay_jobs: int = Field(default=10, ge=1)
    """Jobs at work or waiting from which on requests are told of the delay."""
    refuse_jobs: int = Field(default=500, ge=1)
    """Jobs at work or waiting from which on requests are refused."""
    delay_free_memory_mb: int = Field(default=512, ge=0)
    """Free memory below which requests are told of a delay."""
    refuse_free_memory_mb: int = Field(default=128, ge=0)
    """Free memory below which requests are refused."""
    delay_free_disk_mb: int = Field(default=2048, ge=0)
    """Free disk space below which requests are told of a delay."""
    refuse_free_disk_mb: int = Field(default=512, ge=0)
    """Free disk space below which requests are refused."""
    delay_load: float = Field(default=4.0, gt=0)
    """Load per processor above which requests are told of a delay."""
    refuse_load: float = Field(default=32.0, gt=0)
    """Load per processor above which requests are refused."""
    relief: float = Field(default=0.8, gt=0, le=1)
    """A threshold that was crossed holds until this share of it is reached again."""

    @model_validator(mode="after")
    def _is_in_order(self) -> "QueueSettings":
        in_order = (
            self.delay_jobs <= self.refuse_jobs
            and self.delay_load <= self.refuse_load
            and self.delay_free_memory_mb >= self.refuse_free_memory_mb
            and self.delay_free_disk_mb >= self.refuse_free_disk_mb
        )
        if not in_order:
            raise ValueError("requests must be delayed before they are refused")
        return self


class LimitSettings(Section):
    """What one owner may have, unless an operator sets something else; 0 is nothing at all."""

    applications: int = Field(default=200, ge=0)
    """Applications that are not deleted."""
    running_jobs: int = Field(default=50, ge=0)
    """Jobs that have not ended."""
    memory_mb: int = Field(default=65_536, ge=0)
    """Memory limits of running applications, together."""
    disk_mb: int = Field(default=1_048_576, ge=0)
    """Disk limits of applications that were ever live, together."""
    builds_per_day: int = Field(default=500, ge=0)
    """Creations and changes begun within 24 hours."""
