"""The client against a scripted transport: errors by kind, streams that resume."""

import httpx
import pytest

from models.jobs import EventKind, JobEvent, JobPhase
from sdk.client import OrchestratorClient
from sdk.errors import ApiError, Conflict, NotFound, ServerFailed, TooManyRequests, error_of
from tests import samples


def frame(sequence: int, kind: EventKind = EventKind.LOG) -> str:
    event = JobEvent(
        sequence=sequence,
        job_id="j",
        application_id="a",
        at=samples.NOW,
        phase=JobPhase.BUILDING,
        percentage=1,
        kind=kind,
        message="x",
    )
    return f"id: {sequence}\ndata: {event.model_dump_json()}\n\n"


@pytest.mark.parametrize(
    ("status", "kind"),
    [(404, NotFound), (409, Conflict), (429, TooManyRequests), (503, ServerFailed)],
)
def test_a_problem_becomes_the_error_of_its_kind(status: int, kind: type[ApiError]) -> None:
    error = error_of(status, {"detail": "No.", "remedy": "Wait."}, "7")
    assert type(error) is kind
    assert (error.detail, error.remedy, error.retry_after) == ("No.", "Wait.", 7.0)
    assert type(error_of(status, ["not a problem"])) is kind


async def test_a_stream_resumes_behind_the_last_event_and_skips_repeats() -> None:
    asked: list[str | None] = []
    answers = [
        "retry: 1000\n\n" + frame(1) + frame(2),
        ": still here\n\n" + frame(2) + frame(3) + 'event: close\ndata: {"reason":"x"}\n\n',
        frame(4, EventKind.DONE),
    ]

    def serve(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers.get("last-event-id"))
        return httpx.Response(200, text=answers[len(asked) - 1])

    transport = httpx.MockTransport(serve)
    async with OrchestratorClient("http://api", "t", transport=transport) as client:
        seen = [event.sequence async for event in client.events("j")]
    assert seen == [1, 2, 3, 4]
    assert asked == [None, "2", "3"]
