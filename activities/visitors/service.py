"""What a host does for visitors beside its activities: the doorkeeper and the access log."""

import asyncio

import structlog

from activities.containers.locks import file_lock
from activities.containers.packaging import Packager
from activities.containers.port import Runtime
from activities.serving.proxy import Proxy
from activities.serving.starting import Starter
from activities.serving.traffic import Traffic
from activities.visitors.doorkeeper import Doorkeeper
from activities.visitors.tailing import Tailer
from activities.visitors.under_way import UnderWay
from activities.visitors.waking import Waker
from settings import Settings
from storage.metadata import MetadataStore

AGAIN_SECONDS = 1.0


class VisitorService:
    """Runs in each worker of the host; only the one that holds the lock does the work.

    Args:
        runtime: Where instances run.
        packager: Makes again what was packaged and is gone.
        proxy: What leads visitors.
        store: What is known of applications and visits.
        settings: Of this installation.
    """

    def __init__(
        self,
        runtime: Runtime,
        packager: Packager,
        proxy: Proxy,
        store: MetadataStore,
        settings: Settings,
    ) -> None:
        traffic = Traffic(proxy, settings)
        starter = Starter(runtime, packager, store)
        waker = Waker(runtime, starter, traffic, store, settings.waking.at_once)
        paths = settings.paths
        self._door, self._lock = paths.doorkeeper_socket, paths.run / "locks" / "visitors.lock"
        self._doorkeeper = Doorkeeper(waker, store, settings)
        self._tailer = Tailer(
            paths.access_log, settings.runtime.host_name, store.traffic, settings.traffic
        )
        self._under_way = UnderWay(proxy, store.traffic)
        self._log = structlog.get_logger("activities.visitors")

    async def run(self) -> None:
        """Serve until cancelled, from when no other process of this host does."""
        while True:
            try:
                async with file_lock(self._lock), asyncio.TaskGroup() as group:
                    group.create_task(self._doorkeeper.serve(self._door))
                    group.create_task(self._tailer.run())
                    group.create_task(self._under_way.run())
            except* OSError as problems:
                # A full disk, most likely: visitors see the proxy's own page until it is over.
                await self._log.awarning("visitors_not_served", cause=repr(problems.exceptions[0]))
            await asyncio.sleep(AGAIN_SECONDS)
