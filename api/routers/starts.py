"""What every route does that starts a job."""

from fastapi import Request, Response

from api.access import find_application
from api.auth import Caller
from api.services import Services
from api.starting import idempotency_key
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
    """Count a start; return the application and the idempotency key.

    Whether it can be changed is for who starts the job: a request that is repeated gets the same
    answer, whatever became of the application since.

    Raises:
        NotFound: There is no such application.
    """
    application = await find_application(services.store, caller, application_id)
    return application, may_start(request, services, caller)


def located(response: Response, accepted: Accepted) -> Accepted:
    """Say in the headers where the job is."""
    response.headers["Location"] = accepted.links["job"]
    return accepted
