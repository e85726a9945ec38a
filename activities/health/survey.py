"""What one look at a host has found."""

from dataclasses import dataclass, field
from datetime import datetime

from activities.containers.port import Glimpse
from activities.health.machine import Disk
from activities.resources.pressures import Pressures
from activities.serving.health import Probe
from models.applications import Application, ApplicationStatus


@dataclass(frozen=True)
class Seen:
    """An application that should run here and that no job works on, and how it is."""

    application: Application
    glimpse: Glimpse | None
    probes: tuple[Probe, ...] = ()
    """How it answered; empty when nothing runs that could be asked."""
    replaced: bool = False
    """Whether a link is in the place of its socket."""

    @property
    def answers(self) -> bool:
        """Whether it answered its health check."""
        return bool(self.probes) and self.probes[-1].healthy


@dataclass(frozen=True)
class Survey:
    """What a look has found."""

    seen: tuple[Seen, ...] = ()
    idle: tuple[Application, ...] = ()
    """Applications of this host that should not run now."""
    halting: frozenset[str] = frozenset()
    """Those of them of which an instance is there."""
    busy: frozenset[str] = frozenset()
    """Applications that a job works on: nothing is said of them."""
    orphans: tuple[Glimpse, ...] = ()
    """Instances that belong to nothing any more."""
    runtime_problem: str = ""
    proxy_problem: str = ""
    astray: dict[str, bool] = field(default_factory=dict)
    """Applications that visitors don't reach: whether the proxy has a route at all."""
    inspected: dict[str, list[str]] = field(default_factory=dict)
    """What is other than recorded, by the id of each application that was looked at closely."""
    disks: tuple[Disk, ...] = ()
    certificates: dict[str, datetime] = field(default_factory=dict)
    pressures: Pressures = field(default_factory=Pressures)
    """What is too high of what is measured."""
    waited_seconds: float = 0.0
    """How long this very look waited for a worker."""

    @property
    def here(self) -> frozenset[str]:
        """Applications that live here, as far as one can be sure."""
        resting = {application.id for application in self.idle}
        return self.busy | resting | {seen.application.id for seen in self.seen}


def belongs_to(instance: str, application: Application, host: str) -> bool:
    """Say whether an instance on that host is needed: it is the live one, or a job has made it."""
    deployment = application.deployment
    if application.status is ApplicationStatus.DELETED:
        return False
    live = deployment is not None and deployment.instance == instance and deployment.host == host
    return live or application.running_job_id is not None
