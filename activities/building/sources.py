"""Where the sources of a version come from and go to."""

from pathlib import Path
from typing import Protocol


class Sources(Protocol):
    """The part of :class:`storage.sources.SourceStore` that building needs."""

    async def checkout(
        self, application_id: str, target: Path, commit: str | None = None
    ) -> str | None:
        """Make the folder a clean work tree of a commit."""
        ...

    async def commit(
        self,
        application_id: str,
        tree: Path,
        *,
        message: str,
        version: int,
        job_id: str,
        parent: str | None = None,
    ) -> str:
        """Commit the work tree as the job's version."""
        ...
