"""Inputs and results of the migration activities."""

from models.base import Model
from models.jobs import JobContext


class SnapshotInput(Model):
    """Copy the data as it is now."""

    job: JobContext
    version: int
    """The version that is about to go live."""


class SnapshotResult(Model):
    """Where the copy is."""

    reference: str
    bytes: int


class RestoreInput(Model):
    """Put a copy back."""

    job: JobContext
    reference: str
