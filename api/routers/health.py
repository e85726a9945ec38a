"""Liveness, readiness with each dependency named, figures."""

import asyncio
from collections import Counter
from collections.abc import Awaitable
from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, Response

from api.metrics import CONTENT_TYPE
from api.services import Services, WithServices
from api.views import WORKERS, DependencyState, Liveness, Readiness
from models.errors import OrchestrationError, Unavailable

CHECK_SECONDS = 2.0
MAX_COUNTED = 2_000

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def live() -> Liveness:
    """Say that the process answers."""
    return Liveness.now()


@router.get("/readyz", responses={503: {"model": Readiness}})
async def ready(services: WithServices, response: Response) -> Readiness:
    """Say whether what the API needs answers, and whether workers are there.

    Without workers the API is ready all the same: what is started waits for them, safely.
    """
    readiness = await services.readiness.answer(partial(_look, services))
    if not readiness.ready:
        response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return readiness


@router.get("/metrics", response_class=Response)
async def metrics(services: WithServices) -> Response:
    """Return the figures in Prometheus' text format."""
    text = services.metrics.text(
        followers=services.hub.followers,
        jobs_by_phase=await _running_by_phase(services),
        alerts_by_kind=await services.store.alerts.open_by_kind(),
    )
    return Response(text, media_type=CONTENT_TYPE)


async def _look(services: Services) -> Readiness:
    states = await asyncio.gather(
        _check("metadata", services.store.ping()),
        _check("temporal", services.engine.ping()),
        _check(WORKERS, _workers(services), required=False),
    )
    ready = all(state.ready for state in states if state.required)
    return Readiness(ready=ready, dependencies=tuple(states))


async def _check(name: str, ping: Awaitable[None], *, required: bool = True) -> DependencyState:
    detail = ""
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            await ping
    except OrchestrationError as error:
        detail = error.message
    except TimeoutError:
        detail = "It does not answer in time."
    return DependencyState(name=name, ready=not detail, required=required, detail=detail)


async def _workers(services: Services) -> None:
    idle = await services.engine.idle_queues()
    if idle:
        raise Unavailable(f"No worker takes what waits in: {', '.join(idle)}.")


async def _running_by_phase(services: Services) -> Counter[str]:
    counts: Counter[str] = Counter()
    cursor = None
    while counts.total() < MAX_COUNTED:
        page = await services.store.jobs(running=True, limit=500, cursor=cursor)
        counts.update(job.progress.phase.value for job in page.items)
        cursor = page.next_cursor
        if cursor is None:
            break
    return counts
