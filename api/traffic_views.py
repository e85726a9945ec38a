"""How an application is visited, as the API tells it."""

from datetime import datetime

from models.base import Model
from models.traffic import TrafficFigures


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
