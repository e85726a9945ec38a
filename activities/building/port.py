"""The port that every builder implements."""

from pathlib import Path
from typing import Protocol

from models.base import Model, Text
from models.specification import ApplicationSpecification


class Brief(Model):
    """Everything that a builder is told."""

    application_id: str
    job_id: str
    title: Text
    version: int
    specification: ApplicationSpecification
    previous: ApplicationSpecification | None = None
    """Specification of the sources that the work tree holds; None when it is empty."""


class BuildSummary(Model):
    """What a builder says it did; the gates judge it."""

    files: int
    lines: int
    summary: Text
    notes: tuple[Text, ...] = ()
    """What a person should know, a sentence each; becomes lines of the build log."""
    finished: bool = True
    """Whether every task was carried out; else the boxes stay as the builder has left them."""


class Builder(Protocol):
    """Turns a specification into a source tree."""

    name: str

    async def build(self, brief: Brief, tree: Path) -> BuildSummary:
        """Make the work tree hold the application that the brief describes.

        ``tree`` is an existing folder that holds the previous version's files, or nothing.
        Calling it again with the same brief and the same starting tree gives the same files.

        Raises:
            BuildError: The specification can't be built by this builder.
        """
        ...
