"""A job that gives no sign is followed on, and what it waits for is said."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
from rich.console import Console

from api.views import WORKERS, DependencyState, JobView, Readiness
from models.jobs import (
    DevelopmentJob,
    EventKind,
    JobEvent,
    JobKind,
    JobPhase,
    JobProgress,
    JobResult,
)
from sdk.client import OrchestratorClient
from terminal.follow import Follower
from tests import samples

MISSING = "No worker takes what waits in: orchestrator."
WAITS = "The job is accepted and waits for a worker."


def _readiness(*, temporal: bool = True, worker: bool = False) -> Readiness:
    workers = DependencyState(
        name=WORKERS, ready=worker, required=False, detail="" if worker else MISSING
    )
    states = (DependencyState(name="temporal", ready=temporal), workers)
    return Readiness(ready=temporal, dependencies=states)


def _job() -> JobView:
    progress = JobProgress(
        job_id="j",
        application_id="a",
        kind=JobKind.DELETE,
        phase=JobPhase.DONE,
        result=JobResult(summary="It was deleted."),
    )
    job = DevelopmentJob(
        id="j",
        application_id="a",
        owner="ada",
        kind=JobKind.DELETE,
        correlation_id="c",
        created_at=samples.NOW,
        updated_at=samples.NOW,
        progress=progress,
    )
    return JobView.of(job)


def _frame(sequence: int, kind: EventKind) -> bytes:
    event = JobEvent(
        sequence=sequence,
        job_id="j",
        application_id="a",
        at=samples.NOW,
        phase=JobPhase.DEPLOYING,
        percentage=1,
        kind=kind,
        message=f"event {sequence}",
    )
    return f"id: {sequence}\ndata: {event.model_dump_json()}\n\n".encode()


class Server:
    """Answers like an API; its job says something whenever the moment for it has come.

    Args:
        readiness: What is answered about workers, one after the other; the last one stays.
        log: How often waiting must have been told before the job logs a line, for each line.
        asked: How often workers must have been asked for before the job ends.
    """

    def __init__(self, *readiness: Readiness, log: tuple[int, ...] = (), asked: int = 1) -> None:
        self.screen = io.StringIO()
        self._readiness = readiness
        self._log = log
        self._needed = asked
        self._asked = 0

    @property
    def told(self) -> int:
        """How often waiting was told."""
        return self.screen.getvalue().count(WAITS)

    async def serve(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/readyz":
            readiness = self._readiness[min(self._asked, len(self._readiness) - 1)]
            self._asked += 1
            code = httpx.codes.OK if readiness.ready else httpx.codes.SERVICE_UNAVAILABLE
            return httpx.Response(code, text=readiness.model_dump_json())
        if request.url.path.endswith("/events"):
            return httpx.Response(200, content=self._stream())
        return httpx.Response(200, text=_job().model_dump_json())

    async def follow(self) -> None:
        """Follow the job to its end."""
        console = Console(file=self.screen, width=200, force_terminal=False)
        transport = httpx.MockTransport(self.serve)
        async with OrchestratorClient("http://api", "t", transport=transport) as client:
            job = await Follower(client, console, patience=0.01).follow("j")
        assert job.phase is JobPhase.DONE

    async def _stream(self) -> AsyncIterator[bytes]:
        for number, told in enumerate(self._log, start=1):
            await _until(lambda told=told: self.told >= told)
            yield _frame(number, EventKind.LOG)
        await _until(lambda: self._asked >= self._needed)
        yield _frame(len(self._log) + 1, EventKind.DONE)


async def _until(come: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not come():  # noqa: ASYNC110 - there is no event for it
            await asyncio.sleep(0.001)


async def test_a_missing_worker_is_told_once_per_silence_and_the_job_is_followed_on() -> None:
    server = Server(_readiness(), log=(1, 2))
    await server.follow()
    lines = server.screen.getvalue().splitlines()
    assert lines[0] == f"{WAITS} {MISSING}"
    assert "orchestrator worker" in lines[1]
    assert [line for line in lines if "event" in line][-1].endswith("✔ event 3")
    assert "event 1" in lines[2]


async def test_a_worker_that_goes_later_is_told_too() -> None:
    server = Server(_readiness(worker=True), _readiness(), log=(1,))
    await server.follow()
    assert server.told == 1


@pytest.mark.parametrize(
    "readiness", [_readiness(worker=True), _readiness(temporal=False)], ids=["there", "unknown"]
)
async def test_nothing_is_told_while_workers_are_there_or_nobody_knows(
    readiness: Readiness,
) -> None:
    server = Server(readiness, asked=3)
    await server.follow()
    assert server.told == 0


async def test_an_api_that_fails_meanwhile_is_asked_again() -> None:
    class Failing(Server):
        async def serve(self, request: httpx.Request) -> httpx.Response:
            answer = await super().serve(request)
            failed = request.url.path == "/readyz" and self._asked == 1
            return httpx.Response(500) if failed else answer

    server = Failing(_readiness(), log=(1,))
    await server.follow()
    assert server.told == 1
