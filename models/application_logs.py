"""What applications write themselves, to their standard output and error."""

from datetime import datetime

from models.base import Model, Text
from models.jobs import LogLevel


class ApplicationLogLine(Model):
    """One line of an application's own log."""

    number: int
    """Grows by one with each line of the application, over all its versions."""
    at: datetime
    level: LogLevel
    """As far as the line tells; ``info`` when it does not."""
    version: int
    """The version that wrote it."""
    text: Text


class CollectedLine(ApplicationLogLine):
    """A line as it is kept, with the place where it was found."""

    instance: str
    stamp: str = ""
    """Of the runtime; empty for a line of ours."""
