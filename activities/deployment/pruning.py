"""Throwing away what was packaged and can be of no use any more."""

import time

from activities.containers.port import Packaged, Runtime
from models.applications import ApplicationStatus
from models.base import utc_now
from models.errors import NotFound
from storage.metadata import MetadataStore

FIRST_SECONDS = 300.0
EVERY_SECONDS = 3600.0
UNUSED_SECONDS = 7 * 24 * 3600.0
"""How long dependencies that versions share are kept after their last use."""


class Pruner:
    """Removes artefacts of our own applications that no recorded version has.

    What a version can be rolled back to stays, and so does everything of an application that a
    job works on.
    """

    def __init__(self, runtime: Runtime, store: MetadataStore) -> None:
        self._runtime = runtime
        self._store = store
        self._due = time.monotonic() + FIRST_SECONDS

    async def run_if_due(self) -> int:
        """Prune once an hour; return how much was removed."""
        if time.monotonic() < self._due:
            return 0
        self._due = time.monotonic() + EVERY_SECONDS
        return await self.run()

    async def run(self) -> int:
        """Prune now; return how much was removed."""
        removed = 0
        for artefact in await self._runtime.artefacts():
            # Asked for each anew, just before: a job that begins meanwhile packages much later.
            if await self._is_leftover(artefact):
                await self._runtime.remove_artefact(artefact.image)
                removed += 1
        return removed + await self._runtime.prune_dependencies(UNUSED_SECONDS)

    async def _is_leftover(self, artefact: Packaged) -> bool:
        try:
            application = await self._store.application(artefact.application_id)
        except NotFound:
            return False  # of another installation
        if application.running_job_id is not None:
            return False
        if application.status is ApplicationStatus.DELETED:
            return True
        deployment = application.deployment
        if deployment is not None and deployment.image == artefact.image:
            return False
        if await self._store.evidence.keeps_image(application.id, artefact.image, utc_now()):
            return False
        return not await self._is_recorded(artefact)

    async def _is_recorded(self, artefact: Packaged) -> bool:
        cursor: str | None = None
        while True:
            page = await self._store.versions(artefact.application_id, limit=500, cursor=cursor)
            for version in page.items:
                if version.image == artefact.image or version.number in artefact.versions:
                    return True
            cursor = page.next_cursor
            if cursor is None:
                return False
