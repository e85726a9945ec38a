"""Inputs and results of the bookkeeping activities; all are short and run as local activities."""

from models.applications import Application, Deployment, Version
from models.base import Model, Text
from models.conversation import ConversationState
from models.jobs import DevelopmentJob, EventDraft, JobContext, JobProgress


class OpenJobInput(Model):
    """The records that a job starts with; what exists already stays as it is."""

    job: DevelopmentJob
    application: Application | None = None
    """Only for a creation."""
    events: tuple[EventDraft, ...] = ()
    """What tells of its first phase."""


class OpenJobResult(Model):
    """The application as it is when the job starts."""

    application: Application
    current: Version | None = None


class PublishInput(Model):
    """The job's new state and the events that tell of it."""

    job: JobContext
    progress: JobProgress
    events: tuple[EventDraft, ...]
    conversation: ConversationState | None = None
    """Only when it changed."""


class ReserveInput(Model):
    """Give a version that will be built its number, and the application its address."""

    job: JobContext
    title: Text


class ReserveResult(Model):
    """The same for the same job, however often it asks."""

    version: int
    slug: str


class RecordVersionInput(Model):
    """A version went live."""

    job: JobContext
    version: Version | None = None
    """None for a rollback, which makes an old version current again."""
    current_version: int
    deployment: Deployment
    title: Text


class AdoptInput(Model):
    """Whose work a job goes on with."""

    job: JobContext
    failed: str
    """Id of the job that failed."""


class CloseJobInput(Model):
    """The job ended; the application is free for the next one."""

    job: JobContext
    progress: JobProgress
    events: tuple[EventDraft, ...]
    deleted: bool = False
    """The application is gone for good."""
    erase_sources: bool = False
    """Its sources go as well."""
    halted: bool = False
    """It must not run as it is, because its data could not be put back."""


class VersionInput(Model):
    """Which version to look up."""

    job: JobContext
    number: int


class LeftDataResult(Model):
    """What is kept of the data as a version left it."""

    snapshot: str | None = None
    """Reference of the copy; None when there is none."""
