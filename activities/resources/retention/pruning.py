"""Throwing away what was packaged and can be of no use any more."""

import time

from activities.containers.port import Runtime
from activities.resources.retention.artefacts import Artefacts
from models.base import utc_now
from storage.metadata import MetadataStore

FIRST_SECONDS = 300.0
EVERY_SECONDS = 3600.0
UNUSED_SECONDS = 7 * 24 * 3600.0
"""How long dependencies that versions share are kept after their last use."""
EVERY_VERSION = 1_000_000


class Pruner:
    """Removes artefacts of our own applications that no recorded version has.

    What a version can be rolled back to stays, and so does everything of an application that a
    job works on; old versions are the matter of the daily clean-up.
    """

    def __init__(self, runtime: Runtime, store: MetadataStore) -> None:
        self._runtime = runtime
        self._leftovers = Artefacts(runtime, store, keep=EVERY_VERSION)
        self._due = time.monotonic() + FIRST_SECONDS

    async def run_if_due(self) -> int:
        """Prune once an hour; return how much was removed."""
        if time.monotonic() < self._due:
            return 0
        self._due = time.monotonic() + EVERY_SECONDS
        return await self.run()

    async def run(self) -> int:
        """Prune now; return how much was removed."""
        now = utc_now()
        # Each is looked at again just before: a job that begins meanwhile packages much later.
        found = await self._leftovers.find(now)
        removed = sum([await self._leftovers.remove(one, now) for one in found])
        return removed + await self._runtime.prune_unused(UNUSED_SECONDS)
