"""Inputs, results and signals of the workflows."""

from datetime import datetime

from pydantic import Field

from models.applications import Application
from models.base import Model, Text
from models.checkpoints import Order
from models.conversation import MAX_REQUEST_CHARACTERS, AnswerValue
from models.jobs import Decision, JobContext, JobPhase, JobResult
from models.queue import Need


class QueuePolicy(Model):
    """What jobs reserve before they build, and how long they wait for it."""

    need: Need
    longest_wait_hours: float = 24.0


class JobPolicy(Model):
    """What the operator set for jobs; taken from the settings when a job starts."""

    host: str = "local"
    """Host that the application runs on."""
    deadline_hours: float = 72.0
    """How long a person is waited for."""
    reminder_hours: float = 24.0
    """When the job says again that it waits."""
    watch_seconds: float = 5.0
    """How long a version is watched after the switch."""
    queue: QueuePolicy | None = None
    """None in runs from before there was a line, and in those that shall not wait."""


class JobInput(Model):
    """What every job starts with."""

    job: JobContext
    created_at: datetime
    policy: JobPolicy = JobPolicy()
    retry_of: str | None = None
    """The failed job that this one goes on from."""

    @property
    def order(self) -> Order:
        """What is asked of the job beyond its words."""
        asked = Order.model_fields.keys() & type(self).model_fields.keys()
        return Order(**{name: getattr(self, name) for name in asked})


class CreateApplicationInput(JobInput):
    """A new application."""

    application: Application
    """As the records shall hold it."""
    request: Text = Field(max_length=MAX_REQUEST_CHARACTERS)
    name: str | None = None
    builder: str = "auto"
    auto_approve: bool = False


class ModifyApplicationInput(JobInput):
    """A change of a live application."""

    request: Text = Field(max_length=MAX_REQUEST_CHARACTERS)
    auto_approve: bool = False


class RollBackApplicationInput(JobInput):
    """Return to an earlier version."""

    version: int = Field(ge=1)
    restore_data: bool = False
    """Also bring back the data as it was when that version was left."""


class RestoreApplicationInput(JobInput):
    """Return of the data to a backup."""

    backup_id: str


class DeleteApplicationInput(JobInput):
    """The end of an application."""

    keep_data: bool = False


class MoveApplicationInput(JobInput):
    """Another host for an application."""

    leaves: str
    """The host that it is on; once it is elsewhere there is nothing to do."""
    lost: bool = False
    """Whether that host can't be asked any more: the newest copy of the data is gone on from."""


class RestartApplicationInput(JobInput):
    """A new instance of the version that is live."""


class SetStateInput(Model):
    """Which application shall be what is wanted of it, and where it is."""

    application_id: str
    host: str


class JobOutcome(Model):
    """How a job ended."""

    phase: JobPhase
    result: JobResult | None = None


class AnswerSignal(Model):
    """Answers to open questions; unknown ids and repeated answers are harmless."""

    answers: dict[str, AnswerValue]


class PauseSignal(Model):
    """Who wants a job to pause, or to go on."""

    by: str = ""


class HostLostSignal(Model):
    """A host was given up; meant for one job alone, not for the next on its application."""

    job_id: str
    host: str
    gives_way: bool = False
    """Whether the job has to end, because its application is started elsewhere now."""


class DecisionSignal(Model):
    """What the owner says to what is proposed."""

    decision: Decision
    changes: Text | None = None
    """For ``change``: what to change, in words."""
    comment: Text | None = None
    by: str = ""
    about: str = ""
    """Id of the open decision that it is meant for; empty for the specification."""
