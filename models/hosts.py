"""Hosts: the machines, or engines, that applications run on."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import Field

from models.applications import RuntimeName
from models.base import Model, Text
from models.specification import ResourceLimits


class HostState(StrEnum):
    """What a host is good for at the moment."""

    ALIVE = "alive"
    DRAINING = "draining"
    """It gets no new applications, and gives away those that it has."""
    STOPPED = "stopped"
    """Its worker was stopped on purpose; what runs there goes on."""
    SILENT = "silent"
    """Nothing was heard of it for too long."""
    LOST = "lost"
    """It was given up: its applications may be started elsewhere."""


class Resources(Model):
    """An amount of what applications need."""

    cpus: float = 0.0
    memory_mb: int = 0
    disk_mb: int = 0

    @classmethod
    def limited_by(cls, limits: ResourceLimits) -> "Resources":
        """Return what an application with these limits may use."""
        return cls(cpus=limits.cpus, memory_mb=limits.memory_mb, disk_mb=limits.disk_mb)

    def __add__(self, other: "Resources") -> "Resources":
        """Return both together."""
        return Resources(
            cpus=round(self.cpus + other.cpus, 3),
            memory_mb=self.memory_mb + other.memory_mb,
            disk_mb=self.disk_mb + other.disk_mb,
        )


class Host(Model):
    """What a host tells of itself, and what the operator decided about it."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")
    place: str
    """Which engine, or which folder of which machine: two hosts can't share one."""
    runtime: RuntimeName
    address: str | None = None
    """Where the proxies of other hosts reach this host's own; None when it shares theirs."""
    labels: dict[str, str] = Field(default_factory=dict)
    capacity: Resources = Resources()
    free: Resources = Resources()
    """As the machine itself measured it, whoever uses the rest."""
    version: str = ""
    """Of the orchestrator."""
    stopped: bool = False
    """Whether its worker was stopped on purpose."""
    draining: bool = False
    lost_at: datetime | None = None
    """Since when it is given up; it looks after itself when it comes back."""
    registered_at: datetime
    seen_at: datetime

    def state(self, now: datetime, silence: timedelta) -> HostState:
        """Return what the host is good for, when it counts as silent after so long."""
        if self.lost_at is not None:
            return HostState.LOST
        if self.stopped:
            return HostState.STOPPED
        if now - self.seen_at > silence:
            return HostState.SILENT
        return HostState.DRAINING if self.draining else HostState.ALIVE


class HostLoad(Model):
    """What the applications of a host may use together."""

    applications: int = 0
    reserved: Resources = Resources()

    def with_one(self, limits: ResourceLimits) -> "HostLoad":
        """Return the load with one application more."""
        return HostLoad(
            applications=self.applications + 1,
            reserved=self.reserved + Resources.limited_by(limits),
        )


class Promise(Model):
    """A host that was chosen for an application that does not run there yet."""

    job_id: str
    application_id: str
    host: str
    limits: ResourceLimits


class Leftover(Model):
    """Data of an application on a host that it does not live on any more."""

    host: str
    application_id: str
    left_at: datetime
    reference: str | None = None
    """The copy of it that the host made when it came back: a path below the data directory."""


class DataCopy(Model):
    """A copy of an application's data in the shared storage."""

    reference: str
    """Path below the data directory."""
    taken_at: datetime


class HostNotice(Model):
    """Something that the operator should know about a host."""

    host: str
    event: str
    """``host_lost``, ``host_back``, ``host_emptied`` or ``host_not_emptied``."""
    sentence: Text


class Candidate(Model):
    """A host as placement sees it."""

    host: Host
    state: HostState
    load: HostLoad = HostLoad()
