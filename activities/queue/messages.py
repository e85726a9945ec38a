"""Inputs of the activities that let jobs in."""

from datetime import timedelta

from pydantic import Field

from models.base import Model
from models.jobs import JobContext
from models.queue import Need, Shortage

BUILD_STEP = "build"
"""Name of the reservation that a job builds with."""


class JoinInput(Model):
    """What a job needs; asked again, it gets the same place."""

    job: JobContext
    host: str
    priority: int = 3
    need: Need
    builder: str = ""
    """Who is going to build, as far as that is known: what earlier jobs of theirs took counts."""
    running_memory_mb: int = 0
    """What the application may use once it runs."""
    disk_mb: int = 0
    seconds: float = Field(gt=0)
    """How long the job will probably take from now on."""
    patience: timedelta
    """How long it may wait."""


BESIDE_STEP = "beside"
"""Name of the reservation for a second version beside the first."""


class BesideInput(Model):
    """What a version needs for the seconds in which it runs beside the one that is live."""

    job: JobContext
    host: str
    memory_mb: int = Field(gt=0)


class BesideResult(Model):
    """What was short; it was reserved all the same."""

    short: Shortage | None = None


class AdmitInput(Model):
    """Whose turn it is."""

    job: JobContext
