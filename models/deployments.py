"""What a deployment is going to do, and what was seen of one that failed."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from models.applications import RuntimeName
from models.base import Model, Text
from models.jobs import JobKind
from models.specification import DeploymentSettings, ResourceLimits


class StepName(StrEnum):
    """The steps of a deployment, in the order in which they are taken."""

    SAVE = "save"
    RESTORE = "restore"
    START = "start"
    SWITCH = "switch"
    WATCH = "watch"
    RECORD = "record"
    RETIRE = "retire"


class PlanStep(Model):
    """One step, and what takes it back."""

    name: StepName
    does: Text
    undone_by: Text = ""
    """Empty where nothing is left to take back."""


class PlannedInstance(Model):
    """A version that is started or stopped, as exactly as it takes to run the very same again."""

    version: int
    image: str
    """Image id, or path of the virtual environment."""
    runtime: RuntimeName
    host: str
    limits: ResourceLimits
    settings: DeploymentSettings
    instance: str = ""
    """Name of what runs already; empty for what is to be started."""


class PlannedRoute(Model):
    """Where visitors come in, and how they are led to another version."""

    address: str
    switched_by: str
    """``link`` (a renamed link, no connection is touched) or ``port`` (the proxy's admin API)."""
    is_new: bool
    """Whether the address is registered with the proxy for the first time."""


class PlannedData(Model):
    """What happens to the application's data."""

    kept_in: str
    """Volume or folder that every version shares."""
    saved: bool = False
    """Whether a copy is made before anything else."""
    restored_from: str | None = None
    """Reference of the copy that takes the place of today's data."""


class WatchRules(Model):
    """When a version that just went live is taken back."""

    seconds: float = 5.0
    period_seconds: float = 0.2
    """Time between two looks."""
    timeout_seconds: float = 1.0
    """How long an answer to a look may take."""
    failures_in_a_row: int = 2
    """So many failing looks, one after the other, are proof."""
    error_rate: float = Field(default=0.2, ge=0, le=1)
    """Share of visitors' requests answered with 5xx from which on the version is taken back."""
    least_requests: int = Field(default=20, ge=1)
    """With fewer requests the share says nothing."""


class DeploymentPlan(Model):
    """Everything that a deployment or a rollback will do, decided before it begins."""

    job_id: str
    application_id: str
    kind: JobKind
    starts: PlannedInstance
    stops: PlannedInstance | None = None
    """What has the visitors now; None when nothing was live."""
    route: PlannedRoute
    data: PlannedData
    watch: WatchRules
    steps: tuple[PlanStep, ...]
    created_at: datetime


class FailureStage(StrEnum):
    """Where a version failed."""

    GATE = "gate"
    """It never answered well, and never had visitors."""
    SWITCH = "switch"
    """It did not answer through the proxy."""
    WATCH = "watch"
    """It had the visitors already."""


class Fault(StrEnum):
    """Why a version was taken back."""

    NO_ANSWER = "no_answer"
    BAD_STATUS = "bad_status"
    ENDED = "ended"
    RESTARTED = "restarted"
    OUT_OF_MEMORY = "out_of_memory"
    VISITORS_ERRORS = "visitors_errors"


class ProbeRecord(Model):
    """One look at a version."""

    at: datetime
    status: int | None = None
    error: str = ""
    milliseconds: float = 0.0


class ProgramEnd(Model):
    """How a program ended by itself."""

    exit_code: int | None = None
    out_of_memory: bool = False


class VisitorCount(Model):
    """Requests of visitors, without the looks of the orchestrator."""

    requests: int = 0
    errors: int = 0
    """Those answered with 5xx."""

    @property
    def rate(self) -> float:
        """Share of errors."""
        return self.errors / self.requests if self.requests else 0.0


class Evidence(Model):
    """What was seen of a version that failed; kept with the job."""

    job_id: str
    application_id: str
    version: int
    instance: str
    image: str
    stage: FailureStage
    fault: Fault
    summary: Text
    """What happened, in a sentence."""
    probes: tuple[ProbeRecord, ...] = ()
    """The last looks, oldest first."""
    visitors: VisitorCount | None = None
    """None where nobody counted."""
    ends: tuple[ProgramEnd, ...] = ()
    """How the program ended, each time."""
    restarts: int = 0
    log: tuple[Text, ...] = ()
    """What it wrote, the first and the last lines of it, secrets removed."""
    led_back: bool = False
    """Whether the version before had the visitors again as soon as the fault was proven."""
    image_kept_until: datetime | None = None
    """Until when the failed version's artefact is not cleaned up."""
    at: datetime
