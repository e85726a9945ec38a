"""Visits of an application."""

from datetime import timedelta

from fastapi import APIRouter

from api.access import find_application
from api.routers.parameters import WithTraffic
from api.services import FromCaller, WithServices
from api.traffic import traffic_view
from api.traffic_views import TrafficView

router = APIRouter(prefix="/applications/{application_id}/traffic", tags=["applications"])


@router.get("")
async def show_traffic(
    application_id: str, query: WithTraffic, services: WithServices, caller: FromCaller
) -> TrafficView:
    """Show how an application is visited: requests, errors, latencies, bytes, last visit."""
    await find_application(services.store, caller, application_id)
    period = timedelta(hours=query.hours)
    return await traffic_view(services.store.traffic, application_id, period)
