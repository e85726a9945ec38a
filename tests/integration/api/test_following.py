"""A person at a terminal, in dialogue with a job over a real connection."""

import asyncio
import io

from rich.console import Console

from models.jobs import Decision, JobPhase
from sdk.client import OrchestratorClient
from terminal.follow import Follower
from terminal.reader import LineReader
from tests.integration.api.conftest import Api


class SlowTypist(LineReader):
    """Types each line after what it is to wait for has happened."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self._left = list(lines)
        self.asked = asyncio.Event()
        self.may_type = asyncio.Event()
        self.may_type.set()

    async def line(self) -> str:
        self.asked.set()
        await self.may_type.wait()
        return self._left.pop(0)


def _console() -> tuple[Console, io.StringIO]:
    told = io.StringIO()
    return Console(file=told, width=120, force_terminal=False), told


async def test_what_is_refused_is_asked_again(api: Api) -> None:
    console, told = _console()
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create("A list of books")
        typist = SlowTypist("", "bigger \x07 letters", "x" * 30_000, "yes")
        job = await Follower(client, console, typist).follow(started.job_id)
    assert job.phase is JobPhase.DONE
    assert "control characters" in told.getvalue()
    assert told.getvalue().count("What it keeps") == 3


async def test_somebody_else_may_be_faster(api: Api) -> None:
    console, told = _console()
    async with OrchestratorClient(api.url, api.token()) as client:
        started = await client.create("A list of books")
        typist = SlowTypist("", "no")
        typist.may_type.clear()
        following = asyncio.create_task(Follower(client, console, typist).follow(started.job_id))
        await typist.asked.wait()
        await client.answer(started.job_id, {"fields.book": "you_decide"})
        while (await client.job(started.job_id)).phase is not JobPhase.AWAITING_APPROVAL:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        await client.decide(started.job_id, Decision.APPROVE)
        await client.wait(started.job_id)
        typist.may_type.set()
        job = await following
    assert job.phase is JobPhase.DONE
    assert "The job has ended (done)." in told.getvalue()
