"""What is used: of an application over time, of many all in all; limits; cleaning up."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from fastapi import APIRouter, Response

from activities.resources.messages import CleanUpReport
from activities.resources.sizing import Sizer, set_limits
from activities.visitors.visits import LoggedVisits
from api.access import find_application, find_changeable
from api.auth import Caller, Role
from api.bodies import CleanUpBody, LimitsBody
from api.csv_tables import MEDIA_TYPE, csv_of
from api.routers.parameters import SpanQuery, WithReport, WithSpan
from api.services import FromCaller, Services, WithServices
from api.usage import UsageReader, step_for
from api.usage_views import ApplicationLimitsView, UsagePoint, UsageReport, UsageRow, UsageView
from models.applications import Application, LimitChange
from models.base import utc_now
from models.errors import Conflict, InvalidInput, NotAllowed
from models.resources import Step

router = APIRouter(tags=["usage"])
_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {}}}}
_FIRST_YEAR, _LAST_YEAR = 1970, 9998
_STEPS = {"raw": Step.RAW, "quarter_hour": Step.QUARTER_HOUR, "day": Step.DAY}


@router.get("/applications/{application_id}/usage", response_model=UsageView, responses=_CSV)
async def show_usage(
    application_id: str, query: WithSpan, services: WithServices, caller: FromCaller
) -> UsageView | Response:
    """Show what an application used over time beside its limits, and which limits would fit."""
    application = await find_application(services.store, caller, application_id)
    begin, end = _span(query, timedelta(days=1))
    usual = step_for(end - max(begin, application.created_at))
    view = await _reader(services).of(
        application, begin, end, _STEPS.get(query.step, usual), utc_now()
    )
    if query.format == "csv":
        return _table(csv_of(UsagePoint, view.points), f"usage-{application_id}.csv")
    return view


@router.get("/usage", response_model=UsageReport, responses=_CSV)
async def report_usage(
    query: WithReport, services: WithServices, caller: FromCaller
) -> UsageReport | Response:
    """Report what each application and owner used; operators see everybody's."""
    if query.owner is not None and caller.scope not in (None, query.owner):
        raise NotAllowed("Only operators may see what others use.")
    begin, end = _span(query, timedelta(days=30))
    owner = query.owner or caller.scope
    applications = await _applications(services, owner)
    report = await _reader(services).report(applications, begin, end, owner)
    if query.format == "csv":
        return _table(csv_of(UsageRow, report.applications), "usage.csv")
    return report


@router.post("/applications/{application_id}/limits")
async def change_limits(
    application_id: str, body: LimitsBody, services: WithServices, caller: FromCaller
) -> ApplicationLimitsView:
    """Change what an application may use, or take the recommended limits; it goes on running."""
    application = await find_changeable(services.store, caller, application_id)
    before = application.limits
    change = LimitChange(
        memory_mb=body.memory_mb,
        cpus=body.cpus,
        disk_mb=body.disk_mb or (before.disk_mb if before else None),
        by=caller.owner,
        at=utc_now(),
    )
    if body.recommended:
        found = await Sizer(services.store, services.settings.resources).judge(
            application, change.at
        )
        if found is None:
            raise Conflict(
                "There is no recommendation: the limits fit, or too little was measured yet.",
                remedy="Name memory_mb or cpus yourself, or wait some days.",
            )
        change = change.model_copy(update={"memory_mb": found.memory_mb, "cpus": found.cpus})
    _check_bounds(services, caller, change, body.disk_mb)
    return _limits(await set_limits(services.store, application, change))


@router.delete("/applications/{application_id}/limits")
async def reset_limits(
    application_id: str, services: WithServices, caller: FromCaller
) -> ApplicationLimitsView:
    """Take back every change of an application's limits: its specification's hold again."""
    application = await find_changeable(services.store, caller, application_id)
    return _limits(await set_limits(services.store, application, None, by=caller.owner))


@router.post("/clean-ups")
async def clean_up(body: CleanUpBody, services: WithServices, caller: FromCaller) -> CleanUpReport:
    """Remove what retention says is of no use any more, or tell what that would be."""
    if caller.role is not Role.OPERATOR:
        raise NotAllowed("Only operators may clean up.")
    host = body.host or services.settings.runtime.host_name
    return await services.engine.clean_up(host, dry_run=body.dry_run, by=caller.owner)


def _check_bounds(
    services: Services, caller: Caller, change: LimitChange, body_disk: int | None
) -> None:
    most = services.settings.resources
    if caller.role is Role.OPERATOR:
        return
    asked = change.memory_mb or 0, change.cpus or 0, body_disk or 0
    allowed = most.largest_memory_mb, most.largest_cpus, most.largest_disk_mb
    if any(wanted > largest for wanted, largest in zip(asked, allowed, strict=True)):
        raise InvalidInput(
            f"An application may have at most {most.largest_memory_mb} MB of memory, "
            f"{most.largest_cpus:g} CPUs and {most.largest_disk_mb} MB of disk space.",
            remedy="Choose less, or ask the operator.",
        )


def _limits(application: Application) -> ApplicationLimitsView:
    deployment = application.deployment
    return ApplicationLimitsView(
        application_id=application.id,
        limits=deployment.limits if deployment else None,
        changed=application.limits,
    )


def _reader(services: Services) -> UsageReader:
    visits = LoggedVisits(services.store.traffic, services.settings.runtime.host_name)
    return UsageReader(services.store, services.settings, visits)


def _span(query: SpanQuery, usual: timedelta) -> tuple[datetime, datetime]:
    end = _checked(query.to, "to") if query.to else utc_now()
    begin = _checked(query.begin, "from") if query.begin else end - usual
    if begin >= end:
        raise InvalidInput("'from' must be before 'to'.")
    return begin, end


def _checked(moment: datetime, name: str) -> datetime:
    """Return a moment in UTC, if there can be figures of it."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # Compared by the year: near the ends of the calendar there may be no such moment in UTC.
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise InvalidInput(
            f"'{name}' is a moment of which there can be no figures.",
            remedy=f"Name one of the years {_FIRST_YEAR} to {_LAST_YEAR}, or leave '{name}' out.",
        )
    return aware.astimezone(UTC)


async def _applications(services: Services, owner: str | None) -> Sequence[Application]:
    found: list[Application] = []
    cursor: str | None = None
    while True:
        page = await services.store.applications(
            owner=owner, limit=500, cursor=cursor, include_deleted=True
        )
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            return found


def _table(text: str, name: str) -> Response:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=MEDIA_TYPE, headers=disposition)
