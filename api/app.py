"""The application factory: puts parts together and does nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response

from api.admission import Admissions
from api.auth import TokenKey
from api.correlation import HEADER
from api.guard import Envelope, Guard
from api.hub import Hub
from api.jobs import JobEngine
from api.limiting import Limiter
from api.links import PREFIX
from api.metrics import Metrics
from api.pressure import LocalMachine, Pressure
from api.problems import problem_response
from api.readiness import ReadinessDesk
from api.routers import (
    alerts,
    applications,
    audit,
    backups,
    deployments,
    events,
    health,
    hosts,
    jobs,
    limits,
    logs,
    traffic,
    usage,
    versions,
    websocket,
)
from api.seats import Seats
from api.services import Services
from api.starting import JobStarter
from models.errors import OrchestrationError
from models.queue import OwnerLimits
from settings import Settings
from storage.metadata import MetadataStore

if TYPE_CHECKING:
    from storage.logs import JobLog
    from storage.sources import SourceStore

KEY_FILE = "api.key"
MOST_STREAMS, MOST_LOG_STREAMS = 4_000, 400
_EXPOSED_HEADERS = (HEADER, "location", "ratelimit", "ratelimit-policy", "retry-after")


def create_app(
    settings: Settings,
    *,
    store: MetadataStore,
    sources: "SourceStore",
    log: "JobLog",
    engine: JobEngine,
) -> FastAPI:
    """Return the API.

    Args:
        settings: Validated settings.
        store: Open metadata store; its owner closes it.
        sources: Sources of applications.
        log: Build logs.
        engine: Carries jobs out.
    """
    services = Services(
        settings=settings,
        store=store,
        sources=sources,
        log=log,
        engine=engine,
        key=TokenKey.load_or_create(settings.paths.secrets / KEY_FILE),
        hub=Hub(store, store.alert_events),
        seats=Seats(MOST_STREAMS, most_of_one=MOST_STREAMS // 2),
        log_seats=Seats(MOST_LOG_STREAMS, most_of_one=MOST_LOG_STREAMS // 10),
        limiter=Limiter(),
        readiness=ReadinessDesk(),
        metrics=Metrics(),
        starter=JobStarter(engine, store, admissions_of(settings, store)),
    )
    app = FastAPI(
        title="Kiro orchestrator",
        version="1",
        openapi_url=None,
        lifespan=_lifespan,
        redirect_slashes=False,
    )
    app.state.services = services
    for kind in (OrchestrationError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _as_problem)
    include_routes(app)
    # The last one added is the outermost.
    app.add_middleware(Guard, services=services)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=settings.api.cors_origins,
        allow_methods=("GET", "POST", "PUT", "DELETE"),
        allow_headers=("authorization", "content-type", "idempotency-key", "last-event-id", HEADER),
        expose_headers=_EXPOSED_HEADERS,
    )
    app.add_middleware(Envelope, services=services)
    return app


def admissions_of(settings: Settings, store: MetadataStore) -> Admissions:
    """Return what decides about requests that start a build."""
    return Admissions(
        store.limits,
        Pressure(settings.queue, LocalMachine(settings.paths.root)),
        OwnerLimits.model_validate(settings.limits.model_dump()),
        settings.queue.builds or settings.worker.build_slots,
    )


def include_routes(app: FastAPI) -> None:
    """Add every route of the API."""
    for resource in (
        alerts,
        applications,
        logs,
        backups,
        jobs,
        deployments,
        events,
        versions,
        traffic,
        usage,
        limits,
        hosts,
        audit,
        websocket,
    ):
        app.include_router(resource.router, prefix=PREFIX)
    app.include_router(health.router)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    services.hub.start()
    try:
        yield
    finally:
        await services.hub.close()


async def _as_problem(request: Request, error: Exception) -> Response:
    return problem_response(error, request.scope)
