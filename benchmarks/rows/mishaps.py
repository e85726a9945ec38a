"""R14: creations while the disk is full, the database locked, the clock wrong: none lies."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks import mishaps
from benchmarks.figures import Figure, Sample
from benchmarks.http import first_answer
from benchmarks.persistence import accepted, settled
from benchmarks.processes import Stack, now, work_folder
from benchmarks.world import REQUEST
from models.base import new_id
from models.jobs import JobPhase
from sdk.client import OrchestratorClient

_BOUND_SECONDS = 120.0
_MOMENTS = ("understood", "built")
"""Milestones at which it begins: before anything is written, and while most is."""
_SETTINGS = {"ORCHESTRATOR_RUNTIME__KIND": "process", "ORCHESTRATOR_DEPLOY__WATCH_SECONDS": "2"}
Mishap = Callable[[], AbstractAsyncContextManager[None]]


@dataclass(frozen=True)
class _End:
    name: str
    seconds: float
    wrong: str = ""


async def survived(quick: bool) -> list[Figure]:
    """Create an application under each mishap; it becomes live when that is over."""
    moments = _MOMENTS[1:] if quick else _MOMENTS
    ends = [*await _locked(moments), *await _full(moments), *await _skewed(moments)]
    missing = [] if mishaps.may_mount() else ["disk full: not measured, only root may mount"]
    if not mishaps.may_set_clocks():
        missing.append("clock: not measured, the package time-machine is not installed")
    well = [end for end in ends if not end.wrong and end.seconds <= _BOUND_SECONDS]
    notes = [f"{end.name}: {end.seconds:.1f} s {end.wrong}".rstrip() for end in ends]
    what, goal = f"ended well of {len(ends)}", f"{len(ends)} of {len(ends)}"
    reached = len(well) == len(ends)
    return [
        Figure(
            "R14",
            what,
            "jobs",
            Sample.of(len(well)),
            goal=goal,
            reached=reached,
            notes=(*notes, *missing),
        )
    ]


async def _locked(moments: tuple[str, ...]) -> list[_End]:
    with work_folder() as folder:
        async with Stack(folder / "data", _SETTINGS).running() as stack:
            database = stack.settings.paths.root / "orchestrator.db"

            @asynccontextmanager
            async def mishap() -> AsyncIterator[None]:
                async with mishaps.locked(database):
                    await asyncio.sleep(mishaps.LOCKED_SECONDS)
                    yield

            return [await _created(stack, "database locked", one, mishap) for one in moments]


async def _full(moments: tuple[str, ...]) -> list[_End]:
    if not mishaps.may_mount():
        return []
    with work_folder() as folder, mishaps.small_disk(folder / "data"):
        _share_tools(folder)
        async with Stack(folder / "data", _SETTINGS).running() as stack:

            @asynccontextmanager
            async def mishap() -> AsyncIterator[None]:
                async with mishaps.full(folder / "data"):
                    await asyncio.sleep(mishaps.FULL_SECONDS)
                    yield

            return [await _created(stack, "disk full", one, mishap) for one in moments]


def _share_tools(folder: Path) -> None:
    """Keep what is installed on the large disk."""
    (folder / "tools").mkdir(mode=0o755)
    (folder / "data" / "tools").symlink_to(folder / "tools")


async def _skewed(moments: tuple[str, ...]) -> list[_End]:
    if not mishaps.may_set_clocks():
        return []
    ends = []
    with work_folder() as folder:
        clock = mishaps.Clock(folder)
        async with Stack(folder / "data", _SETTINGS | clock.environment).running() as stack:
            with mishaps.earlier(2 * mishaps.HOUR):  # by every clock it counts already
                token = stack.token()
            for seconds in (mishaps.HOUR, -mishaps.HOUR):

                @asynccontextmanager
                async def mishap(by: int = seconds) -> AsyncIterator[None]:
                    clock.set(by)
                    yield

                name = f"clock {seconds / mishaps.HOUR:+.0f} h"
                for moment in moments:
                    ends.append(await _created(stack, name, moment, mishap, token))
                    clock.set(0)
    return ends


async def _created(
    stack: Stack, name: str, moment: str, mishap: Mishap, token: str | None = None
) -> _End:
    """Create an application; when a milestone is reached, the mishap comes."""
    began = now()
    async with stack.client(token) as client:
        job = await accepted(client, new_id(), REQUEST)
        suffering = asyncio.create_task(_when(client, job.job_id, moment, mishap))
        try:
            async with asyncio.timeout(2 * _BOUND_SECONDS):
                await settled(client, job.job_id)
                await suffering
                taken = now() - began
                wrong = await _look(stack, client, job.job_id)
        except TimeoutError:
            return _End(f"{name}, {moment}", now() - began, "did not end")
        finally:
            suffering.cancel()
            await asyncio.gather(suffering, return_exceptions=True)
    print(name, moment, f"{taken:.1f} s", wrong, file=sys.stderr, flush=True)
    return _End(f"{name}, {moment}", taken, wrong)


async def _when(client: OrchestratorClient, job_id: str, moment: str, mishap: Mishap) -> None:
    async for event in client.events(job_id):
        if event.data.get("milestone") == moment:
            break
    async with mishap():
        pass


async def _look(stack: Stack, client: OrchestratorClient, job_id: str) -> str:
    """Return what is not as it is told."""
    job = await client.job(job_id)
    if job.phase is not JobPhase.DONE or job.result is None or job.result.url is None:
        return f"{job.phase}: {job.error.detail if job.error else ''}"
    try:
        host = httpx.URL(job.result.url).host
        await first_answer(port=stack.ports["proxy"], host=host)
    except TimeoutError:
        return "it says that it is done, and nobody answers"
    versions = await client.versions(job.application_id)
    return "" if len(versions.items) == 1 else f"{len(versions.items)} versions"
