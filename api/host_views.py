"""What operators see of hosts."""

from datetime import datetime

from models.applications import RuntimeName
from models.base import Model
from models.hosts import Candidate, HostState, Resources


class HostView(Model):
    """A host, what it has, and what runs there."""

    name: str
    state: HostState
    runtime: RuntimeName
    address: str | None
    """Where the proxies of other hosts reach its own; null when it shares theirs."""
    labels: dict[str, str]
    capacity: Resources
    free: Resources
    """As the machine itself measured it."""
    reserved: Resources
    """The limits of its applications together."""
    applications: int
    version: str
    draining: bool
    seen_at: datetime

    @classmethod
    def of(cls, found: Candidate) -> "HostView":
        """Return what is shown of a host."""
        host = found.host
        return cls(
            name=host.name,
            state=found.state,
            runtime=host.runtime,
            address=host.address,
            labels=host.labels,
            capacity=host.capacity,
            free=host.free,
            reserved=found.load.reserved,
            applications=found.load.applications,
            version=host.version,
            draining=host.draining,
            seen_at=host.seen_at,
        )
