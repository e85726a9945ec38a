"""R13: creations while the link between two parts is bad: each ends well, by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from api.views import Accepted
from benchmarks.cluster import EDGES, Cluster, cluster
from benchmarks.deployments import runtimes
from benchmarks.faulty import Fault, FaultyLink, between
from benchmarks.figures import Figure, Sample
from benchmarks.http import first_answer
from benchmarks.processes import now, work_folder
from benchmarks.world import REQUEST
from models.base import new_id
from models.jobs import JobPhase
from sdk.client import OrchestratorClient
from sdk.errors import ServerFailed, Unreachable
from settings import RuntimeChoice

_FAULT_SECONDS = 8.0
_BOUND_SECONDS = 120.0
"""From the request to a live application: the fault, what it takes to notice it, and the work."""
_APPLICATION = "proxy-application"
_BEGINS = {"worker-engine": "built", "postgresql": "understood"}
"""The milestone at which the fault begins; elsewhere it is there before the request is sent."""


async def endured(quick: bool) -> list[Figure]:
    """Create an application for each fault on each edge; quick: one that nobody tells of."""
    if RuntimeChoice.DOCKER not in runtimes():
        return []
    faults = [Fault.HALF_OPEN] if quick else list(Fault)
    cases = [(edge, fault) for edge in (*EDGES, _APPLICATION) for fault in faults]
    with work_folder() as folder:
        async with cluster(folder) as (parts, port):
            plain = await _Trial(parts, port).run()
            ended = [(case, await _Trial(parts, port, *case).run()) for case in cases]
    return [_figure(plain, ended)]


@dataclass(frozen=True)
class _End:
    seconds: float
    wrong: str = ""


def _figure(plain: _End, ended: list[tuple[tuple[str, Fault], _End]]) -> Figure:
    well = [end for _, end in ended if not end.wrong and end.seconds <= _BOUND_SECONDS]
    total = len(ended)
    notes = [f"without a fault {plain.seconds:.1f} s; goal within {_BOUND_SECONDS:g} s each"]
    notes += [
        f"{edge}, {fault}: {end.seconds:.1f} s {end.wrong}".rstrip() for (edge, fault), end in ended
    ]
    what, goal = f"ended well of {total}", f"{total} of {total}"
    ours = Sample.of(len(well))
    return Figure("R13", what, "jobs", ours, None, None, goal, len(well) == total, tuple(notes))


class _Trial:
    """One creation, and what is bad meanwhile."""

    def __init__(
        self, parts: Cluster, port: int, edge: str = "", fault: Fault | None = None
    ) -> None:
        self._parts = parts
        self._port = port
        self._edge = edge
        self._fault = fault

    async def run(self) -> _End:
        """Create, wait, look, delete."""
        began = now()
        async with self._parts.client() as near, self._parts.far_client(self._port) as far:
            key = new_id()
            suffering = asyncio.create_task(self._suffer(near, key))
            try:
                async with asyncio.timeout(3 * _BOUND_SECONDS):
                    accepted = await _accepted(far, key)
                    async for _ in far.events(accepted.job_id):
                        pass
                    await _settled(far, accepted.job_id)
                    taken = now() - began
                    wrong = await self._look(near, accepted.application_id, accepted.job_id)
            except TimeoutError:
                return _End(now() - began, "did not end")
            finally:
                suffering.cancel()
                await asyncio.gather(suffering, return_exceptions=True)
            removal = await near.delete(accepted.application_id)
            await near.wait(removal.job_id)
        return _End(taken, wrong)

    async def _suffer(self, near: OrchestratorClient, key: str) -> None:
        if self._fault is None:
            return
        if self._edge == _APPLICATION:
            accepted = await _accepted(near, key)
            async with _before_application(self._parts, accepted.application_id) as link:
                await link.suffer(self._fault, _FAULT_SECONDS)
                await asyncio.Event().wait()
        milestone = _BEGINS.get(self._edge)
        if milestone is not None:
            accepted = await _accepted(near, key)
            async for event in near.events(accepted.job_id):
                if event.data.get("milestone") == milestone:
                    break
        await self._parts.links[self._edge].suffer(self._fault, _FAULT_SECONDS)

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


async def _accepted(client: OrchestratorClient, key: str) -> Accepted:
    """Send the request until it is accepted; with its key it counts once."""
    while True:
        with suppress(Unreachable, ServerFailed, httpx.TransportError):
            return await client.create(REQUEST, auto_approve=True, key=key)
        await asyncio.sleep(0.5)


async def _settled(client: OrchestratorClient, job_id: str) -> None:
    while True:
        with suppress(Unreachable, ServerFailed, httpx.TransportError):
            await client.wait(job_id)
            return
        await asyncio.sleep(0.5)


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
