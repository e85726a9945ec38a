"""R3: how long nothing goes on after a part was killed in the middle of work."""

import asyncio
import os
import random
import signal
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from temporalio.client import Client
from temporalio.service import RetryConfig

from benchmarks.figures import Figure, Sample
from benchmarks.processes import Stack, now, work_folder
from benchmarks.progress import goes_on
from benchmarks.world import REQUEST
from sdk.client import OrchestratorClient
from sdk.errors import Conflict
from workflows.ids import workflow_id

_SETTINGS = {"ORCHESTRATOR_RUNTIME__KIND": "process", "ORCHESTRATOR_DEPLOY__WATCH_SECONDS": "2"}
_GOALS = {"worker": 3.0, "temporal": 5.0}
_SEED = 2
_LAST_SHARE = 0.9
"""Of the time that an undisturbed creation takes: until then it is at work."""
_LONGEST_SECONDS = 120.0
_WATCHING = RetryConfig(max_interval_millis=50)
"""The server is asked again at once: what is measured is its return, not our patience."""
_ON_THE_WAY = timedelta(milliseconds=30)
"""What was sent before the kill may still arrive, and is no sign of life."""


@dataclass(frozen=True)
class _Gap:
    progress: float
    """Seconds until something was begun, done or heard of."""
    event: float
    """Seconds until the job told something; 0 when it had nothing more to tell."""


async def killed(quick: bool) -> list[Figure]:
    """Kill the worker, and the Temporal server, at moments all over a creation."""
    times = 4 if quick else 20
    chance = random.Random(_SEED)
    with work_folder() as folder:
        stack = Stack(folder / "data", _SETTINGS)
        async with stack.running(), stack.client() as client:
            server = await Client.connect(stack.temporal_address, retry_config=_WATCHING)
            last = _LAST_SHARE * min([await _undisturbed(client) for _ in range(2)])
            figures = []
            for part in _GOALS:
                gaps = [
                    await _created(stack, client, server, part, chance.uniform(0, last))
                    for _ in range(times)
                ]
                figures.append(_figure(part, gaps))
            return figures


async def _undisturbed(client: OrchestratorClient) -> float:
    """Return the seconds that a creation takes; the first one also has to learn what is common."""
    began = now()
    accepted = await client.create(REQUEST, auto_approve=True)
    await client.wait(accepted.job_id)
    taken = now() - began
    await _removed(client, accepted.application_id)
    return taken


def _figure(part: str, gaps: list[_Gap]) -> Figure:
    sample = Sample(tuple(gap.progress for gap in gaps))
    told = Sample(tuple(gap.event for gap in gaps))
    slowest = sample.at(99)
    return Figure(
        "R3",
        f"kill of the {part} until work goes on, p99",
        "s",
        slowest,
        goal=f"<= {_GOALS[part]:g} s",
        reached=slowest.median <= _GOALS[part],
        notes=(
            f"{sample.text} s over {len(gaps)} kills, all jobs ended well",
            f"to the next event that people see {told.text} s: steps tell nothing while they last",
        ),
    )


async def _created(
    stack: Stack, client: OrchestratorClient, server: Client, part: str, after: float
) -> _Gap:
    """Create an application, killing a part some time after the start; return the gaps.

    Raises:
        RuntimeError: The job did not end well.
    """
    accepted = await client.create(REQUEST, auto_approve=True)
    arrived: list[float] = []

    async def follow() -> None:
        async for _ in client.events(accepted.job_id):
            arrived.append(now())

    following = asyncio.create_task(follow())
    await asyncio.sleep(after)
    at, moment = now(), datetime.now(UTC) + _ON_THE_WAY
    os.kill(stack.state.services[part].pid, signal.SIGKILL)
    async with asyncio.timeout(_LONGEST_SECONDS):
        await goes_on(server, workflow_id(accepted.application_id), moment)
    progress = now() - at
    await following
    job = await client.wait(accepted.job_id)
    if job.error is not None:
        raise RuntimeError(job.error.detail)
    event = min((one - at for one in arrived if one > at), default=0.0)
    await _removed(client, accepted.application_id)
    return _Gap(progress, event)


async def _removed(client: OrchestratorClient, application_id: str) -> None:
    """Take the application down; a workflow that was killed ends a moment after its job."""
    async with asyncio.timeout(30):
        while True:
            with suppress(Conflict):
                removal = await client.delete(application_id)
                await client.wait(removal.job_id)
                return
            await asyncio.sleep(0.2)
