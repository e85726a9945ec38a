"""Inputs and results of the deployment activities."""

from models.applications import ApplicationStatus, Deployment
from models.base import Model, Text
from models.jobs import JobContext
from models.specification import DeploymentSettings, ResourceLimits, Slug


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
    orphans: int = 0
    """Instances that belonged to nothing any more and were removed."""
    pruned: int = 0
    """Artefacts that were of no use any more and were removed."""
    failed: int = 0
    """Applications that could not be put right; the worker's log says why."""
