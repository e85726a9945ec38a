"""What every route does that starts a job."""

from fastapi import Request, Response

from api.access import find_changeable
from api.auth import Caller
from api.services import Services
from api.starting import check_has_version, idempotency_key
from api.views import Accepted
from models.applications import Application


def may_start(request: Request, services: Services, caller: Caller) -> str | None:
    """Count a start and return the request's idempotency key."""
    key = idempotency_key(request.headers)
    services.limiter.take(services.starts_rule, caller.owner)
    return key


async def may_change(
    request: Request, services: Services, caller: Caller, application_id: str
) -> tuple[Application, str | None]:
    """Count a start; return the application, which has a version, and the idempotency key.

    Raises:
        NotFound: There is no such application.
        Conflict: It was deleted, or has no version yet.
    """
    application = await find_changeable(services.store, caller, application_id)
    key = may_start(request, services, caller)
    check_has_version(application)
    return application, key


def located(response: Response, accepted: Accepted) -> Accepted:
    """Say in the headers where the job is."""
    response.headers["Location"] = accepted.links["job"]
    return accepted
