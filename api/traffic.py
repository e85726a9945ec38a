"""Reading how an application is visited."""

from datetime import timedelta

from activities.visitors.under_way import SEEN_WITHIN
from api.traffic_views import TrafficView
from models.base import utc_now
from models.traffic import TrafficStep
from storage.traffic import TrafficRecords

_SHORT, _LONG = timedelta(hours=3), timedelta(days=14)


async def traffic_view(
    records: TrafficRecords, application_id: str, period: timedelta
) -> TrafficView:
    """Return the visits of an application until now."""
    until = utc_now()
    since = until - period
    return TrafficView(
        application_id=application_id,
        last_visit=await records.last_visit(application_id),
        under_way=await records.open_since(application_id, until - SEEN_WITHIN),
        figures=await records.figures(application_id, since, until),
        series=tuple(await records.series(application_id, since, until, step_of(period))),
    )


def step_of(period: timedelta) -> TrafficStep:
    """Return the steps in which a period is told: enough to see something, few enough to read."""
    if period <= _SHORT:
        return TrafficStep.MINUTE
    return TrafficStep.HOUR if period <= _LONG else TrafficStep.DAY
