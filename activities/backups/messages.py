"""Inputs and results of the backup activities and workflows."""

from enum import StrEnum

from models.backups import BackupKind
from models.base import Model, Text
from models.jobs import JobContext


class BackUpInput(Model):
    """Copy an application's data; the id makes a second attempt find what the first one made."""

    application_id: str
    backup_id: str
    kind: BackupKind = BackupKind.SCHEDULED
    job_id: str | None = None
    """The job that asks for it; without one, no job may be at work on the application."""


class BackUpOutcome(StrEnum):
    """What came of it."""

    MADE = "made"
    UNCHANGED = "unchanged"
    """The newest backup holds the same data."""
    SKIPPED = "skipped"
    """A job is at work on the application; the next round looks again."""


class BackUpResult(Model):
    """What came of one application's turn."""

    outcome: BackUpOutcome
    bytes: int = 0


class FailedInput(Model):
    """Note that a backup could not be made."""

    application_id: str
    backup_id: str
    problem: Text


class BackUpRequest(Model):
    """One backup, asked for by hand."""

    host: str
    backup: BackUpInput


class RoundInput(Model):
    """A round over the applications of a host."""

    host: str


class DueResult(Model):
    """Whose turn it is."""

    backups: tuple[BackUpInput, ...] = ()
    concurrency: int = 1


class DrillsDue(Model):
    """Whose newest backup is to be tried."""

    applications: tuple[str, ...] = ()


class RoundResult(Model):
    """How a round went."""

    made: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0


class TidyResult(Model):
    """What was found and done among the backups."""

    removed: int = 0
    broken: int = 0
    """Found damaged or missing now."""
    copied: int = 0
    """Copied to the second folder."""


class DrillInput(Model):
    """Restore an application's newest backup for a trial."""

    application_id: str


class DrillOutcome(StrEnum):
    """What a trial showed."""

    PROVED = "proved"
    NOTHING = "nothing"
    """There is no backup to try."""
    FAILED = "failed"


class DrillResult(Model):
    """What a trial showed, in words when it failed."""

    outcome: DrillOutcome
    backup_id: str = ""
    problem: Text = ""


class DrillRoundResult(Model):
    """How a round of trials went."""

    proved: int = 0
    failed: int = 0


class ChosenInput(Model):
    """The backup that a job puts back."""

    job: JobContext
    backup_id: str
    version: int = 0
    """The version that is live."""
