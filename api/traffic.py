"""How an application is visited, as the API tells it."""

from datetime import datetime, timedelta

from activities.visitors.under_way import SEEN_WITHIN
from models.base import Model, utc_now
from models.traffic import TrafficFigures, TrafficStep
from storage.traffic import TrafficRecords

_SHORT, _LONG = timedelta(hours=3), timedelta(days=14)


class TrafficView(Model):
    """Visits of an application over some time."""

    application_id: str
    last_visit: datetime | None = None
    """When somebody came last; null when nobody ever did."""
    under_way: int = 0
    """Requests, WebSockets and streams that were open when last looked at, half a minute ago at
    most; figures have them once they have ended."""
    figures: TrafficFigures
    """All of it together."""
    series: tuple[TrafficFigures, ...] = ()
    """Step by step, oldest first; where nobody came there is none."""


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
