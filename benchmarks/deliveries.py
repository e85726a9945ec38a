"""Putting versions live on a benchmark's host in the steps that jobs take."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from activities.deployment.messages import (
    GoLiveInput,
    InstanceInput,
    SwitchBackInput,
    WatchInput,
    WatchResult,
)
from benchmarks.deployments import Host
from benchmarks.five import BREAKS, written
from benchmarks.http import first_answer
from benchmarks.world import new_job, owner_of
from models.applications import Deployment
from models.errors import Unhealthy
from models.jobs import JobContext

_GATE_SECONDS = 1.5


@dataclass
class Delivery:
    """One application on a host."""

    host: Host
    slug: str
    folder: Path
    job: JobContext = field(default_factory=new_job)
    watch_seconds: float = 0.5
    """Far less than in earnest: a benchmark of many deployments shall end."""
    live: Deployment | None = None
    number: int = 0
    _images: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"{self.slug}.localhost:{self.host.settings.proxy.port}"

    async def begin(self) -> None:
        """Put the first version live, and wait until visitors are served."""
        await self.deploy("one")
        await first_answer(port=self.host.settings.proxy.port, host=self.address)

    async def deploy(self, name: str) -> None:
        """Replace what is live, as a deployment or a rollback does."""
        before = self.live
        candidate = await self.switch(name)
        if not (await self.watch(candidate, before)).healthy:
            raise RuntimeError(f"version {candidate.version} did not stay healthy")
        if before is not None:
            await self.host.deployment.retire(InstanceInput(job=self.job, deployment=before))

    async def switch(self, name: str) -> Deployment:
        """Start a version and give it the visitors; what was live keeps running."""
        candidate = await self._candidate(name, 60.0)
        request = GoLiveInput(job=self.job, slug=self.slug, candidate=candidate)
        await self.host.deployment.go_live(request)
        self.live = candidate
        return candidate

    async def watch(
        self, candidate: Deployment, before: Deployment | None, seconds: float | None = None
    ) -> WatchResult:
        """Watch what is live, with what was live before at hand."""
        return await self.host.deployment.watch(
            WatchInput(
                job=self.job,
                slug=self.slug,
                deployment=candidate,
                health_path="/healthz",
                seconds=self.watch_seconds if seconds is None else seconds,
                previous=before,
            )
        )

    async def take_back(self, before: Deployment) -> None:
        """Undo a deployment."""
        back = SwitchBackInput(job=self.job, slug=self.slug, candidate=self.live, previous=before)
        await self.host.deployment.switch_back(back)
        self.live = before

    async def fail(self, number: int) -> bool:
        """Try one of the broken versions; return whether its gate refused it."""
        try:
            await self._candidate(BREAKS[number % len(BREAKS)], _GATE_SECONDS)
        except Unhealthy:
            return True
        return False

    async def prepare(self, *names: str) -> None:
        """Package versions beforehand: what is measured is how they are switched."""
        for name in names:
            await self._image(name)

    async def _candidate(self, name: str, seconds: float) -> Deployment:
        self.number += 1
        image = await self._image(name)
        return await self.host.candidate(self.job, self.number, image, seconds)

    async def _image(self, name: str) -> str:
        if name not in self._images:
            behaviour = name if name in BREAKS else "fine"
            tree = await asyncio.to_thread(written, self.folder, f"{self.slug}-{name}", behaviour)
            owner = owner_of(self.job, 1 + len(self._images))
            self._images[name] = (await self.host.runtime.package(tree, owner)).image
        return self._images[name]
