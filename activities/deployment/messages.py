"""Inputs and results of the deployment activities."""

from models.applications import ApplicationStatus, Deployment
from models.base import Model, Text
from models.deployments import DeploymentPlan, WatchRules
from models.jobs import JobContext, JobKind
from models.specification import DeploymentSettings, ResourceLimits, Slug


def where_evidence_is(job: JobContext) -> str:
    """Return what the owner of a version that failed can do."""
    return (
        f"See what was seen of it with 'orchestrator show {job.job_id} --evidence'; then ask again,"
        " perhaps more simply."
    )


class PlanInput(Model):
    """What shall be live, and what is."""

    job: JobContext
    kind: JobKind
    slug: Slug
    version: int
    image: str
    limits: ResourceLimits
    settings: DeploymentSettings
    live: Deployment | None = None
    live_settings: DeploymentSettings | None = None
    """Those of the version that is live."""
    saves_data: bool = False
    restores: str | None = None
    """Reference of the data that shall be put back."""
    watch_seconds: float


class PlanResult(Model):
    """What will be done."""

    plan: DeploymentPlan
    summary: Text
    """The plan in one sentence."""


class StartCandidateInput(Model):
    """Which version to start beside the live one."""

    job: JobContext
    version: int
    image: str
    limits: ResourceLimits
    settings: DeploymentSettings


class GoLiveInput(Model):
    """Which instance gets the traffic from now on."""

    job: JobContext
    slug: Slug
    candidate: Deployment


class GoLiveResult(Model):
    """Where the application is reached."""

    url: str
    switched: bool
    """False when the candidate was live already."""


class WatchInput(Model):
    """Which live version to watch, and how long."""

    job: JobContext
    slug: Slug
    deployment: Deployment
    health_path: str
    seconds: float
    rules: WatchRules | None = None
    """None in runs from before there were plans: those of the settings hold."""
    previous: Deployment | None = None
    """What had the visitors before, and gets them back as soon as a fault is proven."""


class WatchResult(Model):
    """Whether it stayed healthy."""

    healthy: bool
    probes: int
    evidence: tuple[Text, ...] = ()
    """What failed, a line each."""


class InstanceInput(Model):
    """Which instance to act on."""

    job: JobContext
    deployment: Deployment


class SwitchBackInput(Model):
    """Undo of going live: the version before gets the traffic back, the candidate is removed."""

    job: JobContext
    slug: Slug | None
    candidate: Deployment | None
    previous: Deployment | None


class TakeDownInput(Model):
    """Remove an application from the host."""

    job: JobContext
    slug: Slug | None
    keep_data: bool = False
    keep_artefacts: bool = False


class ApplyStateInput(Model):
    """Which application shall be what its owner wants it to be."""

    application_id: str


class ApplyStateResult(Model):
    """What it is now."""

    status: ApplicationStatus


class ReconcileResult(Model):
    """What was not as it should be on a host."""

    checked: int = 0
    """Applications that were looked at."""
    restarted: int = 0
    started: int = 0
    stopped: int = 0
    """Instances of applications that their owners stopped."""
    relinked: int = 0
    rerouted: int = 0
    reloaded: int = 0
    """Whether the proxy had lost its configuration and was given it anew: 0 or 1."""
    unrouted: int = 0
    """Routes of applications that are gone and were removed."""
    recreated: int = 0
    """Instances that ran, but were not well or not as recorded, and were made anew."""
    orphans: int = 0
    """Instances that belonged to nothing any more and were removed."""
    pruned: int = 0
    """Artefacts that were of no use any more and were removed."""
    failed: int = 0
    """Applications that could not be put right; the worker's log says why."""
