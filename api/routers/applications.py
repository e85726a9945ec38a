"""Applications: create, list, show, change, delete; modifications and rollbacks."""

from fastapi import APIRouter, Request, Response

from api.access import find_application, find_changeable
from api.alerts import reason_of
from api.bodies import CreateApplicationBody, ModifyBody, RollBackBody, UpdateApplicationBody
from api.controlling import set_state
from api.routers.parameters import WithApplications, WithDelete
from api.routers.starts import located, may_change, may_start
from api.services import FromCaller, Services, WithServices
from api.views import Accepted, ApplicationView, Listing
from models.applications import Application

router = APIRouter(prefix="/applications", tags=["applications"])


@router.post("", status_code=202)
async def create_application(
    body: CreateApplicationBody,
    request: Request,
    response: Response,
    services: WithServices,
    caller: FromCaller,
) -> Accepted:
    """Start the creation of an application."""
    key = may_start(request, services, caller)
    return located(response, await services.starter.create(caller, body, key))


@router.get("")
async def list_applications(
    query: WithApplications, services: WithServices, caller: FromCaller
) -> Listing[ApplicationView]:
    """List applications; operators see everybody's."""
    page = await services.store.applications(
        owner=caller.scope,
        status=query.status,
        kind=query.kind,
        query=query.q,
        sort=query.sort,
        limit=query.limit,
        cursor=query.cursor,
    )
    items = tuple(ApplicationView.of(item, _url(services, item)) for item in page.items)
    return Listing[ApplicationView](items=items, next_cursor=page.next_cursor)


@router.get("/{application_id}")
async def show_application(
    application_id: str, services: WithServices, caller: FromCaller
) -> ApplicationView:
    """Show an application."""
    return await _view(services, await find_application(services.store, caller, application_id))


@router.put("/{application_id}")
async def update_application(
    application_id: str, body: UpdateApplicationBody, services: WithServices, caller: FromCaller
) -> ApplicationView:
    """Change an application's name, priority, labels or desired state; what is not given stays."""
    application = await find_changeable(services.store, caller, application_id)
    if body.desired_state is not None:  # first: when it is refused, nothing is changed
        application = await set_state(
            services.store, services.engine, application, body.desired_state
        )
    given = {"title": body.name, "priority": body.priority, "labels": body.labels}
    changes = {name: value for name, value in given.items() if value is not None}
    if changes:
        application = await services.store.update_application(application_id, **changes)
    return await _view(services, application)


@router.delete("/{application_id}", status_code=202)
async def delete_application(
    application_id: str,
    query: WithDelete,
    request: Request,
    response: Response,
    services: WithServices,
    caller: FromCaller,
) -> Accepted:
    """Start the deletion of an application."""
    application, key = await may_change(request, services, caller, application_id)
    accepted = await services.starter.delete(caller, application, query.keep_data, key)
    return located(response, accepted)


@router.post("/{application_id}/restart", status_code=202)
async def restart_application(
    application_id: str,
    request: Request,
    response: Response,
    services: WithServices,
    caller: FromCaller,
) -> Accepted:
    """Start a new instance of the live version and switch to it; no request is lost."""
    application, key = await may_change(request, services, caller, application_id)
    return located(response, await services.starter.restart(caller, application, key))


@router.post("/{application_id}/modifications", status_code=202)
async def modify_application(
    application_id: str,
    body: ModifyBody,
    request: Request,
    response: Response,
    services: WithServices,
    caller: FromCaller,
) -> Accepted:
    """Start a change of an application."""
    application, key = await may_change(request, services, caller, application_id)
    return located(response, await services.starter.modify(caller, application, body, key))


@router.post("/{application_id}/rollbacks", status_code=202)
async def roll_back_application(
    application_id: str,
    body: RollBackBody,
    request: Request,
    response: Response,
    services: WithServices,
    caller: FromCaller,
) -> Accepted:
    """Start the return to an earlier version."""
    application, key = await may_change(request, services, caller, application_id)
    return located(response, await services.starter.roll_back(caller, application, body, key))


def _url(services: Services, application: Application) -> str | None:
    return services.settings.application_url(application.slug) if application.slug else None


async def _view(services: Services, application: Application) -> ApplicationView:
    current = None
    if application.current_version is not None:
        current = await services.store.version(application.id, application.current_version)
    reason = reason_of(await services.store.alerts.open_of(application.id))
    return ApplicationView.of(application, _url(services, application), current, reason)
