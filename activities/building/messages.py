"""Inputs and results of the building activities."""

from models.base import Model, Text
from models.jobs import JobContext
from models.specification import ApplicationSpecification, Slug


class BuildInput(Model):
    """What to build, and what it follows."""

    job: JobContext
    version: int
    specification: ApplicationSpecification
    slug: Slug = "app"
    """Part of the application's address; names the folder of its specification."""
    previous: ApplicationSpecification | None = None
    """Specification of the version whose sources the build starts from; None for the first."""
    previous_commit: str | None = None


class BuildResult(Model):
    """The commit that holds the sources."""

    commit: str
    files: int
    lines: int
    summary: Text
