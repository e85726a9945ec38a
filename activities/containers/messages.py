"""Inputs and results of the container activities."""

from models.applications import RuntimeName
from models.base import Model
from models.jobs import JobContext


class PackageInput(Model):
    """Which commit to package."""

    job: JobContext
    version: int
    commit: str


class PackageResult(Model):
    """Something that can be started."""

    image: str
    """Image id, or path of the virtual environment."""
    runtime: RuntimeName
    size_mb: float = 0.0
    adopted: bool = False
    """Whether it was there already."""
