"""Waiting in line, what is reserved meanwhile, and what one owner may have at all."""

from enum import StrEnum

from pydantic import Field

from models.base import Model, Text


class Need(Model):
    """What a job reserves of a host while it builds, checks and starts a version."""

    memory_mb: int = Field(default=0, ge=0)
    cpus: float = Field(default=0, ge=0)
    builds: int = Field(default=0, ge=0)
    """Places for builds: 1 while sources are written and checked, 0 afterwards."""


class Capacity(Need):
    """What a host has to give."""


class Scarce(StrEnum):
    """What a job waits for."""

    MEMORY = "memory"
    CPUS = "cpus"
    BUILDS = "builds"
    TURN = "turn"
    """There is room, but others come first."""


class Shortage(Model):
    """What is short for a job."""

    resource: Scarce
    needed: float = 0
    free: float = 0


class Claim(Model):
    """What a job asks for before it builds; asked again, it gets the same."""

    job_id: str
    step: str
    """Of the job; a job may hold several reservations."""
    application_id: str
    owner: str
    host: str
    priority: int = 3
    need: Need
    running_memory_mb: int = 0
    """What the application may use once it runs."""
    disk_mb: int = 0
    """What it may use of the disk."""
    seconds: float = Field(gt=0)
    """How long it will probably hold what it gets."""


class QueuePlace(Model):
    """Where a waiting job stands."""

    position: int = Field(ge=1)
    """1 is next."""
    resource: Scarce
    """What it waits for."""
    reason: Text
    """The same in a sentence."""
    seconds: float | None = Field(default=None, ge=0)
    """How long it will probably wait; null when that can't be told."""
    told: Text
    """Position, reason and estimate in words."""


class Delay(Model):
    """A request was taken, but will have to wait."""

    seconds: float = Field(ge=0)
    """How long until its work begins, roughly."""
    told: Text


class OwnerLimits(Model):
    """The most that one owner may have; null for as much as there is."""

    applications: int | None = Field(default=None, ge=0)
    """Applications that are not deleted."""
    running_jobs: int | None = Field(default=None, ge=0)
    """Jobs that have not ended."""
    memory_mb: int | None = Field(default=None, ge=0)
    """Memory limits of running applications, together."""
    disk_mb: int | None = Field(default=None, ge=0)
    """Disk limits of applications that were ever live, together."""
    builds_per_day: int | None = Field(default=None, ge=0)
    """Creations and changes begun within 24 hours."""


class OwnerUse(Model):
    """What one owner has, in the units of the limits."""

    applications: int = 0
    running_jobs: int = 0
    memory_mb: int = 0
    disk_mb: int = 0
    builds_per_day: int = 0


class LimitState(Model):
    """A limit that is reached."""

    name: str
    """Field of the limits, like ``applications``."""
    allowed: int
    used: int
    needed: int = 1


class Joined(Model):
    """What came of asking: exactly one is set, unless it was granted."""

    granted: bool = False
    place: QueuePlace | None = None
    """Where it waits."""
    exceeded: LimitState | None = None
    """Which limit of the owner it would go over."""
    too_large: Shortage | None = None
    """What the host could not give even if it did nothing else."""


class Renewal(StrEnum):
    """What came of prolonging a reservation."""

    NONE = "none"
    """There is none to prolong."""
    HELD = "held"
    LAPSED = "lapsed"
    """It had expired, and what it held is given to others."""
