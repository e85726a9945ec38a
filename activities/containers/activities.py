"""Packaging a commit as an activity."""

import time
from collections.abc import Callable
from typing import Any

from temporalio import activity

from activities.containers.messages import PackageInput, PackageResult
from activities.containers.packaging import Packager
from activities.containers.port import Owner, Runtime
from activities.journal import Journal
from models.applications import RuntimeName
from models.errors import ImageBuildFailed
from models.jobs import LogLevel

_LOG_LINES = 60


class ContainerActivities:
    """Turns commits into something that can be started."""

    def __init__(self, runtime: Runtime, packager: Packager, journal: Journal) -> None:
        self._runtime = runtime
        self._packager = packager
        self._journal = journal

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities to register with a worker."""
        return [self.package]

    @activity.defn(name="containers.package")
    async def package(self, request: PackageInput) -> PackageResult:
        """Package a commit; the same sources are packaged once.

        Raises:
            ImageBuildFailed: They can't be packaged; ``context["log"]`` has the end of the log.
        """
        job = request.job
        owner = Owner(application_id=job.application_id, version=request.version, job_id=job.job_id)
        began = time.monotonic()
        try:
            artefact = await self._packager.package(request.commit, owner)
        except ImageBuildFailed as problem:
            log = str(problem.context.get("log", "")).splitlines()[-_LOG_LINES:]
            await self._journal.write(
                job, "containers.package", problem.message, *log, level=LogLevel.ERROR
            )
            raise
        how = "was packaged already" if artefact.adopted else "was packaged"
        said = f"Version {request.version} {how}, {time.monotonic() - began:.1f} s."
        await self._journal.write(job, "containers.package", said)
        isolated = self._runtime.name is RuntimeName.DOCKER
        level = LogLevel.INFO if isolated else LogLevel.WARNING
        await self._journal.write(job, "containers.package", self._runtime.isolation, level=level)
        return PackageResult(
            image=artefact.image,
            runtime=self._runtime.name,
            size_mb=artefact.size_mb,
            adopted=artefact.adopted,
        )
