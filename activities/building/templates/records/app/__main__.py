"""Starts the application: ``python -m app``."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

import uvicorn

from app.config import Settings
from app.main import create_app

_DRAIN_SECONDS = 8
_LARGEST_HEADERS = 32_768


def server(settings: Settings) -> uvicorn.Server:
    """Return the server, ready to run; what it serves is up to date then."""
    app = create_app(settings)
    where = {"uds": settings.socket} if settings.socket else {}
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        **where,  # type: ignore[arg-type]
        loop="asyncio",
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_DRAIN_SECONDS,
        h11_max_incomplete_event_size=_LARGEST_HEADERS,
    )
    return uvicorn.Server(config)


def main() -> None:
    """Serve until SIGTERM or SIGINT comes; requests that run are finished first."""
    signal.signal(signal.SIGTERM, _leave)
    settings = Settings.from_environment(os.environ)
    if settings.socket:
        Path(settings.socket).unlink(missing_ok=True)
    server(settings).run()


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
