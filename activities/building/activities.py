"""The activity that builds the sources of a version."""

import asyncio
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from temporalio import activity

from activities.building.messages import BuildInput, BuildResult
from activities.building.port import Brief, Builder
from activities.building.scaffold.tree import write_files
from activities.building.sources import Sources
from activities.specification.kiro.files import kiro_files
from models.errors import BuildError
from models.jobs import JobContext

STEP = "building"


class Journal(Protocol):
    """The part of :class:`storage.journal.JobJournal` that building needs."""

    async def write(self, job: JobContext, step: str, *texts: str) -> None:
        """Add lines to the job's log."""
        ...


class BuildingActivities:
    """Turns specifications into commits."""

    def __init__(
        self,
        sources: Sources,
        journal: Journal,
        workspaces: Path,
        builders: Mapping[str, Builder],
    ) -> None:
        self._sources = sources
        self._journal = journal
        self._workspaces = workspaces
        self._builders = builders

    def activities(self) -> list[Callable[..., Any]]:
        """Return the activities for a worker."""
        return [self.build]

    @activity.defn(name="building.build")
    async def build(self, request: BuildInput) -> BuildResult:
        """Build the sources in a fresh folder and commit them; a repetition gives the same commit.

        Raises:
            BuildError: The specification can't be built.
            StorageError: The sources can't be read or written.
        """
        builder = self._builder(request)
        title = request.specification.metadata.title
        await self._journal.write(
            request.job, STEP, f"Building version {request.version} of {title}."
        )
        workspace = self._workspaces / f"{request.job.job_id}-v{request.version}"
        try:
            return await self._build(request, builder, workspace)
        finally:
            await asyncio.to_thread(shutil.rmtree, workspace, ignore_errors=True)

    async def _build(self, request: BuildInput, builder: Builder, workspace: Path) -> BuildResult:
        await asyncio.to_thread(_empty, workspace)
        if request.previous_commit is not None:
            await self._sources.checkout(
                request.job.application_id, workspace, request.previous_commit
            )
        await _describe(request, workspace, done=False)
        summary = await builder.build(_brief(request), workspace)
        if summary.finished:
            await _describe(request, workspace, done=True)
        commit = await self._sources.commit(
            request.job.application_id,
            workspace,
            message=f"Version {request.version}: {summary.summary}",
            version=request.version,
            job_id=request.job.job_id,
            parent=request.previous_commit,
        )
        await self._journal.write(request.job, STEP, *summary.notes, summary.summary)
        return BuildResult(
            commit=commit, files=summary.files, lines=summary.lines, summary=summary.summary
        )

    def _builder(self, request: BuildInput) -> Builder:
        name = request.specification.development.builder
        if name not in self._builders:
            raise BuildError(
                f"There is no builder called '{name}' here.",
                remedy=f"Choose one of: {', '.join(sorted(self._builders))}.",
            )
        return self._builders[name]


def _brief(request: BuildInput) -> Brief:
    return Brief(
        application_id=request.job.application_id,
        job_id=request.job.job_id,
        title=request.specification.metadata.title,
        version=request.version,
        specification=request.specification,
        previous=request.previous,
    )


async def _describe(request: BuildInput, workspace: Path, *, done: bool) -> None:
    """Put the specification beside the sources, in the form that coding agents work with."""
    files = kiro_files(request.specification, request.slug, done=done)
    await asyncio.to_thread(write_files, workspace, files)


def _empty(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
