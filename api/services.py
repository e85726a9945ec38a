"""What the routes work with, put together once by the app factory."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from api.auth import Caller, TokenKey
from api.hub import Hub
from api.jobs import JobEngine
from api.limiting import Limiter, Rule
from api.metrics import Metrics
from api.readiness import ReadinessDesk
from api.seats import Seats
from api.starting import JobStarter
from models.queue import OwnerLimits
from settings import Settings
from storage.metadata import MetadataStore

if TYPE_CHECKING:  # the git library behind it is slow to load, and most requests don't need it
    from storage.logs import JobLog
    from storage.sources import SourceStore


@dataclass(frozen=True)
class Services:
    """Clients and shared parts."""

    settings: Settings
    store: MetadataStore
    sources: "SourceStore"
    log: "JobLog"
    engine: JobEngine
    key: TokenKey
    hub: Hub
    seats: Seats
    """For streams of events, WebSockets among them."""
    log_seats: Seats
    """For streams of applications' logs, each of which looks at files."""
    limiter: Limiter
    readiness: ReadinessDesk
    metrics: Metrics
    starter: JobStarter

    @property
    def owner_limits(self) -> OwnerLimits:
        """What owners may have, unless an operator set something else."""
        return OwnerLimits.model_validate(self.settings.limits.model_dump())

    @property
    def requests_rule(self) -> Rule:
        """How many requests a caller may send."""
        return Rule("requests", self.settings.api.requests_per_minute)

    @property
    def starts_rule(self) -> Rule:
        """How many jobs a caller may start."""
        return Rule("starts", self.settings.api.starts_per_minute)


async def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


async def _caller(request: Request) -> Caller:
    # The guard put it there; without one there is no way to reach a route.
    caller: Caller = request.scope["caller"]
    return caller


WithServices = Annotated[Services, Depends(_services)]
FromCaller = Annotated[Caller, Depends(_caller)]
