"""R13: creations while the link between two parts is bad: each ends well, by itself."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.cluster import EDGES, ENGINE, Cluster, cluster
from benchmarks.deployments import runtimes
from benchmarks.faulty import Fault, FaultyLink, between
from benchmarks.figures import Figure, Sample
from benchmarks.http import first_answer
from benchmarks.persistence import accepted, settled
from benchmarks.processes import now, work_folder
from benchmarks.world import REQUEST
from models.base import new_id
from models.jobs import JobPhase
from sdk.client import OrchestratorClient
from settings import RuntimeChoice

_FAULT_SECONDS = 8.0
_BOUND_SECONDS = 120.0
"""From the request to a live application: the fault, what it takes to notice it, and the work."""
_APPLICATION = "proxy-application"
_Case = tuple[str, Fault]
_BEGINS = {ENGINE: "built", "postgresql": "understood"}
"""The milestone at which the fault begins; elsewhere it is there before the request is sent."""


async def endured(quick: bool) -> list[Figure]:
    """Create an application for each fault on each edge; quick: one that nobody tells of.

    Containers only where the engine is an end of the edge: elsewhere they would show nothing more.
    """
    faults = sorted(Fault, key=lambda fault: fault is not Fault.HALF_OPEN)[: 1 if quick else None]
    others = [edge for edge in (*EDGES, _APPLICATION) if edge != ENGINE]
    ended = await _all(RuntimeChoice.PROCESS, [(edge, one) for one in faults for edge in others])
    if RuntimeChoice.DOCKER in runtimes():
        ended |= await _all(RuntimeChoice.DOCKER, [(ENGINE, fault) for fault in faults])
    return [_figure(ended)]


async def _all(kind: RuntimeChoice, cases: list[_Case]) -> dict[_Case, "_End"]:
    with work_folder() as folder:
        async with cluster(folder, kind) as parts:
            await _told(_Trial(parts))  # installs what all the others find there
            return {case: await _told(_Trial(parts, *case)) for case in cases}


@dataclass(frozen=True)
class _End:
    seconds: float
    wrong: str = ""


def _figure(ended: dict[_Case, _End]) -> Figure:
    well = [end for end in ended.values() if not end.wrong and end.seconds <= _BOUND_SECONDS]
    total = len(ended)
    notes = [f"{_FAULT_SECONDS:g} s of the fault; each within {_BOUND_SECONDS:g} s of its request"]
    notes += [
        f"{edge}, {fault}: {end.seconds:.1f} s {end.wrong}".rstrip()
        for (edge, fault), end in ended.items()
    ]
    what, goal = f"ended well of {total}", f"{total} of {total}"
    ours = Sample.of(len(well))
    return Figure("R13", what, "jobs", ours, None, None, goal, len(well) == total, tuple(notes))


class _Trial:
    """One creation, and what is bad meanwhile."""

    def __init__(self, parts: Cluster, edge: str = "", fault: Fault | None = None) -> None:
        self._parts = parts
        self.edge = edge
        self.fault = fault
        self._came = fault is None

    async def run(self) -> _End:
        """Create, wait, look, delete."""
        began = now()
        async with self._parts.near() as near, self._parts.far() as far:
            key = new_id()
            suffering = asyncio.create_task(self._suffer(near, key))
            try:
                async with asyncio.timeout(3 * _BOUND_SECONDS):
                    job = await accepted(far, key, REQUEST)
                    async for _ in far.events(job.job_id):
                        pass
                    await settled(far, job.job_id)
                    taken = now() - began
                    wrong = await self._look(near, job.application_id, job.job_id)
                    wrong = wrong or ("" if self._came else "the fault did not come")
            except TimeoutError:
                return _End(now() - began, "did not end")
            finally:
                suffering.cancel()
                await asyncio.gather(suffering, return_exceptions=True)
            removal = await near.delete(job.application_id)
            await near.wait(removal.job_id)
        return _End(taken, wrong)

    async def _suffer(self, near: OrchestratorClient, key: str) -> None:
        if self.fault is None:
            return
        if self.edge == _APPLICATION:
            job = await accepted(near, key, REQUEST)
            async with _before_application(self._parts, job.application_id) as link:
                self._came = True
                await link.suffer(self.fault, _FAULT_SECONDS)
                await asyncio.Event().wait()
        milestone = _BEGINS.get(self.edge)
        if milestone is not None:
            job = await accepted(near, key, REQUEST)
            async for event in near.events(job.job_id):
                if event.data.get("milestone") == milestone:
                    break
        self._came = True
        await self._parts.links[self.edge].suffer(self.fault, _FAULT_SECONDS)

    async def _look(self, near: OrchestratorClient, application_id: str, job_id: str) -> str:
        """Return what is not as it should be."""
        job = await near.job(job_id)
        if job.phase is not JobPhase.DONE or job.result is None or job.result.url is None:
            return f"{job.phase}: {job.error.detail if job.error else ''}"
        host = httpx.URL(job.result.url).host
        try:
            port = self._parts.settings.proxy.port
            await first_answer(port=port, host=host, seconds=_BOUND_SECONDS)
        except TimeoutError:
            return "nobody answers at its address"
        found = await self._parts.runtime.instances(application_id)
        return "" if len(found) == 1 else f"{len(found)} instances"


async def _told(trial: _Trial) -> _End:
    """Run it, and say so at once: thirty of them take a quarter of an hour."""
    end = await trial.run()
    print(trial.edge, trial.fault, f"{end.seconds:.1f} s", end.wrong, file=sys.stderr, flush=True)
    return end


@asynccontextmanager
async def _before_application(parts: Cluster, application_id: str) -> AsyncIterator[FaultyLink]:
    """Step before the socket of a version as soon as it listens."""
    folder = parts.settings.paths.application_run(application_id)
    while not (found := _sockets(folder)):
        await asyncio.sleep(0.005)
    async with between(found[0]) as link:
        yield link


def _sockets(folder: Path) -> list[Path]:
    return [path for path in folder.glob("*/app.sock") if path.is_socket()]
