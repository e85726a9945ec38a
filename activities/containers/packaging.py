"""From a commit to something that can be started."""

import asyncio
import shutil
from pathlib import Path
from typing import Protocol

from temporalio import activity

from activities.containers.naming import short_job
from activities.containers.port import Artefact, Owner, Runtime


class Sources(Protocol):
    """What packaging needs of the source store."""

    async def export(self, application_id: str, commit: str, target: Path) -> None:
        """Make ``target`` a folder of exactly the files of a commit."""
        ...


class Packager:
    """Packages commits; the same sources are packaged once.

    Args:
        runtime: Where they shall be startable.
        sources: Where the commits are.
        workspaces: Folder of work trees; each call makes one of its own and removes it.
    """

    def __init__(self, runtime: Runtime, sources: Sources, workspaces: Path) -> None:
        self._runtime = runtime
        self._sources = sources
        self._workspaces = workspaces

    async def package(self, commit: str, owner: Owner) -> Artefact:
        """Package a commit, or adopt what was made of the same sources.

        Raises:
            NotFound: There is no such commit.
            ImageBuildFailed: They can't be packaged; ``context["log"]`` has the end of the log.
        """
        attempt = activity.info().attempt if activity.in_activity() else 1
        prefix = f"package-{short_job(owner.job_id)}-v{owner.version}"
        tree = self._workspaces / f"{prefix}-{attempt}"
        try:
            await self._sources.export(owner.application_id, commit, tree)
            return await self._runtime.package(tree, owner)
        finally:
            await asyncio.to_thread(_remove_all, self._workspaces, prefix)


def _remove_all(folder: Path, prefix: str) -> None:
    """Remove the tree, and those that killed attempts left."""
    for tree in folder.glob(f"{prefix}-*"):
        shutil.rmtree(tree, ignore_errors=True)
