"""Jobs: one creation, modification, rollback, deletion or restart each, and their events."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from models.base import Model, Text
from models.checkpoints import Checkpoint
from models.conversation import ConversationState, Question
from models.decisions import Decision as Decision  # part of what is said to jobs
from models.decisions import OpenDecision, proposal_id
from models.proposal import Estimate, SummarySection
from models.quality import QualityReport
from models.queue import QueuePlace
from models.specification import ApplicationSpecification
from models.usage import JobUsage


class JobKind(StrEnum):
    """What a job does to its application."""

    CREATE = "create"
    MODIFY = "modify"
    ROLL_BACK = "roll_back"
    RESTORE = "restore"
    DELETE = "delete"
    MOVE = "move"
    """To another host; nobody asks for it but the operator, or the loss of a host."""
    RESTART = "restart"


class JobPhase(StrEnum):
    """Where a job stands; the last four are ends."""

    ANALYSING = "analysing"
    GATHERING_REQUIREMENTS = "gathering_requirements"
    SPECIFYING = "specifying"
    AWAITING_APPROVAL = "awaiting_approval"
    QUEUED = "queued"
    BUILDING = "building"
    CHECKING = "checking"
    DEPLOYING = "deploying"
    WATCHING = "watching"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    ROLLED_BACK = "rolled_back"

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self in _ENDS


_ENDS = frozenset({JobPhase.DONE, JobPhase.FAILED, JobPhase.CANCELLED, JobPhase.ROLLED_BACK})


class JobContext(Model):
    """Who an activity works for; part of the input of every activity."""

    job_id: str
    application_id: str
    owner: str
    correlation_id: str


class Milestone(Model):
    """A step that a person understands."""

    name: str
    """Stable, like ``built``."""
    description: Text
    reached: bool = False
    percentage: int = Field(ge=0, le=100)
    """How far the job is once this one is reached."""


class ErrorReport(Model):
    """Why a job failed, told to its owner."""

    code: str
    title: Text
    detail: Text
    remedy: Text
    phase: JobPhase
    correlation_id: str


class JobResult(Model):
    """What came out of a job that ended well."""

    version: int | None = None
    url: str | None = None
    summary: Text = ""
    next_steps: tuple[Text, ...] = ()


class Pause(Model):
    """That a job was paused: it ends its current step and does not begin the next one."""

    by: str
    at: datetime


class JobProgress(Model):
    """The whole small state of a running job: what the ``progress`` query returns."""

    job_id: str
    application_id: str
    kind: JobKind
    phase: JobPhase
    percentage: int = Field(default=0, ge=0, le=100)
    message: Text = ""
    """What happens right now, in words."""
    milestones: tuple[Milestone, ...] = ()
    sequence: int = 0
    """Counts the changes of this state; grows with each."""
    questions: tuple[Question, ...] = ()
    """What waits for an answer."""
    specification: ApplicationSpecification | None = None
    """Set once it can be shown."""
    proposals: int = 0
    """How many were shown so far, each in place of the one before."""
    specification_summary: tuple[Text, ...] = ()
    """The specification in plain words, a sentence each."""
    summary_sections: tuple[SummarySection, ...] = ()
    """The same sentences in the same order, under their headings."""
    estimate: Estimate | None = None
    """What it will probably take; shown with the proposal."""
    approved_at: datetime | None = None
    """When the specification was agreed on: from then on only its builder may need somebody."""
    builder: str = ""
    """Who writes the code; empty until that is settled."""
    decision: OpenDecision | None = None
    """What waits for the owner while the code is written."""
    usage: JobUsage | None = None
    """What a coding agent has used; None without one."""
    queue: QueuePlace | None = None
    """Where it waits in line; None unless it does."""
    quality: QualityReport | None = None
    paused: Pause | None = None
    """Who paused it, and when; None while it goes on."""
    result: JobResult | None = None
    error: ErrorReport | None = None
    checkpoint: Checkpoint = Checkpoint()
    """What another job would go on from, should this one fail."""

    @property
    def open_proposal(self) -> str:
        """Id of the specification that waits for approval; empty while none does."""
        waits = self.phase is JobPhase.AWAITING_APPROVAL and self.decision is None
        return proposal_id(self.proposals) if waits and self.proposals else ""


class DevelopmentJob(Model):
    """A job as it is stored: identity, latest progress and times."""

    id: str
    application_id: str
    owner: str
    kind: JobKind
    request: Text = ""
    run_id: str = ""
    """The Temporal run behind it; empty until it is known."""
    correlation_id: str
    retry_of: str | None = None
    """The failed job that this one goes on from."""
    created_at: datetime
    updated_at: datetime
    finished_at: datetime | None = None
    progress: JobProgress
    conversation: ConversationState = ConversationState()


class EventKind(StrEnum):
    """What an event tells."""

    PHASE = "phase"
    MILESTONE = "milestone"
    LOG = "log"
    QUESTION = "question"
    DECISION_NEEDED = "decision_needed"
    DONE = "done"
    FAILED = "failed"


class EventDraft(Model):
    """An event before it has its place in the sequence of its job."""

    key: str
    """Unique within the job: publishing the same key again changes nothing."""
    kind: EventKind
    phase: JobPhase
    percentage: int = Field(ge=0, le=100)
    message: Text
    data: dict[str, Any] = Field(default_factory=dict)


class JobEvent(Model):
    """One entry of the gapless sequence of a job's events."""

    sequence: int
    """1 for the first event of the job, then without gaps."""
    job_id: str
    application_id: str
    at: datetime
    phase: JobPhase
    percentage: int
    kind: EventKind
    message: Text
    data: dict[str, Any] = Field(default_factory=dict)


class LogLevel(StrEnum):
    """How important a line of the build log is; ``info`` and above is streamed as events."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """How important it is beside the others, as a number; 0 is the least."""
        return tuple(LogLevel).index(self)


class LogLine(Model):
    """One line of a job's build log."""

    number: int
    """1 for the first line of the job, then without gaps."""
    at: datetime
    level: LogLevel
    step: str
    """The activity that wrote it, like ``building.scaffold``."""
    text: Text
