"""Progress as server-sent events."""

from typing import Annotated

from fastapi import APIRouter, Header, Response

from api.access import find_job
from api.follower import Follower
from api.routers.parameters import WithEvents
from api.services import FromCaller, WithServices
from api.sse import EventStream
from models.errors import InvalidInput

LARGEST_SEQUENCE = 2**53

router = APIRouter(prefix="/jobs", tags=["events"])


@router.get(
    "/{job_id}/events",
    response_class=Response,
    responses={
        200: {"content": {"text/event-stream": {}}},
        204: {"description": "The job has ended and the client has seen everything."},
    },
)
async def follow_job(
    job_id: str,
    query: WithEvents,
    services: WithServices,
    caller: FromCaller,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> Response:
    """Follow a job from its first event, or from behind the last one that was seen."""
    job = await find_job(services.store, caller, job_id)
    after = max(query.after, sequence_in(last_event_id))
    if job.finished_at is not None:
        latest = (await services.store.latest_sequences([job.id])).get(job.id, 0)
        if latest <= after:
            return Response(status_code=204)  # tells an EventSource not to come back
    seat = services.seats.seat(caller.owner)
    return EventStream(Follower(services.hub), job.id, after, caller.expires_at, seat)


def sequence_in(header: str | None) -> int:
    """Return the sequence number that a client resumes behind; 0 without one."""
    if not header:
        return 0
    if not (header.isascii() and header.isdigit()) or int(header) > LARGEST_SEQUENCE:
        detail = "It must be the id of an event of this job."
        raise InvalidInput(
            f"The Last-Event-ID is not valid. {detail}",
            errors=[{"parameter": "Last-Event-ID", "detail": detail}],
        )
    return int(header)
