"""A host's own entry in the registry, and the heartbeat that keeps it fresh."""

import asyncio
from contextlib import suppress

import structlog

from activities.containers.port import Runtime
from activities.hosts.fencing import Fence
from activities.hosts.figures import measured, orchestrator_version
from activities.hosts.notices import HostNotices
from models.base import utc_now
from models.errors import NotFound, OrchestrationError, StorageError
from models.hosts import Host, HostNotice
from settings import Settings
from storage.metadata import MetadataStore

BEAT_SECONDS = 5.0
"""One small write each; with less silence allowed it beats more often."""


class HostKeeper:
    """Registers this host, tells how it is, and fences it off when it was given up meanwhile."""

    def __init__(
        self, runtime: Runtime, settings: Settings, store: MetadataStore, notices: HostNotices
    ) -> None:
        self._runtime = runtime
        self._settings = settings
        self._store = store
        self._notices = notices
        self._fence = Fence(runtime, settings, store)
        self._log = structlog.get_logger("activities.hosts")

    async def register(self) -> Host:
        """Enter this host into the registry; what was started elsewhere meanwhile is stopped.

        Raises:
            Conflict: Another living host has its name, or is in the same place.
        """
        found = await self._store.hosts.register(
            await self._described(), self._settings.hosts.silence
        )
        await self._come_back(found)
        return found

    async def beat_for_ever(self, host: Host) -> None:
        """Tell every few seconds how the host is, until cancelled."""
        pause = min(BEAT_SECONDS, self._settings.hosts.dead_after_seconds / 3)
        while True:
            await asyncio.sleep(pause)
            try:
                await self._beat(host)
            except StorageError as problem:
                # The next one tells the same; whoever watches asks the host itself as well.
                await self._log.awarning("heartbeat_not_stored", message=problem.message)
            except OrchestrationError as problem:
                await self._log.awarning("host_not_looked_after", message=problem.message)

    async def sign_off(self) -> None:
        """Tell that this host's worker stops on purpose."""
        with suppress(OrchestrationError):
            await self._store.hosts.sign_off(self._settings.runtime.host_name)

    async def _beat(self, host: Host) -> None:
        capacity, free = await asyncio.to_thread(measured, self._settings.paths.local)
        now = {"capacity": capacity, "free": free, "seen_at": utc_now()}
        try:
            found = await self._store.hosts.beat(host.model_copy(update=now))
        except NotFound:  # an operator has removed it, and it is still here
            found = await self.register()
        await self._come_back(found)

    async def _come_back(self, host: Host) -> None:
        """Stop what belongs to others by now, then count again."""
        if host.lost_at is None:
            return
        stopped = await self._fence.run()
        told = f"The host '{host.name}' is back; {_stopped(stopped)}"
        # First, so that whoever dies in between does it all again.
        await self._notices.tell(HostNotice(host=host.name, event="host_back", sentence=told))
        await self._store.hosts.take_back(host.name)

    async def _described(self) -> Host:
        runtime = self._settings.runtime
        capacity, free = await asyncio.to_thread(measured, self._settings.paths.local)
        now = utc_now()
        return Host(
            name=runtime.host_name,
            place=await self._runtime.place(),
            runtime=self._runtime.name,
            address=runtime.address,
            labels=runtime.labels,
            capacity=capacity,
            free=free,
            version=orchestrator_version(),
            registered_at=now,
            seen_at=now,
        )


def _stopped(number: int) -> str:
    if number == 0:
        return "nothing that was started elsewhere still ran there."
    what = "application that was" if number == 1 else "applications that were"
    return f"{number} {what} started elsewhere meanwhile had to be stopped there."
