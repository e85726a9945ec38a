"""R3: how long nothing goes on after a part was killed in the middle of work."""

import asyncio
import os
import random
import signal

from benchmarks.figures import Figure, Sample
from benchmarks.processes import Stack, now, work_folder
from benchmarks.world import REQUEST
from models.jobs import JobEvent
from sdk.client import OrchestratorClient

_SETTINGS = {"ORCHESTRATOR_RUNTIME__KIND": "process", "ORCHESTRATOR_DEPLOY__WATCH_SECONDS": "2"}
_GOALS = {"worker": 3.0, "temporal": 5.0}
_SEED = 2


async def killed(quick: bool) -> list[Figure]:
    """Kill the worker, and the Temporal server, at moments all over a creation."""
    times = 4 if quick else 20
    chance = random.Random(_SEED)
    with work_folder() as folder:
        stack = Stack(folder / "data", _SETTINGS)
        async with stack.running(), stack.client() as client:
            await _created(stack, client, "", 0)
            return [
                _figure(
                    part,
                    [
                        await _created(stack, client, part, chance.uniform(0, 4))
                        for _ in range(times)
                    ],
                )
                for part in _GOALS
            ]


def _figure(part: str, gaps: list[float]) -> Figure:
    sample = Sample(tuple(gaps))
    slowest = sample.at(99)
    return Figure(
        "R3",
        f"kill of the {part} to the next event, p99",
        "s",
        slowest,
        goal=f"<= {_GOALS[part]:g} s",
        reached=slowest.median <= _GOALS[part],
        notes=(f"{sample.text} s over {len(gaps)} kills, all jobs ended well",),
    )


async def _created(stack: Stack, client: OrchestratorClient, part: str, after: float) -> float:
    """Create an application, killing a part some time after the start; return the gap in seconds.

    Raises:
        RuntimeError: The job did not end well.
    """
    accepted = await client.create(REQUEST, auto_approve=True)
    arrived: list[tuple[float, JobEvent]] = []

    async def follow() -> None:
        async for event in client.events(accepted.job_id):
            arrived.append((now(), event))

    following = asyncio.create_task(follow())
    await asyncio.sleep(after)
    at = now()
    if part and not following.done():
        os.kill(stack.state.services[part].pid, signal.SIGKILL)
    await following
    job = await client.wait(accepted.job_id)
    if job.error is not None:
        raise RuntimeError(job.error.detail)
    later = [moment - at for moment, _ in arrived if moment > at]
    removal = await client.delete(accepted.application_id)
    await client.wait(removal.job_id)
    return min(later, default=0.0)
