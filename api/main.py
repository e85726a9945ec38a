"""Runs the API: opens what it needs, serves, and leaves no stream hanging when it stops."""

import asyncio
import importlib
import socket

import structlog
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.deferred import DeferredEngine
from api.services import Services
from observability import configure_logging
from settings import Settings
from storage.logs import JobLog
from storage.metadata import MetadataStore
from storage.sources import SourceStore

MAX_SOCKET_MESSAGE_BYTES = 65_536
GRACE_SECONDS = 5
BACKLOG = 512

_log = structlog.get_logger(__name__)


class Server(uvicorn.Server):
    """Closes streams before it waits for connections to end: they would never end by themselves."""

    def __init__(self, config: uvicorn.Config, services: Services) -> None:
        super().__init__(config)
        self._services = services

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Send followers away, then end as usual."""
        await self._services.hub.close()
        await super().shutdown(sockets)


def server_of(app: FastAPI, settings: Settings) -> Server:
    """Return a server for the API that is not started yet."""
    config = uvicorn.Config(
        app,
        host=settings.api.host,
        port=settings.api.port,
        http="httptools",
        ws="websockets-sansio",
        ws_max_size=MAX_SOCKET_MESSAGE_BYTES,
        ws_per_message_deflate=False,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        backlog=BACKLOG,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    return Server(config, app.state.services)


async def serve(settings: Settings) -> None:
    """Serve until a signal comes; Temporal may come up later, ``/readyz`` tells.

    Raises:
        StorageError: The metadata can't be opened.
    """
    store = await MetadataStore.open(settings.metadata_url)
    engine = DeferredEngine()
    connecting = asyncio.create_task(_connect(engine, settings, store))
    try:
        app = create_app(
            settings,
            store=store,
            sources=SourceStore(settings.paths.sources),
            log=JobLog(settings.paths.logs),
            engine=engine,
        )
        await server_of(app, settings).serve()
    finally:
        connecting.cancel()
        await asyncio.gather(connecting, return_exceptions=True)
        await store.close()


def run(settings: Settings) -> None:
    """Serve on an event loop of its own, the fastest there is."""
    fastest = uvicorn.Config("", log_config=None).get_loop_factory()
    with asyncio.Runner(loop_factory=fastest) as runner:
        runner.run(serve(settings))


async def _connect(engine: DeferredEngine, settings: Settings, store: MetadataStore) -> None:
    """Load Temporal's client while requests are served already, and connect when it answers."""
    try:
        connecting = await asyncio.to_thread(importlib.import_module, "api.connecting")
        engine.resolve(await connecting.connect_engine(settings, store))
    except Exception as problem:
        _log.error("temporal_unusable", exc_info=problem)
        engine.fail(problem)


def main() -> None:
    """Run the API with the settings of the environment."""
    settings = Settings()
    configure_logging("api", level=settings.log_level, form=settings.log_format)
    run(settings)


if __name__ == "__main__":
    main()
