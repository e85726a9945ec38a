"""Packaging a commit as an activity."""

import asyncio
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from temporalio import activity

from activities.containers.messages import PackageInput, PackageResult
from activities.containers.naming import short_job
from activities.containers.port import Owner, Runtime
from activities.journal import Journal
from models.applications import RuntimeName
from models.errors import ImageBuildFailed
from models.jobs import LogLevel

_LOG_LINES = 60


class Sources(Protocol):
    """What packaging needs of the source store."""

    async def export(self, application_id: str, commit: str, target: Path) -> None:
        """Make ``target`` a folder of exactly the files of a commit."""
        ...


class ContainerActivities:
    """Turns commits into something that can be started."""

    def __init__(
        self, runtime: Runtime, sources: Sources, journal: Journal, workspaces: Path
    ) -> None:
        self._runtime = runtime
        self._sources = sources
        self._journal = journal
        self._workspaces = workspaces

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
        attempt = activity.info().attempt if activity.in_activity() else 1
        folder = f"package-{short_job(job.job_id)}-v{request.version}-{attempt}"
        tree = self._workspaces / folder
        began = time.monotonic()
        try:
            await self._sources.export(job.application_id, request.commit, tree)
            artefact = await self._runtime.package(tree, owner)
        except ImageBuildFailed as problem:
            log = str(problem.context.get("log", "")).splitlines()[-_LOG_LINES:]
            await self._journal.write(
                job, "containers.package", problem.message, *log, level=LogLevel.ERROR
            )
            raise
        finally:
            await asyncio.to_thread(shutil.rmtree, tree, ignore_errors=True)
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
