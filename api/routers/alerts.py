"""Alerts: list, show, acknowledge."""

import re
from typing import Annotated

from fastapi import APIRouter, Header, Response

from api.alert_follower import AlertFollower
from api.alert_rooms import AlertRoom
from api.alerts import AlertDetail, AlertView
from api.auth import Caller
from api.frames import ALERTS
from api.routers.events import sequence_in
from api.routers.parameters import WithAlertEvents, WithAlerts
from api.services import FromCaller, Services, WithServices
from api.sse import EventStream
from api.views import Listing
from models.alerts import Finding
from models.base import utc_now
from models.errors import NotFound

router = APIRouter(prefix="/alerts", tags=["alerts"])
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@router.get("")
async def list_alerts(
    query: WithAlerts, services: WithServices, caller: FromCaller
) -> Listing[AlertView]:
    """List alerts of the caller's applications, newest first; operators see everything."""
    page = await services.store.alerts.page(
        owner=caller.scope, is_open=query.open, limit=query.limit, cursor=query.cursor
    )
    items = tuple(AlertView.of(found) for found in page.items)
    return Listing[AlertView](items=items, next_cursor=page.next_cursor)


@router.get(
    "/events",
    response_class=Response,
    responses={200: {"content": {"text/event-stream": {}}}},
)
async def follow_alerts(
    query: WithAlertEvents,
    services: WithServices,
    caller: FromCaller,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> Response:
    """Follow alerts from now on, or from behind the last event that was seen."""
    latest = await services.hub.latest_alert()
    seen = query.after if last_event_id is None else sequence_in(last_event_id)
    after = latest if seen is None else min(seen, latest)
    follower = AlertFollower(services.hub, AlertRoom(owner=caller.scope))
    seat = services.seats.seat(caller.owner)
    return EventStream(follower, ALERTS, after, caller.expires_at, seat)


@router.get("/{alert_id}")
async def show_alert(alert_id: str, services: WithServices, caller: FromCaller) -> AlertDetail:
    """Show an alert with its diagnostics."""
    return AlertDetail.of(await _find(services, caller, alert_id))


@router.post("/{alert_id}/acknowledge")
async def acknowledge_alert(
    alert_id: str, services: WithServices, caller: FromCaller
) -> AlertDetail:
    """Take note of an alert: nobody is reminded of it any more. Once more changes nothing."""
    found = await _find(services, caller, alert_id)

    def acknowledged(stored: Finding) -> Finding:
        if stored.acknowledged_at is not None:
            return stored
        note = {"acknowledged_at": utc_now(), "acknowledged_by": caller.owner}
        return stored.model_copy(update=note)

    changed = await services.store.alerts.change([found.id], acknowledged)
    return AlertDetail.of(changed[0] if changed else found)


async def _find(services: Services, caller: Caller, alert_id: str) -> Finding:
    if not _ID.fullmatch(alert_id):
        raise NotFound("There is no such alert.", remedy="List them with GET /api/v1/alerts.")
    return await services.store.alerts.alert(alert_id, caller.scope)
