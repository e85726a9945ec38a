"""Inputs and results of the activities around hosts."""

from datetime import datetime

from pydantic import Field

from models.applications import Deployment
from models.base import Model, Text
from models.jobs import JobContext
from models.specification import ResourceLimits, Slug


class PlaceInput(Model):
    """Which application needs a host."""

    job: JobContext
    limits: ResourceLimits
    default: str
    """The host when none has registered."""
    avoid: str | None = None
    """The host that it shall leave."""
    left: str | None = None
    """The host that was given up while the job was there; what is there is looked after later."""


class PlaceResult(Model):
    """The host that it gets, or why it must wait."""

    host: str | None = None
    reason: Text = ""
    others: tuple[str, ...] = ()
    """The other hosts that are alive: their proxies have to know where it is."""


class OverdueHost(Model):
    """A host that was silent for too long."""

    name: str
    seen_at: datetime


class GiveUpResult(Model):
    """What follows from a host's being lost."""

    lost: bool
    """False when it was heard of meanwhile."""
    fail_over: bool = False
    """Whether its applications shall be started elsewhere now."""


class MoveOrder(Model):
    """An application that has to leave a host: a job of its own."""

    job: JobContext
    priority: int
    busy: bool
    """Whether another job works on it now."""
    held_by: str = ""
    """That job, where it has to make way; moves of a lost host's applications go on."""


class StrandedJob(Model):
    """A job that is at a step which needs a lost host."""

    job_id: str
    application_id: str
    host: str


class EvacuationInput(Model):
    """Which host is emptied."""

    host: str
    pause_seconds: float = 5.0
    """Before what was busy or failed is tried again; each time twice as long."""
    rounds: int = 200
    """Looks of one run, before the next goes on with it."""
    moved: int = 0
    """By the runs before."""
    failed: dict[str, int] = Field(default_factory=dict)
    """How often moves of each application failed in them."""


class EvacuationOrders(Model):
    """What is left to be moved."""

    over: bool
    """Whether the host is not to be emptied any more: it is back, or was taken back."""
    lost: bool = False
    """Whether it can't be asked for anything any more."""
    watch_seconds: float = 5.0
    """How long each is watched where it goes."""
    orders: tuple[MoveOrder, ...] = ()


class CopyFound(Model):
    """The newest copy of an application's data."""

    reference: str | None = None
    """Path below the data directory."""
    told: Text = ""
    """How old it is, for its owner: “as of 03:10 today”."""


class SettleInput(Model):
    """An application lives on another host from now on."""

    job: JobContext
    deployment: Deployment
    left: str
    """The host that it has left."""
    data_stayed: bool
    """Whether its data is still there, because the host could not be asked for it."""


class RestoreCopyInput(Model):
    """Put a copy in the shared storage in place of an application's data here."""

    job: JobContext
    reference: str
    """Path below the data directory."""


class ClearInput(Model):
    """Nothing of an application shall stay on this host."""

    job: JobContext


class ForwardInput(Model):
    """An application has moved: this host's proxy must lead to where it is."""

    job: JobContext
    slug: Slug
    host: str
