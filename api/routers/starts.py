"""What every route does that starts a job."""

from fastapi import Request, Response

from api.auth import Caller
from api.services import Services
from api.starting import idempotency_key
from api.views import Accepted


def may_start(request: Request, services: Services, caller: Caller) -> str | None:
    """Count a start and return the request's idempotency key."""
    key = idempotency_key(request.headers)
    services.limiter.take(services.starts_rule, caller.owner)
    return key


def located(response: Response, accepted: Accepted) -> Accepted:
    """Say in the headers where the job is."""
    response.headers["Location"] = accepted.links["job"]
    return accepted
