"""The log of a running application: what it writes itself."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Header, Response

from api.access import find_application
from api.log_stream import LogFollower
from api.routers.events import sequence_in
from api.routers.parameters import ApplicationLogQuery, WithApplicationLog
from api.services import FromCaller, WithServices
from api.sse import EventStream
from api.views import ApplicationLogPage
from models.application_logs import ApplicationLogLine
from storage.application_logs import ApplicationLog, Wanted

router = APIRouter(prefix="/applications", tags=["logs"])


@router.get(
    "/{application_id}/logs",
    response_model=ApplicationLogPage,
    responses={200: {"content": {"text/event-stream": {}}}},
)
async def read_application_log(
    application_id: str,
    query: WithApplicationLog,
    services: WithServices,
    caller: FromCaller,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> ApplicationLogPage | Response:
    """Read what the running application wrote, or follow it as server-sent events.

    Lines go on over restarts and new versions; a line says where the next instance begins.
    """
    application = await find_application(services.store, caller, application_id)
    log, wanted = ApplicationLog(services.settings.paths.logs), wanted_by(query)
    after = max(query.after, sequence_in(last_event_id))
    # What was written until now belongs to the answer, also when nobody has looked before.
    fresh = await services.engine.collect_log(application, 0)
    if after:
        found = await log.read(application.id, after=after, wanted=wanted, limit=query.tail)
    else:
        found = await log.tail(application.id, wanted=wanted, limit=query.tail)
    if not query.follow:
        return ApplicationLogPage(items=found.items, next_after=found.position, fresh=fresh)
    first = found.items[0].number - 1 if found.items else found.position
    follower = LogFollower(
        log,
        partial(services.engine.collect_log, application),
        wanted,
        lambda: services.hub.closed,
    )
    seat = services.log_seats.seat(caller.owner)
    return EventStream(follower, application.id, first, caller.expires_at, seat)


def wanted_by(query: ApplicationLogQuery) -> Wanted:
    """Return what tells whether a line is wanted."""
    words = query.q.casefold().split()

    def wanted(line: ApplicationLogLine) -> bool:
        if query.since is not None and line.at < query.since:
            return False
        if query.level is not None and line.level.rank < query.level.rank:
            return False
        text = line.text.casefold()
        return all(word in text for word in words)

    return wanted
